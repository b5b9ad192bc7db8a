/**
 * fulfillmentOrderHold and -ReleaseHold: at most 10 holds of an app on one fulfilment order, told apart by their
 * handles. Codes are the schema's; the words are our own, because none are recorded.
 */

import type { AppIdentity } from '../app-identity.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { type Consequences, changeByCall } from '../orders/committed-change.ts'
import { partById, partOf } from '../orders/find-part.ts'
import type { OrderRecord } from '../records.ts'
import type { FulfillmentOrder, Hold } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { fulfillmentOrderPayload, holdPayload } from '../webhooks/shipping-payloads.ts'
import { divide, isEverything, type UnitsInput, unitsProblem } from './divide.ts'
import { settleStatus } from './ship.ts'

export type HoldInput = {
  readonly reason: string
  readonly reasonNotes?: string | null
  readonly handle?: string | null
  readonly fulfillmentOrderLineItems?: readonly UnitsInput[] | null
}

type Refusal = { readonly code: string | null; readonly message: string }

const maxHolds = 10
const maxHandle = 64

export function holdFulfillmentOrder(
  args: { id: string; fulfillmentHold: HoldInput },
  context: GraphqlContext,
): object {
  const { world } = context
  const found = partById('FulfillmentOrder', args.id, context)
  const input = args.fulfillmentHold
  const problem =
    found === null
      ? { code: 'FULFILLMENT_ORDER_NOT_FOUND', message: 'Fulfillment order not found.' }
      : holdProblem(found.row, input, context)
  if (found === null || problem !== undefined) return refusedHold(problem)
  const ids = { hold: '', remaining: '' }
  const changed = changeByCall(context, found.order, `held ${found.row.id}`, (one, after) => {
    const row = rowOf(one, found.row.id)
    const units = input.fulfillmentOrderLineItems ?? []
    if (units.length > 0 && !isEverything(row, units))
      ids.remaining = keepBack(world, one, row, units)
    ids.hold = putHold(world, row, input, world.installation.app, after).id
  })
  const held = partOf('FulfillmentOrder', changed, found.row.id)
  const hold = held?.row.holds.find((one) => one.id === ids.hold)
  return {
    fulfillmentHold: hold === undefined ? null : { order: changed, row: hold },
    fulfillmentOrder: held,
    remainingFulfillmentOrder: partOf('FulfillmentOrder', changed, ids.remaining),
    userErrors: [],
  }
}

type ReleaseArguments = { readonly id: string; readonly holdIds?: readonly string[] | null }

/** Without `holdIds` every hold goes, also those of others. Ids that are not of this fulfilment order do nothing. */
export function releaseHold(args: ReleaseArguments, context: GraphqlContext): object {
  const found = partById('FulfillmentOrder', args.id, context)
  if (found === null || context.refuse) {
    const code = found === null ? 'FULFILLMENT_ORDER_NOT_FOUND' : 'INVALID_ACCESS'
    const message =
      found === null
        ? 'Fulfillment order not found.'
        : 'The app does not have access to release the fulfillment hold.'
    return { fulfillmentOrder: null, userErrors: [{ code, field: ['id'], message }] }
  }
  const changed = changeByCall(context, found.order, `released ${found.row.id}`, (one, after) => {
    liftHolds(context.world, rowOf(one, found.row.id), args.holdIds ?? undefined, after)
  })
  return { fulfillmentOrder: partOf('FulfillmentOrder', changed, found.row.id), userErrors: [] }
}

/** Puts a hold on a fulfilment order, by an app or by the merchant. */
export function putHold(
  world: ShopWorld,
  row: FulfillmentOrder,
  input: HoldInput,
  by: AppIdentity,
  after: Consequences,
): Hold {
  const hold: Hold = {
    id: world.identifiers.gid('FulfillmentHold'),
    reason: input.reason,
    reasonNotes: input.reasonNotes ?? null,
    handle: input.handle ?? '',
    by,
  }
  const wasHeld = row.holds.length > 0
  row.holds.push(hold)
  settleStatus(world, row)
  after.told.push({ topic: 'FULFILLMENT_HOLDS_ADDED', payload: () => holdPayload(row, hold) })
  if (!wasHeld) tell('FULFILLMENT_ORDERS_PLACED_ON_HOLD', row, after)
  return hold
}

/** Lifts the holds with these ids, or all of them. */
export function liftHolds(
  world: ShopWorld,
  row: FulfillmentOrder,
  holdIds: readonly string[] | undefined,
  after: Consequences,
): void {
  const gone = row.holds.filter((one) => holdIds?.includes(one.id) ?? true)
  row.holds = row.holds.filter((one) => !gone.includes(one))
  if (gone.length === 0) return
  settleStatus(world, row)
  for (const hold of gone) {
    after.told.push({ topic: 'FULFILLMENT_HOLDS_RELEASED', payload: () => holdPayload(row, hold) })
  }
  if (row.holds.length === 0) tell('FULFILLMENT_ORDERS_HOLD_RELEASED', row, after)
}

function tell(topic: string, row: FulfillmentOrder, after: Consequences): void {
  const payload = (order: OrderRecord) => ({
    fulfillment_order: fulfillmentOrderPayload(order, row),
  })
  after.told.push({ topic, payload })
}

/** The rows that are not to be held go into a fulfilment order of their own. */
function keepBack(
  world: ShopWorld,
  order: OrderRecord,
  row: FulfillmentOrder,
  held: readonly UnitsInput[],
): string {
  const rest = row.lines.flatMap((line) => {
    const unit = held.find((one) => one.id === line.id)
    const quantity = line.remainingQuantity - (unit?.quantity ?? 0)
    return quantity > 0 ? [{ id: line.id, quantity }] : []
  })
  return divide(world, order, row, rest).id
}

const unitsRefusals: Readonly<Record<string, Refusal>> = {
  twice: {
    code: 'DUPLICATED_FULFILLMENT_ORDER_LINE_ITEMS',
    message: 'The fulfillment order line items are not unique.',
  },
  'not-positive': {
    code: 'GREATER_THAN_ZERO',
    message: 'The fulfillment order line item quantity must be greater than 0.',
  },
  'too-many': {
    code: 'INVALID_LINE_ITEM_QUANTITY',
    message: 'The fulfillment order line item quantity is invalid.',
  },
  'unknown-row': {
    code: 'INVALID_LINE_ITEM_QUANTITY',
    message: 'The fulfillment order line item quantity is invalid.',
  },
}

function holdProblem(
  row: FulfillmentOrder,
  input: HoldInput,
  context: GraphqlContext,
): Refusal | undefined {
  const { app } = context.world.installation
  const handle = input.handle ?? ''
  const own = row.holds.filter((one) => one.by.id === app.id)
  if (context.refuse || row.status === 'CLOSED' || row.status === 'CANCELLED') {
    return { code: null, message: 'Fulfillment order is not in a holdable state.' }
  }
  if (handle.length > maxHandle) {
    return { code: null, message: `Handle is too long (maximum is ${maxHandle} characters)` }
  }
  if (own.length >= maxHolds) {
    const message =
      'The maximum number of fulfillment holds for this fulfillment order has been reached.'
    return { code: 'FULFILLMENT_ORDER_HOLD_LIMIT_REACHED', message }
  }
  if (own.some((one) => one.handle === handle)) {
    const message = 'The handle provided for the fulfillment hold is already in use.'
    return { code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE', message }
  }
  const units = input.fulfillmentOrderLineItems ?? []
  if (units.length > 0 && row.holds.length > 0) {
    const message = 'The fulfillment order is not in a splittable state.'
    return { code: 'FULFILLMENT_ORDER_NOT_SPLITTABLE', message }
  }
  return unitsRefusals[unitsProblem(row, units) ?? '']
}

function refusedHold(problem: Refusal | undefined): object {
  const none = { fulfillmentHold: null, fulfillmentOrder: null, remainingFulfillmentOrder: null }
  return { ...none, userErrors: [{ field: ['id'], ...problem }] }
}

function rowOf(order: OrderRecord, id: string): FulfillmentOrder {
  const row = order.fulfillmentOrders.find((one) => one.id === id)
  if (row === undefined) throw new Error(`order ${order.id} has lost ${id}`)
  return row
}
