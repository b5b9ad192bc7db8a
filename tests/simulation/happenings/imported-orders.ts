/** Orders that stand in the shop by our hand, long enough that we surely know of it. */
import type { OrderSummary } from '../../../simulators/shopify/control/control-types.ts'
import { type Ground, hourMs } from './happening.ts'

/** Longer than an unclear create stays in doubt, with every fault of a world on the way. */
const knownAfterMs = 4 * hourMs

/** Of these nothing was done to any. */
export function importedOrders({ shop, deeds, clock }: Ground): OrderSummary[] {
  return shop.shopify.control
    .orders()
    .filter(
      (order) =>
        shop.expected.get(order.sourceIdentifier ?? '') === 'import' &&
        !deeds.touched.has(order.sourceIdentifier ?? '') &&
        !order.cancelled &&
        order.createdAtMs < clock.nowMs() - knownAfterMs,
    )
}
