/** The merchant cancels orders in Shopify, with and without giving the money back. */
import type { Ground } from './happening.ts'
import { atTimes, doToOne } from './living-orders.ts'

const reasons = ['CUSTOMER', 'INVENTORY', 'FRAUD', 'OTHER'] as const

export function cancelInShop(ground: Ground): void {
  atTimes(ground, { min: 1, max: 3 }, 'cancel in Shopify', () => cancelOneInShop(ground))
}

export function cancelOneInShop(ground: Ground): void {
  const { random, shop } = ground
  const refund = random.chance(0.75)
  const spec = { reason: random.pick(reasons), refund, restock: random.chance(0.5), notify: false }
  doToOne(
    ground,
    refund ? 'cancelled in Shopify' : 'cancelled in Shopify without refund',
    ({ id }) => shop.shopify.control.merchantCancel({ orderId: id, ...spec }),
    { away: 'cancelled in Shopify' },
  )
}
