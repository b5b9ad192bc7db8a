/** The mark in a note: found again wherever Shopify leaves it, and in nobody else's words. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { id } from './ids.ts'
import { findOwnMark, ownMark } from './own-mark.ts'

const key = id('EffectKey', 'shopify-refund:302-1234567-7654321/a-9#1')

describe('our mark', () => {
  test.each([
    ['alone', ownMark(key)],
    ['after our words', `Refunded on Amazon.\n${ownMark(key)}`],
    ['with Windows line ends', `Refunded on Amazon.\r\n${ownMark(key)}\r\nthanks`],
    ['in one line, as Shopify may fold it', `Refunded on Amazon. ${ownMark(key)} thanks`],
  ])('is found %s', (_where, text) => {
    expect(findOwnMark(text)).toBe(key)
  })

  test.each([
    ['nothing', null],
    ['an empty note', ''],
    ['our name', 'Asked crossdock: no answer'],
    ['a web address', 'see https://example.org/crossdock:refund:1'],
    ['our name without a kind', 'crossdock:refund'],
    ['another tool', 'mycrossdock:refund:1'],
  ])('is not found in %s', (_what, text) => {
    expect(findOwnMark(text)).toBeNull()
  })

  test('is made only of a key that is found again', () => {
    for (const bad of [
      '',
      'refund',
      'refund:',
      'refund:a b',
      'Refund:1',
      `refund:${'9'.repeat(200)}`,
    ]) {
      expect(() => ownMark(id('EffectKey', bad))).toThrow('own mark')
    }
  })

  test('survives any words around it', () => {
    const words = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('crossdock:'))
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(findOwnMark(`${before}\n${ownMark(key)}\n${after}`)).toBe(key)
      }),
    )
  })
})
