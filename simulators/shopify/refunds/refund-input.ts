/** The input of refundCreate, and what is wrong with it in recorded words. Its user errors carry no code. */
import { numericId } from '../gid.ts'
import { decimalFull, minorFrom } from '../money.ts'
import { netPayment } from '../orders/order-status.ts'
import type { OrderRecord, Transaction } from '../records.ts'
import type { RestockType } from '../refund-records.ts'
import { everythingPaid } from './refund-all.ts'
import { openUnits } from './restock.ts'

export type RefundLineInput = {
  readonly lineItemId: string
  readonly quantity: number
  readonly restockType?: RestockType | 'LEGACY_RESTOCK' | null
  readonly locationId?: string | null
}

export type RefundTransactionInput = {
  readonly orderId: string
  readonly amount: string | number
  readonly gateway: string
  readonly kind: string
  readonly parentId?: string | null
}

export type RefundInput = {
  readonly orderId: string
  readonly currency?: string | null
  readonly note?: string | null
  readonly notify?: boolean | null
  readonly processedAt?: string | null
  readonly allowOverRefunding?: boolean | null
  readonly discrepancyReason?: string | null
  readonly refundLineItems?: readonly RefundLineInput[] | null
  readonly refundMethods?: readonly object[] | null
  readonly refundDuties?: readonly object[] | null
  readonly shipping?: {
    readonly amount?: string | number | null
    readonly fullRefund?: boolean | null
  } | null
  readonly transactions?: readonly RefundTransactionInput[] | null
}

export type RefundError = { readonly field: readonly string[] | null; readonly message: string }

/** The first thing that is wrong, as the platform would say it. */
export function refundProblem(order: OrderRecord, input: RefundInput): RefundError | undefined {
  const lines = input.refundLineItems ?? []
  const transactions = input.transactions ?? []
  if (lines.length === 0 && transactions.length === 0) {
    return refused(
      null,
      'either refund line items or refund duties or transactions or refund methods must be present',
    )
  }
  const { shop, presentment } = order.currencies
  if (shop !== presentment && input.currency == null) {
    // Documented as required; the words are our own.
    return refused(['currency'], 'Currency must be the presentment currency of the order')
  }
  return lineProblem(order, lines) ?? moneyProblem(order, input, transactions)
}

function lineProblem(
  order: OrderRecord,
  lines: readonly RefundLineInput[],
): RefundError | undefined {
  const asked = new Map<string, number>()
  for (const [at, one] of lines.entries()) {
    const field = ['refundLineItems', String(at), 'quantity']
    const line = order.lines.find((row) => row.id === one.lineItemId)
    if (line === undefined) {
      return refused(['refundLineItems', String(at), 'lineItemId'], 'Line item does not exist')
    }
    const sum = (asked.get(line.id) ?? 0) + one.quantity
    asked.set(line.id, sum)
    if (one.quantity < 0) return refused(field, 'Quantity must be greater than or equal to 0')
    if (sum > line.currentQuantity) {
      return refused(field, 'Quantity cannot refund more items than were purchased')
    }
    // Own words: what shipped cannot be cancelled, what did not ship cannot come back.
    if (one.restockType === 'CANCEL' && sum > openUnits(order, line.id)) {
      return refused(field, 'Quantity cannot cancel more items than are unfulfilled')
    }
    if (one.restockType === 'LEGACY_RESTOCK') {
      return refused(field, 'Restock type legacy_restock is not accepted')
    }
  }
  return undefined
}

function moneyProblem(
  order: OrderRecord,
  input: RefundInput,
  transactions: readonly RefundTransactionInput[],
): RefundError | undefined {
  const currency = order.currencies.presentment
  let total = 0
  for (const [at, one] of transactions.entries()) {
    const field = ['transactions', String(at)]
    if (one.kind !== 'REFUND') {
      return refused(
        [...field, 'kind'],
        `Kind ${one.kind.toLowerCase()} is not a valid transaction`,
      )
    }
    if (parentOf(order, one) === undefined) {
      return refused([...field], 'Transactions require a parent_id associated with the order')
    }
    const minor = minorFrom(String(one.amount), currency)
    if (minor <= 0) return refused([...field, 'amount'], 'Amount must be greater than 0')
    total += minor
  }
  if (input.allowOverRefunding === true || transactions.length === 0) return undefined
  const paid = netPayment(order).presentment
  if (total > paid) return tooMuch(total, paid, currency)
  return overParent(order, transactions)
}

/** A payment cannot give back more than is left of it, whatever the others hold. */
function overParent(
  order: OrderRecord,
  transactions: readonly RefundTransactionInput[],
): RefundError | undefined {
  const currency = order.currencies.presentment
  const left = new Map(everythingPaid(order).map((one) => [one.parent.id, one.amount.presentment]))
  const byParent = Map.groupBy(transactions, (one) => parentOf(order, one)?.id ?? '')
  for (const [parentId, rows] of byParent) {
    const asked = rows.reduce((sum, one) => sum + minorFrom(String(one.amount), currency), 0)
    const there = left.get(parentId) ?? 0
    if (asked > there) return tooMuch(asked, there, currency)
  }
  return undefined
}

/** The payment that a transaction gives back: a successful sale or capture of this very order. */
export function parentOf(order: OrderRecord, one: RefundTransactionInput): Transaction | undefined {
  if (one.parentId == null || one.orderId !== order.id) return undefined
  if (numericId('OrderTransaction', one.parentId) === undefined) return undefined
  return order.transactions.find(
    (row) =>
      row.id === one.parentId && row.status === 'SUCCESS' && ['SALE', 'CAPTURE'].includes(row.kind),
  )
}

const signs: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' }

function tooMuch(asked: number, paid: number, currency: string): RefundError {
  const shown = (minor: number): string => {
    const sign = signs[currency]
    const text = decimalFull(minor, currency)
    return sign === undefined ? `${text} ${currency}` : `${sign}${text}`
  }
  const message = `Refund amount ${shown(asked)} is greater than net payment received ${shown(paid)}`
  return refused(null, message)
}

function refused(field: readonly string[] | null, message: string): RefundError {
  return { field, message }
}
