/**
 * Units of a cancelled shipment can be shipped again: within their fulfilment order while it is open, else in a new
 * one at the same location. Units that were refunded meanwhile stay gone.
 */
import type { Consequences } from '../orders/committed-change.ts'
import type { OrderRecord } from '../records.ts'
import type { Fulfillment, FulfillmentOrderLine } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { unshipClaims } from '../stock/claim-stock.ts'
import { newFulfillmentOrder } from './new-fulfillment-order.ts'
import { settleStatus } from './ship.ts'

export function reopenUnits(
  world: ShopWorld,
  order: OrderRecord,
  cancelled: Fulfillment,
  after: Consequences,
): void {
  const fresh: FulfillmentOrderLine[] = []
  for (const { lineId, quantity, fulfillmentOrderId } of cancelled.lines) {
    const line = order.lines.find((one) => one.id === lineId)
    if (line === undefined) continue
    line.fulfilledQuantity -= quantity
    const wanted = Math.min(quantity, line.currentQuantity - openUnits(order, lineId))
    if (wanted <= 0) continue
    const from = order.fulfillmentOrders.find((one) => one.id === fulfillmentOrderId)
    const row = from?.lines.find((one) => one.lineId === lineId)
    if (from !== undefined && row !== undefined && from.status !== 'CLOSED') {
      row.remainingQuantity += wanted
      settleStatus(world, from)
      continue
    }
    const id = world.identifiers.gid('FulfillmentOrderLineItem')
    fresh.push({ id, lineId, totalQuantity: wanted, remainingQuantity: wanted })
  }
  if (fresh.length > 0) {
    order.fulfillmentOrders.push(newFulfillmentOrder(world, cancelled.locationId, fresh))
  }
  const back = cancelled.shipped.map((claim) => ({ ...claim }))
  order.claims.push(...back)
  after.stock.push(() => unshipClaims(world, back))
}

function openUnits(order: OrderRecord, lineId: string): number {
  const rows = order.fulfillmentOrders.flatMap((one) => one.lines)
  const open = rows.filter((row) => row.lineId === lineId)
  const line = order.lines.find((one) => one.id === lineId)
  return open.reduce((sum, row) => sum + row.remainingQuantity, line?.fulfilledQuantity ?? 0)
}
