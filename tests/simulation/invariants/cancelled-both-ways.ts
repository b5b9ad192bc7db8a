/** A cancellation on one side is one action on the other, or a person is told why not. */
import type { SoakShop } from '../soak-shop.ts'
import type { Invariant } from './invariant.ts'
import { type LifeBooks, readLifeBooks } from './life-books.ts'
import { livingOnes } from './shipped-both-ways.ts'

export const cancelledBothWays: Invariant = {
  async atRest(books) {
    const { shop } = books
    const life = await readLifeBooks(books)
    return livingOnes(books).flatMap((orderId) =>
      [...tooOften(shop, orderId), ...onOneSide(shop, orderId, life)].map(
        (text) => `${shop.name} ${orderId}: ${text}`,
      ),
    )
  },
}

function tooOften({ amazon }: SoakShop, orderId: string): string[] {
  const { cancellations } = amazon.control.truth(orderId)
  const ours = cancellations.filter(({ by }) => by === 'SELLER_APPLICATION')
  const feeds = new Set(ours.map(({ feedId }) => feedId))
  return feeds.size > 1 ? [`cancelled on Amazon by ${feeds.size} feeds`] : []
}

function onOneSide({ amazon, shopify }: SoakShop, orderId: string, life: LifeBooks): string[] {
  const { status, items } = amazon.control.truth(orderId)
  const [order] = shopify.control.truth({ sourceIdentifier: orderId }).orders
  if (order === undefined) return []
  const there = status === 'CANCELLED'
  const codes = [...(life.held.get(orderId) ?? [])]
  const isHeld = codes.some((code) => /CANCEL|QUARANTINED|UNSETTLED/.test(code))
  const isLeft = life.said.get(orderId)?.has('dismiss') === true
  if (isHeld || isLeft) return []
  const hasLeft = items.some(({ quantityFulfilled }) => quantityFulfilled > 0)
  if (order.cancelled && !there && !hasLeft) return [`cancelled in Shopify only, ${codes}`]
  const standing = order.fulfilments.some((one) => one.status === 'SUCCESS')
  return there && !order.cancelled && !standing ? [`cancelled on Amazon only, ${codes}`] : []
}
