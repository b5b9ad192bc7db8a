/** fulfillmentOrderSplit, -ReportProgress, -Open and fulfillmentOrdersSetFulfillmentDeadline. */
import type { GraphqlContext } from '../graphql/context.ts'
import { instantMs } from '../graphql/scalars.ts'
import { changeByCall } from '../orders/committed-change.ts'
import { type FoundPart, partById, partOf } from '../orders/find-part.ts'
import type { OrderRecord } from '../records.ts'
import type { FulfillmentOrder } from '../shipping-records.ts'
import { fulfillmentOrderPayload } from '../webhooks/shipping-payloads.ts'
import { divide, type UnitsInput, unitsProblem } from './divide.ts'
import { settleStatus } from './ship.ts'

type Found = FoundPart<FulfillmentOrder>
type Split = {
  readonly fulfillmentOrderId: string
  readonly fulfillmentOrderLineItems: readonly UnitsInput[]
}

/** The named units go into a new fulfilment order; what is not named stays where it was. */
export function splitFulfillmentOrders(
  args: { fulfillmentOrderSplits: readonly Split[] },
  context: GraphqlContext,
): object {
  const splits: { found: Found; units: readonly UnitsInput[] }[] = []
  for (const [at, split] of args.fulfillmentOrderSplits.entries()) {
    const found = partById('FulfillmentOrder', split.fulfillmentOrderId, context)
    const units = split.fulfillmentOrderLineItems
    const refused = splitProblem(found, units, context)
    if (found === null || refused !== undefined) {
      const field = ['fulfillmentOrderSplits', String(at)]
      return { fulfillmentOrderSplits: null, userErrors: [{ field, ...refused }] }
    }
    splits.push({ found, units })
  }
  const rows = splits.map(({ found, units }) => {
    let made = ''
    const changed = changeByCall(context, found.order, `split ${found.row.id}`, (one, after) => {
      const row = rowOf(one, found.row.id)
      const fresh = divide(context.world, one, row, units)
      made = fresh.id
      const payload = (order: OrderRecord) => ({
        fulfillment_order: fulfillmentOrderPayload(order, row),
        remaining_fulfillment_order: fulfillmentOrderPayload(order, fresh),
        replacement_fulfillment_order: null,
      })
      after.told.push({ topic: 'FULFILLMENT_ORDERS_SPLIT', payload })
    })
    return {
      fulfillmentOrder: partOf('FulfillmentOrder', changed, found.row.id),
      remainingFulfillmentOrder: partOf('FulfillmentOrder', changed, made),
      replacementFulfillmentOrder: null,
    }
  })
  return { fulfillmentOrderSplits: rows, userErrors: [] }
}

type DeadlineArguments = {
  readonly fulfillmentDeadline: string
  readonly fulfillmentOrderIds: readonly string[]
}

export function setDeadline(args: DeadlineArguments, context: GraphqlContext): object {
  const found = args.fulfillmentOrderIds.map((id) => partById('FulfillmentOrder', id, context))
  const known = found.filter((one) => one !== null)
  if (known.length < found.length || known.length === 0 || context.refuse) {
    const code = 'FULFILLMENT_ORDERS_NOT_FOUND'
    const message = 'The fulfillment orders could not be found.'
    return {
      success: false,
      userErrors: [{ code, field: ['fulfillmentOrderIds'], message }],
    }
  }
  for (const { order, row } of known) {
    changeByCall(context, order, `deadline of ${row.id}`, (one) => {
      rowOf(one, row.id).fulfillByMs = instantMs(args.fulfillmentDeadline) ?? null
    })
  }
  return { success: true, userErrors: [] }
}

/** Only an open or begun fulfilment order takes a progress report. */
export function reportProgress(args: { id: string }, context: GraphqlContext): object {
  return progress(args.id, context, true)
}

/** Takes the progress report back. */
export function openFulfillmentOrder(args: { id: string }, context: GraphqlContext): object {
  return progress(args.id, context, false)
}

function progress(id: string, context: GraphqlContext, reported: boolean): object {
  const found = partById('FulfillmentOrder', id, context)
  const isOpen = found?.row.status === 'OPEN' || found?.row.status === 'IN_PROGRESS'
  if (found === null || !isOpen || context.refuse) {
    const code = found === null ? 'FULFILLMENT_ORDER_NOT_FOUND' : 'FULFILLMENT_ORDER_STATUS_INVALID'
    const message =
      found === null ? 'Fulfillment order not found.' : 'The fulfillment order status is invalid.'
    return { fulfillmentOrder: null, userErrors: [{ code, field: ['id'], message }] }
  }
  const effect = `${reported ? 'began' : 'opened'} ${found.row.id}`
  const changed = changeByCall(context, found.order, effect, (one, after) => {
    const row = rowOf(one, found.row.id)
    row.progressReported = reported
    settleStatus(context.world, row)
    const topic = reported
      ? 'FULFILLMENT_ORDERS_PROGRESS_REPORTED'
      : 'FULFILLMENT_ORDERS_MANUALLY_REPORTED_PROGRESS_STOPPED'
    const payload = (order: OrderRecord) => ({
      fulfillment_order: fulfillmentOrderPayload(order, row),
    })
    after.told.push({ topic, payload })
  })
  return { fulfillmentOrder: partOf('FulfillmentOrder', changed, found.row.id), userErrors: [] }
}

function splitProblem(
  found: Found | null,
  units: readonly UnitsInput[],
  context: GraphqlContext,
): { code: string | null; message: string } | undefined {
  if (found === null) {
    return { code: 'FULFILLMENT_ORDER_NOT_FOUND', message: 'Fulfillment order not found.' }
  }
  if (units.length === 0) {
    const message = 'The fulfillment order must have at least one line item input to split.'
    return { code: 'NO_LINE_ITEMS_PROVIDED_TO_SPLIT', message }
  }
  const problem = unitsProblem(found.row, units)
  if (problem === 'not-positive') {
    const message = 'The fulfillment order line item quantity must be greater than 0.'
    return { code: 'GREATER_THAN', message }
  }
  if (problem !== undefined || context.refuse) {
    const message = 'The fulfillment order line item quantity is invalid.'
    return { code: 'INVALID_LINE_ITEM_QUANTITY', message }
  }
  return undefined
}

function rowOf(order: OrderRecord, id: string): FulfillmentOrder {
  const row = order.fulfillmentOrders.find((one) => one.id === id)
  if (row === undefined) throw new Error(`order ${order.id} has lost ${id}`)
  return row
}
