/**
 * refundCreate with its required `@idempotent` key. A repeat under the same key answers the first refund, as documented;
 * how a misused key shows is not recorded for this mutation, so it is a setting.
 */
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated, topLevelError } from '../graphql/errors.ts'
import { instantMs } from '../graphql/scalars.ts'
import { type IdempotencyCode, idempotencyWords } from '../idempotency-book.ts'
import { type Amount, minorFrom, minus, zero } from '../money.ts'
import { changeByCall } from '../orders/committed-change.ts'
import { partOf } from '../orders/find-part.ts'
import { refundedShipping } from '../orders/order-ledger.ts'
import type { OrderRecord, Transaction } from '../records.ts'
import { makeRefund, type RefundPlan } from './make-refund.ts'
import { parentOf, type RefundInput, refundProblem } from './refund-input.ts'

type Payload = { order: OrderRecord | null; refund: object | null; userErrors: object[] }

/** The mutation. */
export function createRefund(args: { input: RefundInput }, context: GraphqlContext): Payload {
  const { world, idempotencyKey: key } = context
  if (key === undefined) {
    throw topLevelError(
      'The @idempotent directive is required for this mutation but was not provided.',
      'BAD_REQUEST',
    )
  }
  const known = world.idempotency.look('refundCreate', key, args.input)
  if (known.kind === 'repeat') return repeated(known.answer as { refundId: string }, context)
  if (known.kind === 'refused') return misused(known.code, context)
  const payload = firstTime(args.input, context)
  const made = payload.refund as { row?: { id: string } } | null
  if (!context.drop) {
    const kept = made?.row === undefined ? undefined : { refundId: made.row.id }
    world.idempotency.keep('refundCreate', key, args.input, kept)
  }
  return payload
}

function firstTime(input: RefundInput, context: GraphqlContext): Payload {
  if ((input.refundMethods ?? []).length > 0) throw new NotSimulated('refund as store credit')
  if ((input.refundDuties ?? []).length > 0) throw new NotSimulated('refund of duties')
  const number = numericId('Order', input.orderId)
  if (number === undefined) throw invalidId()
  const order = context.world.orders.byId(number)
  if (order === undefined) return refusal(['orderId'], 'Order does not exist')
  const problem = refundProblem(order, input)
  if (problem !== undefined) return refusal(problem.field, problem.message)
  if (context.refuse) return refusal(null, 'Refund could not be processed')
  let made = ''
  const changed = changeByCall(context, order, `refunded ${order.id}`, (one, after) => {
    made = makeRefund(context.world, one, planFrom(one, input, context), after).id
  })
  return { order: changed, refund: partOf('Refund', changed, made), userErrors: [] }
}

function repeated({ refundId }: { refundId: string }, context: GraphqlContext): Payload {
  const order = context.world.orders.byPart(refundId) ?? null
  const refund = order === null ? null : partOf('Refund', order, refundId)
  return { order, refund, userErrors: [] }
}

function misused(code: IdempotencyCode, context: GraphqlContext): Payload {
  const message = idempotencyWords[code]
  if (context.world.settings.idempotencyRefusal === 'top-level') throw topLevelError(message, code)
  return refusal(null, message)
}

function planFrom(order: OrderRecord, input: RefundInput, context: GraphqlContext): RefundPlan {
  return {
    lines: (input.refundLineItems ?? []).flatMap((one) => {
      const line = order.lines.find((row) => row.id === one.lineItemId)
      if (line === undefined || one.quantity === 0) return []
      const restockType =
        one.restockType === 'CANCEL' || one.restockType === 'RETURN'
          ? one.restockType
          : ('NO_RESTOCK' as const)
      const locationId =
        one.locationId == null ? null : (numericId('Location', one.locationId) ?? null)
      return [{ line, quantity: one.quantity, restockType, locationId }]
    }),
    shipping: shippingOf(order, input),
    money: (input.transactions ?? []).flatMap((one) => {
      const parent = parentOf(order, one)
      if (parent === undefined) return []
      const minor = minorFrom(String(one.amount), order.currencies.presentment)
      return [{ parent, amount: inBoth(minor, parent) }]
    }),
    note: input.note ?? null,
    processedAtMs: input.processedAt == null ? null : (instantMs(input.processedAt) ?? null),
    notify: input.notify === true,
    reason: input.discrepancyReason === 'OTHER' ? null : (input.discrepancyReason ?? null),
    returnId: null,
    by: context.world.installation.app,
  }
}

/** The shipping charge to give back; `fullRefund` is what is left of it. */
export function shippingOf(order: OrderRecord, input: Pick<RefundInput, 'shipping'>): Amount {
  const left = minus(order.totals.shipping, refundedShipping(order).subtotal)
  if (input.shipping?.fullRefund === true) return left
  if (input.shipping?.amount == null) return zero
  const minor = minorFrom(String(input.shipping.amount), order.currencies.presentment)
  return { shop: Math.min(minor, left.shop), presentment: Math.min(minor, left.presentment) }
}

/** The buyer's currency leads; the shop's side follows by the rate of the payment. */
export function inBoth(presentment: number, parent: Transaction): Amount {
  const { amount } = parent
  if (amount.presentment === 0) return { shop: presentment, presentment }
  return { shop: Math.round((presentment * amount.shop) / amount.presentment), presentment }
}

function refusal(field: readonly string[] | null, message: string): Payload {
  return { order: null, refund: null, userErrors: [{ field, message }] }
}
