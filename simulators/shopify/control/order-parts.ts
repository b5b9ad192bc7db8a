/** How control verbs name orders and their parts. What does not exist is an error with its name. */

import type { AppIdentity } from '../app-identity.ts'
import { numericId } from '../gid.ts'
import type { LocationRecord, OrderLine, OrderRecord } from '../records.ts'
import type { ReturnRecord } from '../refund-records.ts'
import type { Fulfillment, FulfillmentOrder } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { FulfillmentOrderSpec, ShipmentSpec, UnitsSpec } from './life-types.ts'

/** Who acts when somebody acts in the admin. */
export const merchantAdmin: AppIdentity = { id: 'gid://shopify/App/1830279', name: 'Shopify admin' }

export function existing(world: ShopWorld, orderId: string): OrderRecord {
  const order = world.orders.byId(numericId('Order', orderId) ?? -1)
  if (order === undefined) throw new Error(`no order ${orderId}`)
  return order
}

export function lineOf(order: OrderRecord, spec: UnitsSpec): OrderLine {
  const line = order.lines.find((one) =>
    spec.lineItemId === undefined ? one.sku === spec.sku : one.id === spec.lineItemId,
  )
  if (line === undefined) {
    throw new Error(`order ${order.name} has no line ${spec.lineItemId ?? spec.sku}`)
  }
  return line
}

export function locationNamed(world: ShopWorld, name: string): LocationRecord {
  const found = world.catalog.locations().find((one) => one.name === name)
  if (found === undefined) throw new Error(`no location ${name}`)
  return found
}

/** The shipment that was named, or the last one that was not cancelled. */
export function shipmentOf(order: OrderRecord, spec: ShipmentSpec): Fulfillment {
  const live = order.fulfillments.filter((one) => one.status === 'SUCCESS')
  const row =
    spec.fulfillmentId === undefined
      ? live.at(-1)
      : live.find((one) => one.id === spec.fulfillmentId)
  if (row === undefined) throw new Error(`order ${order.name} has no such shipment`)
  return row
}

/** The fulfilment order that was named, or all with something left to ship. */
export function openOnes(order: OrderRecord, spec: FulfillmentOrderSpec): FulfillmentOrder[] {
  const open = order.fulfillmentOrders.filter((one) =>
    one.lines.some((line) => line.remainingQuantity > 0),
  )
  const id = spec.fulfillmentOrderId
  const found = id === undefined ? open : open.filter((one) => one.id === id)
  if (found.length === 0) throw new Error(`order ${order.name} has no open fulfillment order`)
  return found
}

export function returnNamed(
  world: ShopWorld,
  returnId: string,
): { order: OrderRecord; row: ReturnRecord } {
  const order = world.orders.byPart(returnId)
  const row = order?.returns.find((one) => one.id === returnId)
  if (order === undefined || row === undefined) throw new Error(`no return ${returnId}`)
  return { order, row }
}
