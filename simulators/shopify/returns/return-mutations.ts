/**
 * A return from its request to its end, but for the processing. Exchanges are not simulated. Codes are the schema's;
 * the words of state refusals are our own.
 */

import type { AppIdentity } from '../app-identity.ts'
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated } from '../graphql/errors.ts'
import { minorFrom } from '../money.ts'
import { type Consequences, changeByCall } from '../orders/committed-change.ts'
import { partById, partOf } from '../orders/find-part.ts'
import type { OrderRecord } from '../records.ts'
import type { ReturnLine, ReturnRecord, ReturnStatus } from '../refund-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { returnPayload } from '../webhooks/refund-payloads.ts'
import {
  type ReturnInput,
  type ReturnLineInput,
  returnProblem,
  shippedRow,
} from './return-input.ts'
import { otherReason, reasonOf } from './return-reasons.ts'

/** returnCreate: the return is open at once, and an archived order opens again (documented). */
export function createReturn(args: { returnInput: ReturnInput }, context: GraphqlContext): object {
  return begin(args.returnInput, 'OPEN', context)
}

/** returnRequest: the merchant still has to say yes. */
export function requestReturn(args: { input: ReturnInput }, context: GraphqlContext): object {
  return begin(args.input, 'REQUESTED', context)
}

export function approveReturn(args: { input: { id: string } }, context: GraphqlContext): object {
  return step(args.input.id, context, ['REQUESTED'], 'RETURNS_APPROVE', (row, world) => {
    approve(world, row)
  })
}

type DeclineInput = {
  readonly id: string
  readonly declineReason: string
  readonly declineNote?: string | null
  readonly notifyCustomer?: boolean | null
}

export function declineReturn(args: { input: DeclineInput }, context: GraphqlContext): object {
  const { id, declineReason, declineNote, notifyCustomer } = args.input
  return step(id, context, ['REQUESTED'], 'RETURNS_DECLINE', (row, _world, after) => {
    row.status = 'DECLINED'
    row.decline = { reason: declineReason, note: declineNote ?? null }
    if (notifyCustomer === true) after.mails.push('return-notice')
  })
}

export function closeReturn(args: { id: string }, context: GraphqlContext): object {
  return step(args.id, context, ['OPEN'], 'RETURNS_CLOSE', (row, world) => {
    row.status = 'CLOSED'
    row.closedAtMs = world.clock.nowMs()
  })
}

export function reopenReturn(args: { id: string }, context: GraphqlContext): object {
  return step(args.id, context, ['CLOSED'], 'RETURNS_REOPEN', (row) => {
    row.status = 'OPEN'
    row.closedAtMs = null
  })
}

/** Only before anything of it was processed. */
export function cancelReturn(args: { id: string }, context: GraphqlContext): object {
  return step(args.id, context, ['OPEN', 'REQUESTED'], 'RETURNS_CANCEL', (row) => {
    row.status = 'CANCELED'
  })
}

export function approve(world: ShopWorld, row: ReturnRecord): void {
  row.status = 'OPEN'
  row.approvedAtMs = world.clock.nowMs()
}

/** Puts a return on an order that is being changed. */
export function beginReturn(
  world: ShopWorld,
  order: OrderRecord,
  input: ReturnInput,
  status: 'OPEN' | 'REQUESTED',
  by: AppIdentity,
  after: Consequences,
): ReturnRecord {
  const nowMs = world.clock.nowMs()
  const fee = input.returnShippingFee?.amount.amount
  const feeMinor = fee === undefined ? 0 : minorFrom(String(fee), order.currencies.presentment)
  const row: ReturnRecord = {
    id: world.identifiers.gid('Return'),
    reverseOrderId: world.identifiers.gid('ReverseFulfillmentOrder'),
    name: `${order.name}-R${order.returns.length + 1}`,
    createdAtMs: nowMs,
    status: 'REQUESTED',
    closedAtMs: null,
    approvedAtMs: null,
    decline: null,
    lines: input.returnLineItems.map((one) => returnLine(world, order, one)),
    shippingFee:
      feeMinor === 0
        ? null
        : {
            id: world.identifiers.gid('ReturnShippingFee'),
            amount: { shop: feeMinor, presentment: feeMinor },
          },
    by,
  }
  if (status === 'OPEN') approve(world, row)
  order.closedAtMs = null
  order.returns.push(row)
  tell(status === 'OPEN' ? 'RETURNS_APPROVE' : 'RETURNS_REQUEST', row, after)
  return row
}

export function tell(topic: string, row: ReturnRecord, after: Consequences): void {
  after.told.push({ topic, payload: (order) => returnPayload(order, row) })
}

function begin(input: ReturnInput, status: 'OPEN' | 'REQUESTED', context: GraphqlContext): object {
  const { world } = context
  if ((input.exchangeLineItems ?? []).length > 0) throw new NotSimulated('exchange line items')
  const number = numericId('Order', input.orderId)
  if (number === undefined) throw invalidId()
  const order = world.orders.byId(number)
  if (order === undefined) return refusal('NOT_FOUND', ['orderId'], 'Order does not exist.')
  const problem = returnProblem(order, input)
  if (problem !== undefined) return { return: null, userErrors: [problem] }
  if (context.refuse) return refusal('CREATION_FAILED', ['orderId'], 'Return could not be created.')
  let made = ''
  const changed = changeByCall(context, order, `return of ${order.id}`, (one, after) => {
    made = beginReturn(world, one, input, status, world.installation.app, after).id
  })
  return { return: partOf('Return', changed, made), userErrors: [] }
}

type Step = (row: ReturnRecord, world: ShopWorld, after: Consequences) => void

function step(
  id: string,
  context: GraphqlContext,
  from: readonly ReturnStatus[],
  topic: string,
  apply: Step,
): object {
  const found = partById('Return', id, context)
  if (found === null) return refusal('NOT_FOUND', ['id'], 'Return does not exist.')
  const begun = found.row.lines.some((one) => one.processedQuantity > 0)
  const wrong = !from.includes(found.row.status) || (topic === 'RETURNS_CANCEL' && begun)
  if (wrong || context.refuse) {
    const words = `Return status ${found.row.status.toLowerCase()} does not allow this.`
    return refusal('INVALID_STATE', ['id'], words)
  }
  const effect = `${topic.toLowerCase()} ${id}`
  const changed = changeByCall(context, found.order, effect, (one, after) => {
    const row = one.returns.find((each) => each.id === id)
    if (row === undefined) return
    apply(row, context.world, after)
    tell(topic, row, after)
  })
  return { return: partOf('Return', changed, id), userErrors: [] }
}

function returnLine(world: ShopWorld, order: OrderRecord, input: ReturnLineInput): ReturnLine {
  return {
    id: world.identifiers.gid('ReturnLineItem'),
    reverseLineId: world.identifiers.gid('ReverseFulfillmentOrderLineItem'),
    fulfillmentLineId: input.fulfillmentLineItemId,
    lineId: shippedRow(order, input.fulfillmentLineItemId)?.lineId ?? '',
    quantity: input.quantity,
    reasonHandle: reasonOf(input)?.handle ?? otherReason,
    reasonNote: input.returnReasonNote ?? '',
    customerNote: input.customerNote ?? null,
    restockingFeePercent: input.restockingFee?.percentage ?? null,
    processedQuantity: 0,
    refundedQuantity: 0,
    dispositions: [],
  }
}

function refusal(code: string, field: readonly string[], message: string): object {
  return { return: null, userErrors: [{ code, field, message }] }
}
