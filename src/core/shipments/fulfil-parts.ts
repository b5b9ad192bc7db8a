/** Which open units of a Shopify order a package of Amazon is, at one location after the other. */
import type { AmazonPackage } from '../orders/amazon-order.ts'
import type { Step } from '../step.ts'
import type { ShipmentContext } from './shipment-context.ts'

/** Units of each Shopify line. */
export type Written = ReadonlyMap<string, number>

export type Parts = Extract<
  Extract<Extract<Step, { do: 'write' }>['write'], { kind: 'shipment' }>['act'],
  { do: 'fulfil-in-shop' }
>['parts']

/**
 * Open units of the package's items at one location: Shopify takes one location a fulfilment, and the others follow.
 * `written`: units of each line that fulfilments of this package hold already.
 */
export function partsOf(
  known: AmazonPackage,
  { order, shop }: Pick<ShipmentContext, 'order' | 'shop'>,
  written: Written,
): Parts {
  const wanted = new Map<string, number>()
  for (const { itemId, quantity } of known.items) {
    const item = order.items.find((one) => one.itemId === itemId)
    if (item === undefined || item.quantityOrdered === 0) continue
    for (const [lineGid, units] of shareOf(
      itemId,
      quantity / item.quantityOrdered,
      shop,
      written,
    )) {
      wanted.set(lineGid, (wanted.get(lineGid) ?? 0) + units)
    }
  }
  const open = shop.fulfillmentOrders.filter(({ status }) => openStates.has(status))
  const location = open.find(({ lines }) =>
    lines.some(({ lineGid, remaining }) => remaining > 0 && (wanted.get(lineGid) ?? 0) > 0),
  )?.locationGid
  return open
    .filter(({ locationGid }) => locationGid === location)
    .flatMap((one) => {
      const lines = one.lines.flatMap(({ foLineGid, lineGid, remaining }) => {
        const quantity = Math.min(remaining, wanted.get(lineGid) ?? 0)
        if (quantity <= 0) return []
        wanted.set(lineGid, (wanted.get(lineGid) ?? 0) - quantity)
        return [{ foLineGid, quantity }]
      })
      return lines.length === 0 ? [] : [{ fulfillmentOrderGid: one.gid, lines }]
    })
}

const openStates: ReadonlySet<string> = new Set(['OPEN', 'IN_PROGRESS', 'SCHEDULED'])

/** Units of each Shopify line that so many Amazon units of an item are. */
function shareOf(
  itemId: string,
  share: number,
  shop: ShipmentContext['shop'],
  written: Written,
): [string, number][] {
  const own = shop.lines.filter((line) => line.itemId === itemId && line.requiresShipping)
  const byVariant = Map.groupBy(own, (line) => line.variantGid ?? line.sku ?? line.title)
  return [...byVariant.values()].flatMap((same) => {
    const all = same.reduce((sum, line) => sum + line.quantity, 0)
    const there = same.reduce((sum, { lineGid }) => sum + (written.get(lineGid) ?? 0), 0)
    // A third of three is one, whatever the machine makes of it.
    let needed = Math.max(0, Math.ceil(all * share - 1e-9) - there)
    return same.flatMap((line): [string, number][] => {
      const open = shop.fulfillmentOrders
        .flatMap(({ lines }) => lines)
        .filter(({ lineGid }) => lineGid === line.lineGid)
        .reduce((sum, { remaining }) => sum + remaining, 0)
      const taken = Math.min(needed, open)
      needed -= taken
      return taken > 0 ? [[line.lineGid, taken]] : []
    })
  })
}
