/**
 * By the truth of both platforms: no parcel under two references, no refund twice and none over the
 * charge, and no acknowledgement of what was long known as shipped.
 */
import type { SoakShop } from '../soak-shop.ts'
import type { Invariant } from './invariant.ts'

export const nothingTwice: Invariant = {
  always(shop) {
    const { name, amazon, shopify } = shop
    const { parcels, refunds, overRefunded } = amazon.control.doubles()
    const inShop = shopify.control.doubledEffects()
    const found = [
      ...parcels.map(({ orderId }) => `a parcel of ${orderId} has two references`),
      ...refunds.map(({ orderId }) => `${orderId} was refunded twice on Amazon by us`),
      ...overRefunded.map(({ orderId }) => `${orderId} was refunded over its charge on Amazon`),
      ...inShop.map(({ kind, key }) => `Shopify: ${kind} ${key} by us, too often`),
      ...acknowledgedLate(shop),
    ]
    return found.map((text) => `${name} ${text}`)
  },
}

/** Amazon is read before an acknowledgement; what is shipped within this time of it may cross it. */
const crossingMs = 3_600_000

function acknowledgedLate({ amazon }: SoakShop): string[] {
  return amazon.control.doubles().cancelledAfterShipment.flatMap((orderId) => {
    const { refunds, packages } = amazon.control.truth(orderId)
    const feedIds = refunds.flatMap(({ feedId }) => feedId ?? [])
    const feeds = amazon.control.feeds().filter(({ feedId }) => feedIds.includes(feedId))
    const firstMs = Math.min(...packages.map((one) => Date.parse(one.createdTime ?? '')))
    const isLate = feeds.some(({ createdMs }) => createdMs > firstMs + crossingMs)
    return isLate ? [`${orderId} was acknowledged as failed after it was shipped`] : []
  })
}
