/** Goods come for the orders that were refused for want of them. */
import { type Ground, hourMs } from './happening.ts'

export function restock({ shop, random, startMs, later }: Ground): void {
  later(startMs + random.int(10, 60) * hourMs, 'restock', () =>
    shop.shopify.control.restock({ sku: 'AMZ-EMPTY', quantity: 100 }),
  )
}
