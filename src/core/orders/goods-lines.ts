/**
 * The goods of Amazon's lines as Shopify lines whose sums are exact: unit prices are whole minor
 * units, so a price that its units do not divide becomes two lines.
 */
import { splitByShares } from '../money.ts'
import type { MatchedLine } from './match-lines.ts'
import type { NetLine } from './net-lines.ts'
import { inWords } from './read-proceeds.ts'
import type { DraftLine } from './shopify-order.ts'
import { type PriceContext, taxLines } from './tax-lines.ts'

/** Says which Amazon item a Shopify line belongs to. Shopify shows `_` properties to staff only. */
export const amazonItemProperty = '_amazon_order_item_id'

/** One or two lines for each component of a kit, one or two for a plain or a custom line. */
export function goodsLines(matched: MatchedLine, net: NetLine, context: PriceContext): DraftLine[] {
  const pieces = piecesOf(matched)
  const prices = split(net.net.ITEM, shares(pieces), context.currency)
  const taxes = split(net.line.tax.ITEM, pricesOrShares(prices, pieces), context.currency)
  const properties = lineProperties(net, context.currency)
  return pieces.flatMap(({ variantGid, title, sku, units }, at) => {
    const rows = wholeUnits(prices[at] ?? 0, units)
    const rowTaxes = split(taxes[at] ?? 0, rows.map(priceOf), context.currency)
    return rows.map((row, place) => ({
      itemId: matched.item.itemId,
      variantGid,
      title,
      sku,
      quantity: row.quantity,
      unitPrice: { amountMinor: row.unitMinor, currency: context.currency },
      taxLines: taxLines(rowTaxes[place] ?? 0, priceOf(row), net, context),
      requiresShipping: true,
      properties,
    }))
  })
}

type Piece = Pick<DraftLine, 'variantGid' | 'title' | 'sku'> & {
  readonly units: number
  readonly priceMinor: number | null
}

function piecesOf({ item, components }: MatchedLine): Piece[] {
  if (components.length === 0) {
    const { title, sku, quantityOrdered: units } = item
    return [{ variantGid: null, title, sku, units, priceMinor: null }]
  }
  return components.map(({ variantGid, title, sku, priceMinor, quantity }) => {
    return { variantGid, title, sku, priceMinor, units: quantity * item.quantityOrdered }
  })
}

/** The catalogue's prices; the bare units when one of them is not known or nothing has a price. */
function shares(pieces: readonly Piece[]): number[] {
  const priced = pieces.map(({ priceMinor, units }) => (priceMinor ?? Number.NaN) * units)
  const usable = priced.every((share) => Number.isSafeInteger(share) && share >= 0)
  return usable && priced.some((share) => share > 0) ? priced : pieces.map(({ units }) => units)
}

/** Tax follows the prices; on free goods it follows what the prices would have followed. */
function pricesOrShares(prices: readonly number[], pieces: readonly Piece[]): number[] {
  return prices.some((price) => price > 0) ? [...prices] : shares(pieces)
}

function split(amountMinor: number, by: readonly number[], currency: string): number[] {
  return splitByShares({ amountMinor, currency }, by).map((part) => part.amountMinor)
}

type Row = { readonly unitMinor: number; readonly quantity: number }

function priceOf({ unitMinor, quantity }: Row): number {
  return unitMinor * quantity
}

/** 10.00 for 3 units: 2 × 3.33 and 1 × 3.34. */
function wholeUnits(priceMinor: number, units: number): Row[] {
  const unitMinor = Math.floor(priceMinor / units)
  const dearer = priceMinor - unitMinor * units
  if (dearer === 0) return [{ unitMinor, quantity: units }]
  return [
    { unitMinor, quantity: units - dearer },
    { unitMinor: unitMinor + 1, quantity: dearer },
  ]
}

/** What the price alone no longer shows: the full price, the promotions, what Amazon knows more. */
function lineProperties({ line, net, full }: NetLine, currency: string): DraftLine['properties'] {
  const { item } = line
  const price = inWords({ amountMinor: full.ITEM, currency })
  const discounted = full.ITEM !== net.ITEM
  const entries: [string, string][] = [[amazonItemProperty, item.itemId]]
  if (discounted) entries.push(['Full price', `${price} for ${item.quantityOrdered}`])
  if (item.promotionIds.length > 0) entries.push(['Promotions', item.promotionIds.join(', ')])
  if (item.giftWrapLevel !== null) entries.push(['Gift wrap', item.giftWrapLevel])
  if (item.hasGiftMessage) entries.push(['Gift message', 'see Seller Central'])
  if (item.hasCustomisation) entries.push(['Customised', 'see Seller Central'])
  return entries.map(([name, value]) => ({ name, value }))
}
