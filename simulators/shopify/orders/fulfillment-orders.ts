/** Fulfilment orders of a new order, and fulfilments. */
import { numericId } from '../gid.ts'
import type {
  Fulfillment,
  FulfillmentOrder,
  FulfillmentOrderLine,
  OrderRecord,
  StockLevel,
} from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { type Routed, shipClaims } from '../stock/claim-stock.ts'
import type { FulfillmentInput } from './order-input.ts'

/** One fulfilment order a location, at once or when the routing has had its time. */
export function openFulfillmentOrders(
  world: ShopWorld,
  order: OrderRecord,
  parts: readonly Routed[],
): void {
  const nowMs = world.clock.nowMs()
  const delayMs = world.settings.routingDelayMs
  if (delayMs === 0) {
    order.fulfillmentOrders = fulfillmentOrdersFrom(world, parts, nowMs)
    return
  }
  world.clock.at(nowMs + delayMs, () => {
    if (world.orders.byId(order.numericId) === undefined || order.cancelledAtMs !== null) return
    const made = fulfillmentOrdersFrom(world, parts, world.clock.nowMs())
    world.orders.change(order, (one) => {
      one.fulfillmentOrders = made
    })
  })
}

/** For an order that was shipped before it came: everything fulfilled from one location, nothing left open. */
export function fulfilAtOnce(
  world: ShopWorld,
  order: OrderRecord,
  input: FulfillmentInput,
): StockLevel[] {
  const locationId = numericId('Location', input.locationId) ?? 0
  const parts = order.lines.map((line) => ({ line, locationId, quantity: line.quantity }))
  order.fulfillmentOrders = fulfillmentOrdersFrom(world, parts, world.clock.nowMs())
  const numbers =
    input.trackingNumbers ?? (input.trackingNumber == null ? [] : [input.trackingNumber])
  const tracking = numbers.map((number) => ({ company: input.trackingCompany ?? null, number }))
  return fulfilEverything(world, order, tracking)
}

/** Ships what is left of every open fulfilment order; gives back the stock levels that changed. */
export function fulfilEverything(
  world: ShopWorld,
  order: OrderRecord,
  tracking: Fulfillment['tracking'],
): StockLevel[] {
  const nowMs = world.clock.nowMs()
  for (const each of order.fulfillmentOrders.filter((one) => one.status === 'OPEN')) {
    order.fulfillments.push({
      id: world.identifiers.gid('Fulfillment'),
      name: `${order.name}-F${order.fulfillments.length + 1}`,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
      status: 'SUCCESS',
      locationId: each.locationId,
      lines: each.lines.map((line) => ({
        id: world.identifiers.gid('FulfillmentLineItem'),
        lineId: line.lineId,
        quantity: line.remainingQuantity,
      })),
      tracking,
    })
    for (const part of each.lines) {
      const line = order.lines.find((one) => one.id === part.lineId)
      if (line) line.fulfilledQuantity += part.remainingQuantity
      part.remainingQuantity = 0
    }
    each.status = 'CLOSED'
    each.updatedAtMs = nowMs
  }
  const levels = shipClaims(world, order.claims)
  order.claims = []
  return levels
}

function fulfillmentOrdersFrom(
  world: ShopWorld,
  parts: readonly Routed[],
  nowMs: number,
): FulfillmentOrder[] {
  const byLocation = Map.groupBy(parts, (part) => part.locationId)
  return [...byLocation].map(([locationId, routed]) => ({
    id: world.identifiers.gid('FulfillmentOrder'),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    status: 'OPEN',
    requestStatus: 'UNSUBMITTED',
    locationId,
    lines: routed.map((part) => fulfillmentOrderLine(world, part)),
  }))
}

function fulfillmentOrderLine(world: ShopWorld, part: Routed): FulfillmentOrderLine {
  return {
    id: world.identifiers.gid('FulfillmentOrderLineItem'),
    lineId: part.line.id,
    totalQuantity: part.quantity,
    remainingQuantity: part.quantity,
  }
}
