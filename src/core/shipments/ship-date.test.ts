/** The date of a parcel stays between the order and now. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shipDateMs } from './ship-date.ts'

const order = { createdAtMs: 10_700 }

test('R-SHIP-24: a parcel that left in the second of the order is dated like the order', () => {
  expect(shipDateMs({ shippedAtMs: 10_000 }, order, 12_000)).toBe(10_700)
  expect(shipDateMs({ shippedAtMs: 11_000 }, order, 12_000)).toBe(11_000)
})

test('R-SHIP-24: a shop whose clock is ahead dates no parcel in the future', () => {
  expect(shipDateMs({ shippedAtMs: 90_000 }, order, 12_000)).toBe(12_000)
})

test('R-SHIP-24: whatever the clocks say, it is never before the order', () => {
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.nat(), (shippedAtMs, createdAtMs, nowMs) => {
      const told = shipDateMs({ shippedAtMs }, { createdAtMs }, nowMs)
      return told >= createdAtMs && told <= Math.max(createdAtMs, nowMs)
    }),
  )
})
