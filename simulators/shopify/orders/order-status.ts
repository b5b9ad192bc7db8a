/** The statuses that Shopify derives from an order's transactions and fulfilments. */
import { type Amount, minus, sumOf, zero } from '../money.ts'
import type { OrderRecord, Transaction } from '../records.ts'

/** Money in: successful sales and captures. */
export function received(order: OrderRecord): Amount {
  return sumOfKind(order.transactions, ['SALE', 'CAPTURE'])
}

/** Money given back. */
export function refunded(order: OrderRecord): Amount {
  return sumOfKind(order.transactions, ['REFUND'])
}

/** What is still to be paid; a cancelled order owes nothing. */
export function outstanding(order: OrderRecord): Amount {
  if (order.cancelledAtMs !== null) return zero
  return minus(order.totals.total, received(order))
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

/** From the fulfilled quantities; FULFILLMENT_NOT_REQUIRED is new in 2026-10. */
export function displayFulfillmentStatus(order: OrderRecord): string {
  const physical = order.lines.filter((line) => line.requiresShipping)
  const wanted = physical.reduce((sum, line) => sum + line.currentQuantity, 0)
  const done = physical.reduce((sum, line) => sum + line.fulfilledQuantity, 0)
  const all = order.lines.reduce((sum, line) => sum + line.fulfilledQuantity, 0)
  if (done > 0 || all > 0) return done >= wanted ? 'FULFILLED' : 'PARTIALLY_FULFILLED'
  if (physical.length === 0) return 'FULFILLMENT_NOT_REQUIRED'
  if (order.fulfillmentOrders.some((each) => each.status === 'ON_HOLD')) return 'ON_HOLD'
  return 'UNFULFILLED'
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
