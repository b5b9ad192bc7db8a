/** Orders of the shop to which something happens after their import, and when it does. */
import type { OrderSummary } from '../../../simulators/shopify/control/control-types.ts'
import { type AwayDeed, noteDeed } from '../deeds.ts'
import { type Ground, hourMs, minuteMs } from './happening.ts'

export type LivingOrder = OrderSummary & { readonly amazonId: string }

/** Orders must be there first; and what happens late has no time to settle: feeds alone take hours. */
const edgeHours = { first: 3, last: 6 }
const edgeShare = 1 / 8

/** So many times within the world; the second seller's shop is smaller. */
export function atTimes(
  ground: Ground,
  count: { readonly min: number; readonly max: number },
  label: string,
  happen: () => void | Promise<void>,
): void {
  const { random, shop, startMs, endMs, later } = ground
  const hours = (endMs - startMs) / hourMs
  const firstHour = Math.min(edgeHours.first, hours * edgeShare)
  const lastHour = hours - Math.min(edgeHours.last, hours * edgeShare)
  const drawn = random.int(count.min, count.max)
  const times = shop.name === 'first' ? drawn : Math.floor(drawn / 3)
  for (let left = times; left > 0; left -= 1) {
    const atMs = startMs + random.int(firstHour * 60, lastHour * 60) * minuteMs
    later(atMs, label, happen)
  }
}

/** Does something to one of the orders that stand; what a platform does not allow does not happen. */
export function doToOne(
  ground: Ground,
  kind: string,
  deed: (order: LivingOrder) => void,
  terms: { readonly away?: AwayDeed; readonly where?: (order: LivingOrder) => boolean } = {},
): LivingOrder | undefined {
  const { random, deeds } = ground
  const { away, where } = terms
  const all = livingOrders(ground).filter((one) => where?.(one) ?? true)
  const fresh = all.filter(({ amazonId }) => !deeds.touched.has(amazonId))
  // Mostly one of its own; else two deeds meet on one order.
  const from = where === undefined && fresh.length > 0 && random.chance(0.75) ? fresh : all
  if (from.length === 0) return undefined
  const order = random.pick(from)
  return doTo(ground, order, kind, deed, away) ? order : undefined
}

/** False when the platform does not allow it any more. */
export function doTo(
  ground: Ground,
  order: LivingOrder,
  kind: string,
  deed: (order: LivingOrder) => void,
  away?: AwayDeed,
): boolean {
  try {
    deed(order)
  } catch (error) {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error
    return false
  }
  noteDeed(ground.deeds, order.amazonId, kind, away)
  return true
}

/** Imported by us, or another app's that we took over, and neither cancelled nor in somebody's way. */
function livingOrders({ shop, clock }: Ground): LivingOrder[] {
  return shop.shopify.control.orders().flatMap((order) => {
    const amazonId = order.sourceIdentifier ?? ''
    const becomes = shop.expected.get(amazonId)
    const ageMs = clock.nowMs() - order.createdAtMs
    const lives =
      (becomes === 'import' && ageMs > youngMs) || (becomes === 'adopt' && ageMs > takenOverMs)
    return lives && !order.cancelled ? [{ ...order, amazonId }] : []
  })
}

const youngMs = 10 * minuteMs
/** By then an order of another app is known, with every fault of a world on the way. */
const takenOverMs = 4 * hourMs
