/** What of Amazon's words may be kept. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWords } from './plain-words.ts'

describe('the words of a refusal', () => {
  const cases: [string, string][] = [
    ['Quantity exceeds what was ordered.', 'Quantity exceeds what was ordered.'],
    ['Order 302-1234567-7654321 is shipped', 'Order 302-1234567-7654321 is shipped'],
    ["You can't do this, it isn't time", "You can't do this, it isn't time"],
    ['mail jane.doe@example.com now', 'mail … now'],
    ['see https://example.com/a?b=c please', 'see … please'],
    ['The name "Jane Doe" is wrong', 'The name … is wrong'],
    ["value 'Jane Doe' is wrong", 'value … is wrong'],
    ['call +49 170 1234567 today', 'call … today'],
    ['at most 30 days, 5 units', 'at most 30 days, 5 units'],
    ['two\n\u0000lines', 'two lines'],
  ]
  it.each(cases)('%j is kept as %j', (text, kept) => expect(plainWords(text)).toBe(kept))

  it('are short and on one line, whatever came', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'binary' }), (text) => {
        const words = plainWords(text)
        expect(words.length).toBeLessThanOrEqual(300)
        expect(words).not.toMatch(/[\p{Cc}@]/u)
        expect(words).not.toMatch(/\d{7,}/)
      }),
    )
  })
})
