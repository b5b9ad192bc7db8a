/** The sums of an order, exact to the minor unit. With `taxesIncluded` the tax is within the prices. */
import { plus, sumOf, times } from '../money.ts'
import type { OrderLine, OrderTotals, ShippingLine } from '../records.ts'

export function orderTotals(
  lines: readonly OrderLine[],
  shippingLines: readonly ShippingLine[],
  taxesIncluded: boolean,
): OrderTotals {
  const subtotal = sumOf(lines, (line) => times(line.unit, line.quantity))
  const shipping = sumOf(shippingLines, (line) => line.price)
  const tax = plus(
    sumOf(lines, (line) => sumOf(line.taxLines, (one) => one.amount)),
    sumOf(shippingLines, (line) => sumOf(line.taxLines, (one) => one.amount)),
  )
  const net = plus(subtotal, shipping)
  return { subtotal, shipping, tax, total: taxesIncluded ? net : plus(net, tax) }
}
