/**
 * Lines of an order that another app made name no Amazon item. Here they get one where it is beyond doubt: by
 * variant or SKU exactly one item fits the line, and the lines of an item hold its units, no more and no less.
 */
import type { AmazonItemId } from '../ids.ts'
import type { AmazonItem, AmazonOrder } from '../orders/amazon-order.ts'
import type { MatchedLine } from '../orders/match-lines.ts'
import type { LifeLine, ShopLife } from '../orders/shop-life.ts'

/** `matched`: the variants of the items; null where they are not known, then only SKUs tell. */
export function nameAdoptedLines(
  order: Pick<AmazonOrder, 'items'>,
  shop: ShopLife,
  matched: readonly MatchedLine[] | null,
): ShopLife {
  const wanted = order.items.flatMap((item) => wantsOf(item, matched))
  const named = shop.lines.map((line) => ({ line, itemId: itemOf(line, wanted) }))
  const whole = new Set(
    order.items.flatMap(({ itemId }) => {
      const own = named.flatMap((one) => (one.itemId === itemId ? [one.line] : []))
      const wants = wanted.filter((want) => want.itemId === itemId)
      return wants.every((want) => holds(own, want)) ? [itemId] : []
    }),
  )
  const lines = named.map(({ line, itemId }) =>
    itemId !== undefined && whole.has(itemId) ? { ...line, itemId } : line,
  )
  return { ...shop, lines }
}

/** Goods of an order of another app that no Amazon item is known for. */
export function unnamedGoods({ lines }: Pick<ShopLife, 'lines'>): LifeLine[] {
  return lines.filter(
    ({ itemId, requiresShipping, quantity }) => itemId === null && requiresShipping && quantity > 0,
  )
}

type Want = {
  readonly itemId: AmazonItemId
  readonly variantGid: string | null
  readonly skus: readonly string[]
  readonly units: number
}

function wantsOf(item: AmazonItem, matched: readonly MatchedLine[] | null): Want[] {
  const { itemId, sku, quantityOrdered } = item
  const components = matched?.find((line) => line.item.itemId === itemId)?.components ?? []
  const own = sku === null ? [] : [sku]
  if (components.length === 0) {
    return [{ itemId, variantGid: null, skus: own, units: quantityOrdered }]
  }
  return components.map((one) => ({
    itemId,
    variantGid: one.variantGid,
    skus: [...(one.sku === null ? [] : [one.sku]), ...(components.length === 1 ? own : [])],
    units: one.quantity * quantityOrdered,
  }))
}

/** The one item that a line of goods may be of. */
function itemOf(line: LifeLine, wanted: readonly Want[]): AmazonItemId | undefined {
  if (line.itemId !== null || !line.requiresShipping) return undefined
  const [only, another] = new Set(
    wanted.filter((want) => fits(line, want)).map(({ itemId }) => itemId),
  )
  return another === undefined ? only : undefined
}

function holds(lines: readonly LifeLine[], want: Want): boolean {
  const units = lines
    .filter((line) => fits(line, want))
    .reduce((all, { quantity }) => all + quantity, 0)
  return want.units > 0 && units === want.units
}

function fits({ variantGid, sku }: LifeLine, want: Want): boolean {
  if (want.variantGid !== null && variantGid !== null) return want.variantGid === variantGid
  return sku !== null && want.skus.includes(sku)
}
