/** What left on one side stands on the other once, or a person is told why not. Never more leaves than was ordered. */
import type { FulfilmentTruth } from '../../../simulators/shopify/control/life-types.ts'
import { otherApp, type SoakShop } from '../soak-shop.ts'
import type { Books, Invariant } from './invariant.ts'
import { type LifeBooks, readLifeBooks } from './life-books.ts'

export const shippedBothWays: Invariant = {
  async atRest(books) {
    const { shop } = books
    const life = await readLifeBooks(books)
    return livingOnes(books).flatMap((orderId) =>
      [...missing(shop, orderId, life), ...tooMany(shop, orderId)].map(
        (text) => `${shop.name} ${orderId}: ${text}`,
      ),
    )
  },
}

/** Orders that stand in the shop once, by us or taken over, and in nobody's way. */
export function livingOnes({ shop, world }: Books): string[] {
  const touched = world.deeds.get(shop.name)?.touched ?? new Set()
  return [...shop.expected].flatMap(([orderId, becomes]) =>
    touched.has(orderId) && (becomes === 'import' || becomes === 'adopt') ? [orderId] : [],
  )
}

function missing(shop: SoakShop, orderId: string, { held, said }: LifeBooks): string[] {
  const amazon = shop.amazon.control.truth(orderId)
  const [order] = shop.shopify.control.truth({ sourceIdentifier: orderId }).orders
  // Lines that another app made name no Amazon item, so nothing is carried for them.
  if (order === undefined || order.madeBy === otherApp) return []
  const isHeld = [...(held.get(orderId) ?? [])].some((code) => shipmentHolds.test(code))
  const isLeft = said.get(orderId)?.has('dismiss') === true
  if (isHeld || isLeft) return []
  const packages = amazon.packages.filter(({ packageStatus: is }) => is?.status !== 'CANCELLED')
  const there = packages.map(({ trackingNumber = '' }) => trackingNumber)
  const standing = order.fulfilments.filter(({ status }) => status === 'SUCCESS')
  const here = standing.flatMap(({ trackingNumbers }) => trackingNumbers)
  // Nothing is told of an order that Amazon cancelled, nor written into one that is over in Shopify.
  const underOne = said.get(orderId)?.has('approve') === true
  const untold =
    amazon.status === 'CANCELLED' ? [] : standing.filter((one) => !isTold(one, there, underOne))
  const unknown = order.cancelled || isAllGone(shop, order.id) ? [] : there.filter(notIn(here))
  return [
    ...untold.map(({ trackingNumbers }) => `parcel ${trackingNumbers} is not on Amazon`),
    ...unknown.map((number) => `parcel ${number} is not in Shopify`),
  ]
}

const shipmentHolds = /SHIP|TRACKING|FULFILMENT|PRIME|MESSAGES|CANCEL|QUARANTINED/

/** `underOne`: a person said that a parcel of several numbers goes under the first. */
function isTold(
  { trackingNumbers }: FulfilmentTruth,
  there: readonly string[],
  underOne: boolean,
): boolean {
  const times = trackingNumbers.map((number) => there.filter((one) => one === number).length)
  return underOne ? times.includes(1) : times.every((count) => count === 1)
}

function notIn(here: readonly string[]): (number: string) => boolean {
  return (number) => !here.includes(number)
}

/** Shopify has no unit left that a parcel of Amazon could be. */
function isAllGone({ shopify }: SoakShop, gid: string): boolean {
  const record = shopify.control.orderRecord(gid)
  return (record?.fulfillmentOrders ?? []).every(({ lines }) =>
    lines.every(({ remainingQuantity }) => remainingQuantity === 0),
  )
}

function tooMany({ amazon }: SoakShop, orderId: string): string[] {
  const { items, packages } = amazon.control.truth(orderId)
  return items.flatMap(({ orderItemId, quantityOrdered }) => {
    const shipped = packages
      .filter(({ packageStatus: is }) => is?.status !== 'CANCELLED')
      .flatMap(({ packageItems = [] }) => packageItems)
      .filter((item) => item.orderItemId === orderItemId)
      .reduce((sum, { quantity }) => sum + quantity, 0)
    return shipped > quantityOrdered ? [`${shipped} of ${quantityOrdered} units shipped`] : []
  })
}
