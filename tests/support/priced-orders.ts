/** Prices sample orders and writes the result shortly, for the tests of docs/rules/money.md. */
import { expect } from 'vitest'
import { formatDecimal } from '../../src/core/money.ts'
import type { AmazonItem, AmazonOrder } from '../../src/core/orders/amazon-order.ts'
import { matchLines } from '../../src/core/orders/match-lines.ts'
import {
  type PricedOrder,
  type Pricing,
  priceOrder,
  totalInShopify,
} from '../../src/core/orders/price-order.ts'
import type { Mapping } from '../../src/core/orders/view.ts'
import { amazonItem, amazonOrder, money, variant } from './order-samples.ts'

const variants = [
  variant(),
  variant({ gid: 'cup', sku: 'CUP', priceMinor: 1000 }),
  variant({ gid: 'pot', sku: 'POT', priceMinor: 3000 }),
]

/** With a catalogue of a mug, a cup and a pot; what it lacks becomes a custom line. */
export function price(order: AmazonOrder, mappings: readonly Mapping[] = []): Pricing {
  const policy = { mappingFirst: true, unmapped: 'custom-line' } as const
  const matching = matchLines(order, { variants, mappings }, policy)
  return priceOrder(order, matching.kind === 'matched' ? matching.lines : [])
}

/** Priced, or the test fails; the total is always Amazon's. */
export function priced(order: AmazonOrder, mappings: readonly Mapping[] = []): PricedOrder {
  const pricing = price(order, mappings)
  if (pricing.kind === 'held') throw new Error(`held: ${JSON.stringify(pricing)}`)
  expect(totalInShopify(pricing.priced)).toEqual(order.grandTotal ?? pricing.priced.total)
  return pricing.priced
}

/** An order of one line. */
export function one(total: string, item: Partial<AmazonItem>, over: Partial<AmazonOrder> = {}) {
  return amazonOrder({ grandTotal: money(total), items: [amazonItem(item)], ...over })
}

/** `2 × 10.00` for every line. */
export function inWords(order: PricedOrder): string[] {
  return order.lines.map((line) => `${line.quantity} × ${formatDecimal(line.unitPrice)}`)
}
