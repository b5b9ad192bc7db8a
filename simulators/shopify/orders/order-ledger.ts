/**
 * What an order comes to after edits, refunds and returns. The totals of the order as it was made never move by these;
 * only a new calculation of the taxes changes them.
 */
import { type Amount, minus, plus, sumOf, times, zero } from '../money.ts'
import type { OrderLine, OrderRecord, OrderTotals } from '../records.ts'

/** The taxes of so many units of a line, taken in order so that the parts add up to the whole. */
export function taxOfUnits(line: OrderLine, from: number, units: number): Amount {
  const whole = sumOf(line.taxLines, (one) => one.amount)
  const upTo = (count: number): Amount => ({
    shop: partOf(whole.shop, count, line.quantity),
    presentment: partOf(whole.presentment, count, line.quantity),
  })
  return minus(upTo(from + units), upTo(from))
}

/** Units of a line that are no longer part of the order. */
export function goneUnits(line: OrderLine): number {
  return line.quantity - line.currentQuantity
}

export function priceOfUnits(line: OrderLine, units: number): Amount {
  return times(line.unit, units)
}

/** The order as it stands. */
export function currentTotals(order: OrderRecord): OrderTotals {
  const subtotal = sumOf(order.lines, (line) => priceOfUnits(line, line.currentQuantity))
  const shipping = minus(order.totals.shipping, refundedShipping(order).subtotal)
  const lineTax = sumOf(order.lines, (line) =>
    taxOfUnits(line, goneUnits(line), line.currentQuantity),
  )
  const shippingTax = minus(shippingTaxOf(order), refundedShipping(order).tax)
  const tax = plus(lineTax, shippingTax)
  const sum = plus(subtotal, shipping)
  const gross = order.taxesIncluded ? sum : plus(sum, tax)
  return { subtotal, shipping, tax, total: plus(gross, discrepancy(order)) }
}

/** What was paid back less (above zero) or more (below zero) than the lines and shipping that went. */
export function discrepancy(order: OrderRecord): Amount {
  const all = order.refunds.flatMap((refund) => refund.adjustments)
  return sumOf(
    all.filter((one) => one.reason !== 'PENDING_REFUND_DISCREPANCY'),
    (one) => one.amount,
  )
}

export function refundedShipping(order: OrderRecord): { subtotal: Amount; tax: Amount } {
  const rows = order.refunds.flatMap((refund) => refund.shipping)
  return { subtotal: sumOf(rows, (one) => one.subtotal), tax: sumOf(rows, (one) => one.tax) }
}

export function shippingTaxOf(order: OrderRecord): Amount {
  return sumOf(order.shippingLines, (line) => sumOf(line.taxLines, (one) => one.amount))
}

/** Tips are lines of their own kind: nobody ships them. */
export function tips(order: OrderRecord): Amount {
  const lines = order.lines.filter((line) => line.tip)
  return lines.length === 0 ? zero : sumOf(lines, (line) => times(line.unit, line.quantity))
}

function partOf(whole: number, count: number, of: number): number {
  return of === 0 ? 0 : Math.round((whole * Math.min(count, of)) / of)
}
