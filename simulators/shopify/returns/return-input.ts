/** What returnCreate and returnRequest take, and what is wrong with it; words marked so are recorded. */
import type { OrderRecord } from '../records.ts'
import type { FulfillmentLine } from '../shipping-records.ts'
import { otherReason, reasonOf } from './return-reasons.ts'

export type ReturnLineInput = {
  readonly fulfillmentLineItemId: string
  readonly quantity: number
  readonly returnReason?: string | null
  readonly returnReasonDefinitionId?: string | null
  readonly returnReasonNote?: string | null
  readonly customerNote?: string | null
  readonly restockingFee?: { readonly percentage: number } | null
}

export type ReturnInput = {
  readonly orderId: string
  readonly returnLineItems: readonly ReturnLineInput[]
  readonly exchangeLineItems?: readonly object[] | null
  readonly returnShippingFee?: { readonly amount: { readonly amount: string | number } } | null
}

export type ReturnError = {
  readonly code: string
  readonly field: readonly string[]
  readonly message: string
}

export function returnProblem(order: OrderRecord, input: ReturnInput): ReturnError | undefined {
  const asked = new Map<string, number>()
  if (input.returnLineItems.length === 0) {
    return error('BLANK', ['returnLineItems'], "Return line items can't be blank")
  }
  for (const [at, one] of input.returnLineItems.entries()) {
    const field = (name: string): string[] => ['returnLineItems', String(at), name]
    const row = shippedRow(order, one.fulfillmentLineItemId)
    if (row === undefined) {
      // Own words: that the line must have shipped is documented.
      return error('NOT_FOUND', field('fulfillmentLineItemId'), 'Return line item does not exist.')
    }
    const reason = reasonProblem(one, field)
    if (reason !== undefined) return reason
    const sum = (asked.get(row.id) ?? 0) + one.quantity
    asked.set(row.id, sum)
    if (one.quantity <= 0 || sum > returnableUnits(order, row)) {
      return error('INVALID', field('quantity'), 'Return line item has an invalid quantity.')
    }
  }
  return undefined
}

/** A line of a shipment that was not cancelled. */
export function shippedRow(order: OrderRecord, id: string): FulfillmentLine | undefined {
  const shipments = order.fulfillments.filter((one) => one.status === 'SUCCESS')
  return shipments.flatMap((one) => one.lines).find((one) => one.id === id)
}

/** Shipped units that are neither refunded nor on another return. */
export function returnableUnits(order: OrderRecord, row: FulfillmentLine): number {
  const rows = order.returns
    .filter((one) => one.status === 'REQUESTED' || one.status === 'OPEN')
    .flatMap((one) => one.lines)
  const waiting = rows.reduce(
    (sum, one) =>
      one.fulfillmentLineId === row.id ? sum + one.quantity - one.processedQuantity : sum,
    0,
  )
  const line = order.lines.find((one) => one.id === row.lineId)
  return Math.min(row.quantity, line?.currentQuantity ?? 0) - waiting
}

function reasonProblem(
  one: ReturnLineInput,
  field: (name: string) => string[],
): ReturnError | undefined {
  // Recorded: a reason is required, though the schema does not say so.
  if (one.returnReason == null && one.returnReasonDefinitionId == null) {
    return error('BLANK', field('returnReason'), "Return reason can't be blank")
  }
  const reason = reasonOf(one)
  if (reason === undefined) {
    const words = 'Either return reason or return reason definition must be provided'
    return error('INVALID', field('returnReasonDefinitionId'), words)
  }
  const note = one.returnReasonNote ?? one.customerNote ?? ''
  if (reason.handle === otherReason && note === '') {
    return error('BLANK', field('returnReasonNote'), "Return reason note can't be blank")
  }
  return undefined
}

function error(code: string, field: readonly string[], message: string): ReturnError {
  return { code, field, message }
}
