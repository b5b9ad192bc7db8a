/** What a person types as an amount of a refund. */
import { describe, expect, test } from 'vitest'
import { minorFrom, moneyFrom, typed } from './amounts.ts'

describe('an amount that is typed', () => {
  test('is exact in smallest units, with either decimal sign and spaces between thousands', () => {
    expect(minorFrom('12.5', 'EUR')).toBe(1_250)
    expect(minorFrom('12,05', 'EUR')).toBe(1_205)
    expect(minorFrom(' 1 249,00 ', 'SEK')).toBe(124_900)
    expect(minorFrom('1249', 'JPY')).toBe(1_249)
    expect(minorFrom('', 'EUR')).toBe(0)
    expect(minorFrom('0.29', 'EUR')).toBe(29)
  })

  test('is none where it could mean two amounts, or is no amount', () => {
    for (const text of ['1,249', '1.249,00', '-1', '12 EUR', '1e3', '.', 'x']) {
      expect(minorFrom(text, 'EUR'), text).toBeNull()
    }
    expect(minorFrom('12.5', 'JPY')).toBeNull()
  })

  test('comes back as it would be typed', () => {
    expect(typed(5, 'EUR', 'en')).toBe('0.05')
    expect(typed(124_900, 'SEK', 'sv')).toBe('1249,00')
    expect(typed(1_249, 'JPY', 'sv')).toBe('1249')
    expect(moneyFrom(-1, 'EUR')).toEqual({ amount: '-0.01', currency: 'EUR' })
  })
})
