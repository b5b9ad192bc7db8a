/**
 * Amazon's money as a Shopify order that totals the same to the cent, or a hold (docs/rules/money.md).
 * The platforms are never asked to compute: every price and every tax amount is given.
 */
import { type Money, sum } from '../money.ts'
import { type MethodRule, shopMethod } from '../shipments/shipping-methods.ts'
import type { AmazonOrder } from './amazon-order.ts'
import { chargeLines, netShipping, shippingLine } from './charge-lines.ts'
import { goodsLines } from './goods-lines.ts'
import type { MatchedLine } from './match-lines.ts'
import { type NetLine, netLine, readingThatAgrees, sumsInWords } from './net-lines.ts'
import { doesNotAddUp, inWords, type ProceedsHeld, parts, readProceeds } from './read-proceeds.ts'
import type { DraftLine, ShopifyOrderDraft } from './shopify-order.ts'

export type PricedOrder = {
  readonly currency: string
  readonly taxesIncluded: boolean
  readonly lines: readonly DraftLine[]
  readonly shippingLines: ShopifyOrderDraft['shippingLines']
  readonly total: Money
}

export type Pricing = { readonly kind: 'priced'; readonly priced: PricedOrder } | ProceedsHeld

export function priceOrder(
  order: AmazonOrder,
  matched: readonly MatchedLine[],
  methods: readonly MethodRule[] = [],
): Pricing {
  const read = readProceeds(order)
  if (read.kind === 'held') return read
  const { proceeds } = read
  const reading = readingThatAgrees(proceeds)
  if (reading === undefined) return doesNotAddUp(sumsInWords(proceeds))
  const nets = proceeds.lines.map((line) => netLine(line, reading))
  const tipMinor = reading.tip ? proceeds.tipMinor : 0
  if (somethingNegative(nets, tipMinor)) {
    return doesNotAddUp({ ...sumsInWords(proceeds), problem: 'an amount would be negative' })
  }
  const { currency, grandTotal } = proceeds
  const context = { currency, taxesIncluded: reading.taxesIncluded }
  const goods = matched.flatMap((line) => {
    const net = nets.find((one) => one.line.item === line.item)
    return net === undefined ? [] : goodsLines(line, net, context)
  })
  const priced: PricedOrder = {
    ...context,
    lines: [...goods, ...chargeLines(nets, tipMinor, context)],
    shippingLines: [shippingLine(nets, shopMethod(order, methods), context)],
    total: grandTotal,
  }
  const total = totalInShopify(priced)
  if (total.amountMinor === grandTotal.amountMinor) return { kind: 'priced', priced }
  return doesNotAddUp({ ...sumsInWords(proceeds), shopifyTotal: inWords(total) })
}

/** The total as Shopify computes it: prices, shipping, and tax unless the prices include it. */
export function totalInShopify(order: Omit<PricedOrder, 'total'>): Money {
  const { currency, lines, shippingLines } = order
  const amounts = [
    ...lines.map((line) => line.unitPrice.amountMinor * line.quantity),
    ...shippingLines.map((line) => line.price.amountMinor),
  ]
  const taxed = [...lines, ...shippingLines].flatMap((line) => line.taxLines)
  const taxes = order.taxesIncluded ? [] : taxed.map(({ amount }) => amount)
  return sum([...amounts.map((amountMinor) => ({ amountMinor, currency })), ...taxes], currency)
}

/** Shipping is one line of the whole order: there only the sum counts. */
function somethingNegative(nets: readonly NetLine[], tipMinor: number): boolean {
  const inLines = nets.some(({ net, line }) =>
    parts.some((part) => line.tax[part] < 0 || (part !== 'SHIPPING' && net[part] < 0)),
  )
  return inLines || tipMinor < 0 || nets.reduce((all, net) => all + netShipping(net), 0) < 0
}
