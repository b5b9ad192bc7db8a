/**
 * fulfillmentOrderMove, of all that is open or of some of it, with the recorded refusals. The stock claim moves along.
 * What has shipped stays at its location: then the rest gets a fulfilment order of its own.
 */
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId } from '../graphql/errors.ts'
import { type Consequences, changeByCall } from '../orders/committed-change.ts'
import { partById, partOf } from '../orders/find-part.ts'
import type { OrderRecord } from '../records.ts'
import type { FulfillmentOrder } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { restockClaims, takeClaims, takeStock } from '../stock/claim-stock.ts'
import { fulfillmentOrderPayload } from '../webhooks/shipping-payloads.ts'
import { divide, isEverything, type UnitsInput, unitsProblem } from './divide.ts'

type MoveArguments = {
  readonly id: string
  readonly newLocationId: string
  readonly fulfillmentOrderLineItems?: readonly UnitsInput[] | null
}

export function moveFulfillmentOrder(args: MoveArguments, context: GraphqlContext): object {
  const { world } = context
  const found = partById('FulfillmentOrder', args.id, context)
  const locationId = numericId('Location', args.newLocationId)
  if (locationId === undefined) throw invalidId()
  const location = world.catalog.location(locationId)
  if (found === null) return refusal('id', 'Fulfillment order not found.')
  if (location === undefined || !location.isActive) {
    return refusal('newLocationId', 'Location not found.')
  }
  const { row } = found
  if (row.progressReported) {
    const words = 'Cannot move a fulfillment order that has progress reported.'
    return refusal('id', words, 'CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS')
  }
  const units = args.fulfillmentOrderLineItems ?? []
  const movable = ['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'SCHEDULED'].includes(row.status)
  const stuck = !movable || row.locationId === locationId || context.refuse
  if (stuck || unitsProblem(row, units) !== undefined) {
    return refusal('id', 'Cannot change location.')
  }
  let moved = row.id
  const changed = changeByCall(context, found.order, `moved ${row.id}`, (one, after) => {
    moved = move(world, one, row.id, locationId, units, after)
  })
  return {
    movedFulfillmentOrder: partOf('FulfillmentOrder', changed, moved),
    originalFulfillmentOrder: partOf('FulfillmentOrder', changed, row.id),
    remainingFulfillmentOrder: null,
    userErrors: [],
  }
}

/** Moves units of a fulfilment order to another location; gives back the id of the one that holds them then. */
export function move(
  world: ShopWorld,
  order: OrderRecord,
  id: string,
  locationId: number,
  asked: readonly UnitsInput[],
  after: Consequences,
): string {
  const source = order.fulfillmentOrders.find((one) => one.id === id)
  if (source === undefined) throw new Error(`order ${order.id} has lost ${id}`)
  const target = unitsToMove(world, order, source, asked)
  const from = source.locationId
  const claims = target.lines.flatMap((row) =>
    takeClaims(order, row.lineId, from, row.remainingQuantity),
  )
  const taken = claims.map((claim) => ({ ...claim, locationId }))
  order.claims.push(...taken)
  after.stock.push(
    () => restockClaims(world, claims),
    () => takeStock(world, taken),
  )
  target.locationId = locationId
  target.updatedAtMs = world.clock.nowMs()
  const payload = (one: OrderRecord) => ({
    original_fulfillment_order: fulfillmentOrderPayload(one, source),
    moved_fulfillment_order: fulfillmentOrderPayload(one, target),
    destination_location_id: `gid://shopify/Location/${locationId}`,
  })
  after.told.push({ topic: 'FULFILLMENT_ORDERS_MOVED', payload })
  return target.id
}

function unitsToMove(
  world: ShopWorld,
  order: OrderRecord,
  source: FulfillmentOrder,
  asked: readonly UnitsInput[],
): FulfillmentOrder {
  const begun = source.lines.some((row) => row.remainingQuantity < row.totalQuantity)
  const whole = asked.length === 0 || isEverything(source, asked)
  if (whole && !begun) return source
  const open = source.lines.flatMap(({ id, remainingQuantity: quantity }) =>
    quantity > 0 ? [{ id, quantity }] : [],
  )
  return divide(world, order, source, whole ? open : asked)
}

/** The schema has one code, for reported progress; every other refusal comes with words alone. */
function refusal(
  field: 'id' | 'newLocationId',
  message: string,
  code: string | null = null,
): object {
  return {
    movedFulfillmentOrder: null,
    originalFulfillmentOrder: null,
    remainingFulfillmentOrder: null,
    userErrors: [{ code, field: [field], message }],
  }
}
