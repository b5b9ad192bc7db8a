/** Money of an Amazon order that is not goods: gift wrap, fees and tip as lines, and its shipping. */
import { amazonItemProperty } from './goods-lines.ts'
import type { NetLine } from './net-lines.ts'
import type { Part } from './read-proceeds.ts'
import type { DraftLine, DraftTaxLine, ShopifyOrderDraft } from './shopify-order.ts'
import { type PriceContext, taxLines } from './tax-lines.ts'

const charges: readonly { readonly part: Part; readonly title: string }[] = [
  { part: 'GIFT_WRAP', title: 'Gift wrap' },
  { part: 'COD_FEE', title: 'Cash on delivery fee' },
  { part: 'OTHER', title: 'Other Amazon charge' },
]

/** Lines that need no shipping, so that no shipment and no confirmation ever counts them. */
export function chargeLines(
  nets: readonly NetLine[],
  tipMinor: number,
  context: PriceContext,
): DraftLine[] {
  const ofItems = nets.flatMap((net) =>
    charges.flatMap(({ part, title }) => {
      const amount = net.net[part]
      const taxed = taxLines(net.line.tax[part], amount, net, context)
      if (amount === 0 && taxed.length === 0) return []
      return [chargeLine(title, amount, taxed, net.line.item.itemId, context.currency)]
    }),
  )
  const tip = chargeLine('Delivery tip', tipMinor, [], null, context.currency)
  return tipMinor === 0 ? ofItems : [...ofItems, tip]
}

function chargeLine(
  title: string,
  amountMinor: number,
  taxed: readonly DraftTaxLine[],
  itemId: DraftLine['itemId'],
  currency: string,
): DraftLine {
  return {
    itemId,
    variantGid: null,
    title,
    sku: null,
    quantity: 1,
    unitPrice: { amountMinor, currency },
    taxLines: taxed,
    requiresShipping: false,
    properties: itemId === null ? [] : [{ name: amazonItemProperty, value: itemId }],
  }
}

/** All shipping of the order as one line, present also when it is free. */
export function shippingLine(
  nets: readonly NetLine[],
  method: string | null,
  context: PriceContext,
): ShopifyOrderDraft['shippingLines'][number] {
  const taxed = [true, false].flatMap((byMarketplace) => {
    const own = nets.filter(({ line }) => line.item.taxByMarketplace === byMarketplace)
    const [first] = own
    return first === undefined
      ? []
      : taxLines(
          total(own, ({ line }) => line.tax.SHIPPING),
          total(own, netShipping),
          first,
          context,
        )
  })
  const amountMinor = total(nets, netShipping)
  return {
    title: method ?? 'Amazon shipping',
    price: { amountMinor, currency: context.currency },
    taxLines: taxed,
  }
}

export function netShipping({ net }: NetLine): number {
  return net.SHIPPING
}

function total(nets: readonly NetLine[], amount: (net: NetLine) => number): number {
  return nets.reduce((all, net) => all + amount(net), 0)
}
