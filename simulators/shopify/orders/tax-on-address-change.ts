/**
 * Since 2026-10 a new shipping address of an order that has not shipped makes Shopify calculate its taxes again. By which
 * rate is the shop's business; here it is a setting. Nobody is liable for such taxes but the merchant.
 */
import { type Amount, times } from '../money.ts'
import type { OrderRecord, TaxLine } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { orderTotals } from './order-totals.ts'

export function taxAgain(world: ShopWorld, order: OrderRecord): void {
  const rate = world.settings.taxRateOnAddressChange
  const shipped = order.lines.some((line) => line.fulfilledQuantity > 0)
  if (rate === null || shipped || order.cancelledAtMs !== null) return
  for (const line of order.lines) {
    if (!line.taxable) continue
    const amount = taxOf(times(line.unit, line.quantity), rate, order.taxesIncluded)
    line.taxLines = [{ title: 'VAT', rate, amount, channelLiable: false }]
  }
  const shippingLines = order.shippingLines.map((line) => {
    const amount = taxOf(line.price, rate, order.taxesIncluded)
    const taxLines: TaxLine[] = [{ title: 'VAT', rate, amount, channelLiable: false }]
    return { ...line, taxLines }
  })
  order.shippingLines = shippingLines
  order.orderTaxLines = []
  order.totals = orderTotals(order.lines, shippingLines, order.taxesIncluded)
  order.statedFinancialStatus = null
}

function taxOf(amount: Amount, rate: number, included: boolean): Amount {
  const of = (minor: number): number =>
    Math.round(included ? (minor * rate) / (1 + rate) : minor * rate)
  return { shop: of(amount.shop), presentment: of(amount.presentment) }
}
