import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOrder, wellFormedOrder } from '../../../tests/support/order-arbitraries.ts'
import { price } from '../../../tests/support/priced-orders.ts'
import { priceOrder, totalInShopify } from './price-order.ts'

describe('for any order', () => {
  it('R-MONEY-3, R-MONEY-11: what adds up is priced to the cent, and nothing is negative', () => {
    fc.assert(
      fc.property(wellFormedOrder, ({ order, matched }) => {
        const pricing = priceOrder(order, matched)
        if (pricing.kind === 'held') throw new Error(JSON.stringify(pricing))
        expect(totalInShopify(pricing.priced)).toEqual(order.grandTotal)
        const lines = [...pricing.priced.lines, ...pricing.priced.shippingLines]
        const amounts = lines.map((line) => ('price' in line ? line.price : line.unitPrice))
        const taxes = lines.flatMap((line) => line.taxLines.map(({ amount }) => amount))
        expect([...amounts, ...taxes].every(({ amountMinor }) => amountMinor >= 0)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('R-MONEY-2: no unit and no cent of tax is lost between Amazon’s lines and ours', () => {
    fc.assert(
      fc.property(wellFormedOrder, ({ order, matched }) => {
        const pricing = priceOrder(order, matched)
        if (pricing.kind === 'held') throw new Error(JSON.stringify(pricing))
        const { lines } = pricing.priced
        for (const { item, components } of matched) {
          const own = lines.filter((line) => line.itemId === item.itemId && line.requiresShipping)
          const units = own.reduce((all, line) => all + line.quantity, 0)
          const inKit = components.reduce((all, { quantity }) => all + quantity, 0)
          expect(units).toBe(item.quantityOrdered * (components.length === 0 ? 1 : inKit))
        }
      }),
      { numRuns: 200 },
    )
  })

  it('R-MONEY-3: whatever Amazon sends, the answer is a hold or the very total', () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const pricing = price(order)
        if (pricing.kind === 'held') return
        expect(totalInShopify(pricing.priced).amountMinor).toBe(order.grandTotal?.amountMinor ?? 0)
      }),
      { numRuns: 500 },
    )
  })
})
