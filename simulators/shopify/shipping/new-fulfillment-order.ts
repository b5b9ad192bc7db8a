/** A new fulfilment order at a location. */

import type { FulfillmentOrder, FulfillmentOrderLine } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'

export function newFulfillmentOrder(
  world: ShopWorld,
  locationId: number,
  lines: FulfillmentOrderLine[],
): FulfillmentOrder {
  const nowMs = world.clock.nowMs()
  return {
    id: world.identifiers.gid('FulfillmentOrder'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    status: 'OPEN',
    requestStatus: 'UNSUBMITTED',
    locationId,
    fulfillByMs: null,
    progressReported: false,
    holds: [],
    lines,
  }
}
