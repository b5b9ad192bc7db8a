import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { money } from '../../tests/support/order-samples.ts'
import { InvariantError } from './invariant-error.ts'
import {
  add,
  compare,
  formatDecimal,
  multiply,
  parseMoney,
  splitByShares,
  subtract,
  sum,
} from './money.ts'

const minor = (parts: readonly { amountMinor: number }[]): number[] =>
  parts.map(({ amountMinor }) => amountMinor)

describe('amounts', () => {
  it('R-MONEY-1: keeps whole minor units, none for the yen and three for the dinar', () => {
    expect(money('12.5 EUR')).toEqual({ amountMinor: 1250, currency: 'EUR' })
    expect(money('5980 JPY')).toEqual({ amountMinor: 5980, currency: 'JPY' })
    expect(money('1.234 KWD')).toEqual({ amountMinor: 1234, currency: 'KWD' })
    expect(parseMoney('1.005', 'EUR')).toBeUndefined()
    expect(parseMoney('59.80', 'JPY')).toBeUndefined()
  })

  it('R-MONEY-1: writes what it reads', () => {
    const decimals = fc.record({
      amountMinor: fc.integer({ min: -1e12, max: 1e12 }),
      currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
    })
    fc.assert(
      fc.property(decimals, (one) => {
        expect(parseMoney(formatDecimal(one), one.currency)).toEqual(one)
      }),
    )
  })

  it('adds, subtracts, multiplies and compares', () => {
    expect(add(money('1.10 EUR'), money('2.20 EUR'))).toEqual(money('3.30 EUR'))
    expect(subtract(money('1.10 EUR'), money('2.20 EUR'))).toEqual(money('-1.10 EUR'))
    expect(multiply(money('0.10 EUR'), 3)).toEqual(money('0.30 EUR'))
    expect(sum([], 'EUR')).toEqual(money('0 EUR'))
    expect(compare(money('1 EUR'), money('2 EUR'))).toBeLessThan(0)
    expect(compare(money('2 EUR'), money('2 EUR'))).toBe(0)
  })

  it('R-MONEY-1: refuses to mix currencies', () => {
    for (const mix of [add, subtract, compare]) {
      expect(() => mix(money('1 EUR'), money('1 SEK'))).toThrow(InvariantError)
    }
    expect(() => sum([money('1 EUR')], 'SEK')).toThrow(InvariantError)
    expect(() => multiply(money('1 EUR'), 0.5)).toThrow(InvariantError)
  })
})

describe('splitting', () => {
  it('R-MONEY-2: gives the remainder to the largest share', () => {
    expect(minor(splitByShares(money('10.00 EUR'), [1, 1, 1]))).toEqual([334, 333, 333])
    expect(minor(splitByShares(money('10.00 EUR'), [1, 3, 3]))).toEqual([142, 430, 428])
    expect(minor(splitByShares(money('-10.00 EUR'), [1, 2]))).toEqual([-333, -667])
    expect(minor(splitByShares(money('1.00 EUR'), [0, 0]))).toEqual([50, 50])
    expect(minor(splitByShares(money('1.00 EUR'), [0, 7]))).toEqual([0, 100])
  })

  it('R-MONEY-2: is exact for any amount and any shares, and a part never has another sign', () => {
    const amounts = fc.integer({ min: -1e13, max: 1e13 })
    const shares = fc.array(fc.integer({ min: 0, max: 1e13 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(amounts, shares, (amountMinor, all) => {
        const parts = minor(splitByShares({ amountMinor, currency: 'EUR' }, all))
        expect(parts.reduce((one, other) => one + other, 0)).toBe(amountMinor)
        expect(parts.every((one) => one === 0 || one > 0 === amountMinor > 0)).toBe(true)
      }),
    )
  })

  it('refuses shares that are no whole numbers or negative', () => {
    for (const share of [-1, 0.5, Number.NaN]) {
      expect(() => splitByShares(money('1 EUR'), [share])).toThrow(InvariantError)
    }
  })
})
