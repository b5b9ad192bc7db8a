/** Fulfilment orders of a new order, and the shipment of an order that had left before it came. */

import type { AppIdentity } from '../app-identity.ts'
import { numericId } from '../gid.ts'
import type { Consequences } from '../orders/committed-change.ts'
import type { FulfillmentInput } from '../orders/order-input.ts'
import type { OrderRecord, StockLevel } from '../records.ts'
import type { FulfillmentOrder, FulfillmentOrderLine, Tracking } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { Routed } from '../stock/claim-stock.ts'
import { fulfillmentOrderPayload } from '../webhooks/shipping-payloads.ts'
import { newFulfillmentOrder } from './new-fulfillment-order.ts'
import { everythingOf, ship } from './ship.ts'
import { trackingFrom } from './tracking.ts'

/** One fulfilment order a location, at once or when the routing has had its time. */
export function openFulfillmentOrders(
  world: ShopWorld,
  order: OrderRecord,
  parts: readonly Routed[],
): void {
  const nowMs = world.clock.nowMs()
  const delayMs = world.settings.routingDelayMs
  if (delayMs === 0) {
    order.fulfillmentOrders = fulfillmentOrdersFrom(world, parts)
    return
  }
  world.clock.at(nowMs + delayMs, () => {
    if (world.orders.byId(order.numericId) === undefined || order.cancelledAtMs !== null) return
    world.orders.change(order, (one) => {
      one.fulfillmentOrders = fulfillmentOrdersFrom(world, parts)
    })
    tellRouted(world, order)
  })
}

/** The routing of an order is done; apps that wait for its fulfilment orders hear of each. */
export function tellRouted(world: ShopWorld, order: OrderRecord): void {
  const topic = 'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE'
  if (!world.webhooks.wants(topic)) return
  for (const row of order.fulfillmentOrders) {
    world.webhooks.emit(topic, world.identifiers.uuid(), () => ({
      fulfillment_order: fulfillmentOrderPayload(order, row),
    }))
  }
}

/** For an order that was shipped before it came: everything fulfilled from one location, nothing left open. */
export function fulfilAtOnce(
  world: ShopWorld,
  order: OrderRecord,
  input: FulfillmentInput,
): StockLevel[] {
  const locationId = numericId('Location', input.locationId) ?? 0
  const parts = order.lines.map((line) => ({ line, locationId, quantity: line.quantity }))
  order.fulfillmentOrders = fulfillmentOrdersFrom(world, parts)
  const tracking = trackingFrom({
    company: input.trackingCompany ?? null,
    number: input.trackingNumber ?? null,
    numbers: input.trackingNumbers ?? null,
  })
  const after: Consequences = { stock: [], mails: [], told: [] }
  fulfilEverything(world, order, { tracking, notify: false, by: order.app }, after)
  return after.stock.flatMap((move) => move())
}

type Manner = {
  readonly tracking: readonly Tracking[]
  readonly notify: boolean
  readonly by: AppIdentity
}

/** Ships what is left of every fulfilment order that is open, each in a shipment of its own. */
export function fulfilEverything(
  world: ShopWorld,
  order: OrderRecord,
  manner: Manner,
  after: Consequences,
): void {
  for (const each of order.fulfillmentOrders) {
    if (each.status !== 'OPEN' && each.status !== 'IN_PROGRESS') continue
    ship(world, order, { ...manner, picks: everythingOf(each) }, after)
  }
}

function fulfillmentOrdersFrom(world: ShopWorld, parts: readonly Routed[]): FulfillmentOrder[] {
  const physical = parts.filter((part) => !part.line.tip)
  const byLocation = Map.groupBy(physical, (part) => part.locationId)
  return [...byLocation].map(([locationId, routed]) =>
    newFulfillmentOrder(
      world,
      locationId,
      routed.map((part) => fulfillmentOrderLine(world, part)),
    ),
  )
}

function fulfillmentOrderLine(world: ShopWorld, part: Routed): FulfillmentOrderLine {
  return {
    id: world.identifiers.gid('FulfillmentOrderLineItem'),
    lineId: part.line.id,
    totalQuantity: part.quantity,
    remainingQuantity: part.quantity,
  }
}
