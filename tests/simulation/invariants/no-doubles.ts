/**
 * No Amazon order ever stands twice in the shop by our hand, nor by ours after another app's. What another
 * app makes within the age that we allow our index cannot be seen in time.
 */
import type { OrderSummary } from '../../../simulators/shopify/control/control-types.ts'
import { otherApp } from '../soak-shop.ts'
import type { Invariant } from './invariant.ts'

const unseenMs = 15 * 60_000

export const noDoubles: Invariant = {
  always({ name, shopify }) {
    const live = shopify.control.orders().filter((order) => !order.cancelled)
    const found: string[] = []
    for (const [orderId, orders] of Map.groupBy(live, (order) => order.sourceIdentifier)) {
      if (orderId === null || orders.length < 2) continue
      const ours = orders.filter((order) => order.app !== otherApp)
      const theirs = orders.filter((order) => order.app === otherApp)
      if (ours.length > 1) found.push(`${name} ${orderId} stands ${ours.length} times by our hand`)
      if (ours.some((order) => isLate(order, theirs))) {
        found.push(`${name} ${orderId} was created beside another app's order`)
      }
    }
    return found
  },
}

function isLate(ours: OrderSummary, theirs: readonly OrderSummary[]): boolean {
  return theirs.some((one) => one.createdAtMs < ours.createdAtMs - unseenMs)
}
