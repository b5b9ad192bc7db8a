/**
 * Which lines and how much shipping of the Shopify order a refund of Amazon's stands for. Lines are named
 * only when an item was given back whole and has left; otherwise the money alone says it.
 */
import type { AmazonItemId } from '../ids.ts'
import type { MoneyBack } from './money-back.ts'
import type { RefundContext } from './refund-context.ts'

type Lines = readonly { readonly lineGid: string; readonly quantity: number }[]

export function linesToRefund(money: MoneyBack, context: RefundContext): Lines {
  const { order, shop } = context
  const whole = order.items.filter(({ itemId }) => isWhole(itemId, money, context))
  return shop.lines.flatMap((line) => {
    if (!line.requiresShipping || !whole.some(({ itemId }) => itemId === line.itemId)) return []
    const left = shop.fulfillments
      .filter(({ status }) => status === 'SUCCESS')
      .flatMap(({ lines }) => lines)
      .filter(({ lineGid }) => lineGid === line.lineGid)
      .reduce((all, { quantity }) => all + quantity, 0)
    const isAll = left === line.quantity && line.currentQuantity === line.quantity
    return isAll ? [{ lineGid: line.lineGid, quantity: line.quantity }] : []
  })
}

function isWhole(
  itemId: AmazonItemId,
  money: MoneyBack,
  { ledger }: Pick<RefundContext, 'ledger'>,
): boolean {
  const charged = ledger.rows
    .filter((row) => row.itemId === itemId && isPrice(row.component))
    .reduce((all, row) => all + row.chargedMinor, 0)
  const given = money.lines
    .filter((line) => line.itemId === itemId && isPrice(line.component))
    .reduce((all, line) => all + line.amountMinor, 0)
  return charged > 0 && given === charged
}

function isPrice(component: string): boolean {
  return component === 'Principal' || component === 'Promotion'
}

/** Without its tax, which Shopify adds; none when more than the order has left of it. */
export function shippingToRefund(money: MoneyBack, { shop, ledger }: RefundContext): number {
  const isShipping = (component: string) =>
    component === 'Shipping' || component === 'ShippingPromotion'
  const minor = money.lines
    .filter(({ component }) => isShipping(component))
    .reduce((all, { amountMinor }) => all + amountMinor, 0)
  const charged = ledger.rows
    .filter(({ component }) => isShipping(component))
    .reduce((all, { chargedMinor }) => all + chargedMinor, 0)
  const before = shop.refunds.reduce(
    (all, { shipping }) => all + (shipping?.amount.amountMinor ?? 0),
    0,
  )
  return minor > 0 && minor <= charged - before ? minor : 0
}
