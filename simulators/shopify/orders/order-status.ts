/** The statuses that Shopify derives from an order's transactions and fulfilments. */
import { type Amount, minus, sumOf, zero } from '../money.ts'
import type { OrderRecord, Transaction } from '../records.ts'
import { currentTotals } from './order-ledger.ts'

/** Money in: successful sales and captures. */
export function received(order: OrderRecord): Amount {
  return sumOfKind(order.transactions, ['SALE', 'CAPTURE'])
}

/** Money given back. */
export function refunded(order: OrderRecord): Amount {
  return sumOfKind(order.transactions, ['REFUND'])
}

/** What is still to be paid, below zero what is still to be paid back; a cancelled order owes nothing. */
export function outstanding(order: OrderRecord): Amount {
  if (order.cancelledAtMs !== null) return zero
  return minus(currentTotals(order).total, netPayment(order))
}

/** Money in, less money given back. */
export function netPayment(order: OrderRecord): Amount {
  return minus(received(order), refunded(order))
}

/**
 * Null without transactions and without a stated status. A stated status stands as it is, even against the
 * transactions (recorded; it lasts until something recalculates it).
 */
export function displayFinancialStatus(order: OrderRecord): string | null {
  if (order.statedFinancialStatus !== null) return order.statedFinancialStatus
  if (order.transactions.length === 0) return null
  const total = order.totals.total.shop
  const paid = received(order).shop
  const back = refunded(order).shop
  if (back > 0) return back >= paid ? 'REFUNDED' : 'PARTIALLY_REFUNDED'
  if (succeeded(order.transactions, 'VOID')) return 'VOIDED'
  if (paid >= total && paid > 0) return 'PAID'
  if (paid > 0) return 'PARTIALLY_PAID'
  if (succeeded(order.transactions, 'AUTHORIZATION')) return 'AUTHORIZED'
  return total === 0 && succeeded(order.transactions, 'SALE') ? 'PAID' : 'PENDING'
}

/** From what has shipped and what is still open; FULFILLMENT_NOT_REQUIRED is new in 2026-10. */
export function displayFulfillmentStatus(order: OrderRecord): string {
  const physical = order.lines.some((line) => line.requiresShipping)
  const done = order.lines.some((line) => line.fulfilledQuantity > 0)
  const open = order.fulfillmentOrders.filter((one) =>
    one.lines.some((row) => row.remainingQuantity > 0),
  )
  if (done) return open.length === 0 ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
  if (!physical) return 'FULFILLMENT_NOT_REQUIRED'
  if (open.length > 0 && open.every((one) => one.status === 'ON_HOLD')) return 'ON_HOLD'
  if (open.length > 0 && open.every((one) => one.progressReported)) return 'IN_PROGRESS'
  return 'UNFULFILLED'
}

/** Of all returns of the order, the one that wants most attention. */
export function returnStatus(order: OrderRecord): string {
  const has = (status: string): boolean => order.returns.some((one) => one.status === status)
  if (has('REQUESTED')) return 'RETURN_REQUESTED'
  const open = order.returns.filter((one) => one.status === 'OPEN')
  if (open.length > 0) {
    const whole = open.every((one) =>
      one.lines.every((line) => line.processedQuantity >= line.quantity),
    )
    return whole ? 'INSPECTION_COMPLETE' : 'IN_PROGRESS'
  }
  return has('CLOSED') ? 'RETURNED' : 'NO_RETURN'
}

function sumOfKind(transactions: readonly Transaction[], kinds: readonly string[]): Amount {
  if (transactions.length === 0) return zero
  return sumOf(
    transactions.filter((one) => one.status === 'SUCCESS' && kinds.includes(one.kind)),
    (one) => one.amount,
  )
}

function succeeded(transactions: readonly Transaction[], kind: string): boolean {
  return transactions.some((one) => one.status === 'SUCCESS' && one.kind === kind)
}
