/**
 * Units that a refund took back in Shopify and that Amazon still expects. Where Amazon had cancelled them
 * itself, Shopify only follows: cutting them there once more would take away units that are to be shipped.
 */
import type { AmazonItemId } from '../ids.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { ShopLife } from '../orders/shop-life.ts'

/** `everUnits`: what was ordered of an item before anything was cut. */
export function unitsToCut(
  units: ReadonlyMap<AmazonItemId, number>,
  order: AmazonOrder,
  shop: ShopLife,
  everUnits: (itemId: AmazonItemId) => number,
): Map<AmazonItemId, number> {
  const cut = [...units].map(([itemId, count]): [AmazonItemId, number] => {
    const item = order.items.find((one) => one.itemId === itemId)
    const expected = (item?.quantityOrdered ?? 0) - (item?.quantityCancelled ?? 0)
    const held = unitsHeld(itemId, shop, everUnits(itemId))
    return [itemId, Math.min(count, Math.max(0, expected - held))]
  })
  return new Map(cut.filter(([, count]) => count > 0))
}

function unitsHeld(itemId: AmazonItemId, { lines }: ShopLife, ever: number): number {
  const own = lines.filter((line) => line.itemId === itemId && line.requiresShipping)
  if (own.length === 0) return 0
  const byVariant = Map.groupBy(own, (line) => line.variantGid ?? line.sku ?? line.title)
  const held = [...byVariant.values()].map((same) => {
    const all = same.reduce((sum, { quantity }) => sum + quantity, 0)
    const now = same.reduce((sum, { currentQuantity }) => sum + currentQuantity, 0)
    return Math.floor((now * ever) / Math.max(1, all))
  })
  return Math.min(...held)
}
