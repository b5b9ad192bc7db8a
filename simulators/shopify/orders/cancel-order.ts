/**
 * Cancellation, by the merchant or by orderCancel. The mutation is asynchronous: it answers a job, and
 * `cancelledAt` shows about two seconds later (recorded).
 */

import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId, NotSimulated } from '../graphql/errors.ts'
import { type Amount, minus, sumOf, times } from '../money.ts'
import type { OrderRecord, Refund, Transaction } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { restockClaims } from '../stock/claim-stock.ts'
import { announceLevels, announceUpdated } from '../webhooks/announce.ts'
import { canNotifyCustomer } from './order-fields.ts'
import { received, refunded } from './order-status.ts'

export type CancelOptions = {
  readonly reason: string
  readonly restock: boolean
  /** Whether what was paid goes back by the way it came. */
  readonly refund: boolean
  readonly notify: boolean
  readonly note?: string | null
}

/** Why an order cannot be cancelled, in recorded words; undefined when it can. */
export function cancelProblem(order: OrderRecord): string | undefined {
  if (order.cancelledAtMs !== null) return 'Cannot cancel an order that has already been canceled'
  const shipped = order.fulfillments.some((one) => one.status === 'SUCCESS')
  return shipped ? 'Cannot cancel an order that has outstanding fulfillments' : undefined
}

/** Cancels at once: fulfilment orders close, money and stock go back as asked. */
export function cancelOrder(world: ShopWorld, order: OrderRecord, options: CancelOptions): void {
  const nowMs = world.clock.nowMs()
  const levels = options.restock ? restockClaims(world, order.claims) : []
  world.orders.change(order, (one) => {
    one.claims = []
    one.cancelledAtMs = nowMs
    one.closedAtMs = nowMs
    one.cancelReason = options.reason
    one.statedFinancialStatus = null
    for (const each of one.fulfillmentOrders) {
      each.status = 'CLOSED'
      each.updatedAtMs = nowMs
      for (const line of each.lines) line.remainingQuantity = 0
    }
    if (options.refund) refundEverything(world, one, options)
    for (const line of one.lines) line.currentQuantity = 0
  })
  if (options.notify && canNotifyCustomer(order)) {
    world.mails.push({ kind: 'cancellation-notice', orderId: order.id, atMs: nowMs })
  }
  announceUpdated(world, order, 'ORDERS_CANCELLED')
  announceLevels(world, levels)
}

type CancelArguments = {
  readonly orderId: string
  readonly reason: string
  readonly restock: boolean
  readonly notifyCustomer?: boolean | null
  readonly staffNote?: string | null
  readonly refundMethod?: {
    readonly originalPaymentMethodsRefund?: boolean | null
    readonly storeCreditRefund?: object | null
  } | null
}

const cancelTakesMs = 2000
const maxStaffNote = 255

/** The mutation. */
export function requestCancel(args: CancelArguments, context: GraphqlContext): object {
  const { world } = context
  const id = numericId('Order', args.orderId)
  if (id === undefined) throw invalidId()
  if (args.refundMethod?.storeCreditRefund != null) throw new NotSimulated('refund as store credit')
  const order = world.orders.byId(id)
  const tooLong = (args.staffNote ?? '').length > maxStaffNote
  const problem =
    order === undefined
      ? 'Order does not exist'
      : tooLong
        ? `Staff note is too long (maximum is ${maxStaffNote} characters)`
        : cancelProblem(order)
  if (order === undefined || problem !== undefined || context.refuse) {
    const code = order === undefined ? 'NOT_FOUND' : 'INVALID'
    const message = problem ?? 'Cancellation is already in progress'
    return { job: null, orderCancelUserErrors: [{ code, field: ['orderId'], message }] }
  }
  const job = { id: `gid://shopify/Job/${world.identifiers.uuid()}`, done: false }
  if (context.drop) return { job, orderCancelUserErrors: [] }
  world.clock.at(world.clock.nowMs() + cancelTakesMs, () => {
    if (world.orders.byId(id) === undefined || cancelProblem(order) !== undefined) return
    cancelOrder(world, order, {
      reason: args.reason,
      restock: args.restock,
      refund: args.refundMethod?.originalPaymentMethodsRefund === true,
      notify: args.notifyCustomer === true,
      note: args.staffNote ?? null,
    })
  })
  context.effects.push(`cancels ${order.id}`)
  return { job, orderCancelUserErrors: [] }
}

function refundEverything(world: ShopWorld, order: OrderRecord, options: CancelOptions): void {
  const nowMs = world.clock.nowMs()
  const amount: Amount = minus(received(order), refunded(order))
  const sale = order.transactions.find((one) => ['SALE', 'CAPTURE'].includes(one.kind))
  const money: Transaction[] =
    amount.shop > 0 && sale
      ? [
          {
            ...sale,
            id: world.identifiers.gid('OrderTransaction'),
            kind: 'REFUND',
            status: 'SUCCESS',
            amount,
            createdAtMs: nowMs,
            processedAtMs: nowMs,
            parentId: sale.id,
          },
        ]
      : []
  const refund: Refund = {
    id: world.identifiers.gid('Refund'),
    createdAtMs: nowMs,
    note: options.note ?? null,
    total: sumOf(money, (one) => one.amount),
    lines: order.lines.map((line) => ({
      id: world.identifiers.gid('RefundLineItem'),
      lineId: line.id,
      quantity: line.currentQuantity,
      restockType: options.restock ? 'CANCEL' : 'NO_RESTOCK',
      subtotal: times(line.unit, line.currentQuantity),
      tax: sumOf(line.taxLines, (one) => one.amount),
    })),
    transactionIds: money.map((one) => one.id),
  }
  order.transactions.push(...money)
  order.refunds.push(refund)
}
