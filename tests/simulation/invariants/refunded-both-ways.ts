/**
 * Money goes to the other side at most once: we never refund more often on Amazon than people did in
 * Shopify, nor more in Shopify than others did on Amazon, and our own refunds are never answered.
 */
import type { SoakShop } from '../soak-shop.ts'
import type { Invariant } from './invariant.ts'
import { livingOnes } from './shipped-both-ways.ts'

export const refundedBothWays: Invariant = {
  async atRest(books) {
    const { shop } = books
    return livingOnes(books).flatMap((orderId) =>
      check(shop, orderId).map((text) => `${shop.name} ${orderId}: ${text}`),
    )
  },
}

function check({ amazon, shopify }: SoakShop, orderId: string): string[] {
  const { refunds } = amazon.control.truth(orderId)
  const [order] = shopify.control.truth({ sourceIdentifier: orderId }).orders
  if (order === undefined) return []
  const oursThere = refunds.filter(({ by }) => by === 'SELLER_APPLICATION').length
  const oursHere = order.refunds.filter(({ by }) => by === 'Crossdock').length
  const theirsHere = order.refunds.length - oursHere
  const theirsThere = refunds.length - oursThere
  // Our own cancellation in Shopify gives the money back there as well.
  const allowedHere = theirsThere + (order.cancelled ? 1 : 0)
  return [
    ...(oursThere > theirsHere
      ? [`${theirsHere} refunds in Shopify, ${oursThere} by us on Amazon`]
      : []),
    ...(oursHere > allowedHere
      ? [`${theirsThere} refunds on Amazon, ${oursHere} by us in Shopify`]
      : []),
  ]
}
