/** Ships units of fulfilment orders of one order: the one way in which anything leaves this shop. */

import type { AppIdentity } from '../app-identity.ts'
import type { Consequences } from '../orders/committed-change.ts'
import { displayFinancialStatus, displayFulfillmentStatus } from '../orders/order-status.ts'
import type { OrderRecord } from '../records.ts'
import type {
  Fulfillment,
  FulfillmentOrder,
  FulfillmentOrderLine,
  Tracking,
} from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { shipClaims, takeClaims } from '../stock/claim-stock.ts'
import { fulfillmentPayload } from '../webhooks/shipping-payloads.ts'

/** Units of one row of a fulfilment order. */
export type Pick = {
  readonly from: FulfillmentOrder
  readonly line: FulfillmentOrderLine
  readonly quantity: number
}

export type Shipment = {
  readonly picks: readonly Pick[]
  readonly tracking: readonly Tracking[]
  readonly notify: boolean
  readonly by: AppIdentity
}

/** All that is left of a fulfilment order. */
export function everythingOf(from: FulfillmentOrder): Pick[] {
  return from.lines
    .filter((line) => line.remainingQuantity > 0)
    .map((line) => ({ from, line, quantity: line.remainingQuantity }))
}

/** Makes the fulfilment on an order that is being changed; all picks are of that order and one location. */
export function ship(
  world: ShopWorld,
  order: OrderRecord,
  shipment: Shipment,
  after: Consequences,
): Fulfillment {
  const nowMs = world.clock.nowMs()
  const { picks, tracking, notify, by } = shipment
  const locationId = picks[0]?.from.locationId ?? 0
  const shipped = picks.flatMap(({ line, quantity }) =>
    takeClaims(order, line.lineId, locationId, quantity),
  )
  const fulfillment: Fulfillment = {
    id: world.identifiers.gid('Fulfillment'),
    name: `${order.name}-F${order.fulfillments.length + 1}`,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    status: 'SUCCESS',
    locationId,
    lines: picks.map(({ from, line, quantity }) => ({
      id: world.identifiers.gid('FulfillmentLineItem'),
      lineId: line.lineId,
      fulfillmentOrderId: from.id,
      quantity,
    })),
    tracking,
    notify,
    by,
    events: [],
    shipped,
  }
  for (const { from, line, quantity } of picks) {
    line.remainingQuantity -= quantity
    const own = order.lines.find((one) => one.id === line.lineId)
    if (own) own.fulfilledQuantity += quantity
    settleStatus(world, from)
  }
  order.fulfillments.push(fulfillment)
  archiveWhenDone(world, order)
  after.stock.push(() => shipClaims(world, shipped))
  if (notify) after.mails.push('shipping-notice')
  tell(order, fulfillment, after)
  return fulfillment
}

/** The status that a fulfilment order has by its quantities and holds; a cancelled one stays cancelled. */
export function settleStatus(world: ShopWorld, one: FulfillmentOrder): void {
  one.updatedAtMs = world.clock.nowMs()
  if (one.status === 'CANCELLED') return
  const left = one.lines.reduce((sum, line) => sum + line.remainingQuantity, 0)
  const all = one.lines.reduce((sum, line) => sum + line.totalQuantity, 0)
  if (left === 0) one.status = 'CLOSED'
  else if (one.holds.length > 0) one.status = 'ON_HOLD'
  else if (one.progressReported) one.status = 'IN_PROGRESS'
  else one.status = left < all ? world.settings.partlyFulfilledStatus : 'OPEN'
}

function archiveWhenDone(world: ShopWorld, order: OrderRecord): void {
  if (!world.settings.archiveWhenDone || order.closedAtMs !== null) return
  const done = displayFulfillmentStatus(order) === 'FULFILLED'
  if (done && displayFinancialStatus(order) === 'PAID') order.closedAtMs = world.clock.nowMs()
}

function tell(order: OrderRecord, fulfillment: Fulfillment, after: Consequences): void {
  const payload = (one: OrderRecord) => fulfillmentPayload(one, fulfillment)
  after.told.push({ topic: 'FULFILLMENTS_CREATE', payload })
  const whole = displayFulfillmentStatus(order) === 'FULFILLED'
  after.told.push({ topic: whole ? 'ORDERS_FULFILLED' : 'ORDERS_PARTIALLY_FULFILLED' })
}
