/**
 * The parcels of an order as Shopify's fulfilments tell them, in Amazon's units. An Amazon unit that is
 * a kit has left when all its components have; the fulfilment that completes it carries it.
 */
import type { AmazonItemId, FulfillmentGid } from '../ids.ts'
import { tailOf } from '../life/life-events.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { LifeFulfillment, LifeLine, ShopLife, Tracking } from '../orders/shop-life.ts'

export type ParcelUnits = readonly { readonly itemId: AmazonItemId; readonly quantity: number }[]

export type Parcel = {
  /** `<fulfilment>` or `<fulfilment>-<n>` when one fulfilment is several parcels. */
  readonly name: string
  readonly fulfillmentGid: FulfillmentGid
  readonly shippedAtMs: number
  readonly tracking: Tracking | null
  readonly units: ParcelUnits
  /** False: one fulfilment has several tracking numbers and nobody knows what is in which. */
  readonly unitsKnown: boolean
}

/** Only fulfilments that stand; those that carry no Amazon unit (yet) are no parcels. */
export function parcelsOf(order: AmazonOrder, life: ShopLife): Parcel[] {
  const standing = life.fulfillments
    .filter(({ status }) => status === 'SUCCESS')
    .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.gid < b.gid ? -1 : 1))
  const left = new Map<string, number>()
  const gone = new Map<AmazonItemId, number>()
  return standing.flatMap((fulfillment) => {
    for (const { lineGid, quantity } of fulfillment.lines) {
      left.set(lineGid, (left.get(lineGid) ?? 0) + quantity)
    }
    const units = order.items.flatMap((item) => {
      const whole = wholeUnits(item, life.lines, left)
      const quantity = whole - (gone.get(item.itemId) ?? 0)
      gone.set(item.itemId, whole)
      return quantity > 0 ? [{ itemId: item.itemId, quantity }] : []
    })
    return units.length === 0 ? [] : splitByTracking(fulfillment, units)
  })
}

type Counted = Pick<AmazonOrder['items'][number], 'itemId' | 'quantityOrdered'>

/** Amazon units of an item of which every component has left. */
function wholeUnits(
  item: Counted,
  lines: readonly LifeLine[],
  left: ReadonlyMap<string, number>,
): number {
  const own = lines.filter((line) => line.itemId === item.itemId && line.requiresShipping)
  if (own.length === 0 || item.quantityOrdered === 0) return 0
  const byVariant = Map.groupBy(own, (line) => line.variantGid ?? line.sku ?? line.title)
  const whole = [...byVariant.values()].map((same) => {
    const ordered = same.reduce((sum, line) => sum + line.quantity, 0)
    const shipped = same.reduce((sum, line) => sum + (left.get(line.lineGid) ?? 0), 0)
    return Math.floor((shipped * item.quantityOrdered) / ordered)
  })
  return Math.min(...whole, item.quantityOrdered)
}

/**
 * One parcel a tracking number, as far as it is known what is in which: one number holds all; as many
 * numbers as units hold one each.
 */
function splitByTracking(fulfillment: LifeFulfillment, units: ParcelUnits): Parcel[] {
  const numbered = fulfillment.trackings.filter(({ number }) => (number ?? '').trim() !== '')
  const name = tailOf(fulfillment.gid)
  const whole = {
    fulfillmentGid: fulfillment.gid,
    shippedAtMs: fulfillment.createdAtMs,
    tracking: numbered[0] ?? fulfillment.trackings[0] ?? null,
  }
  if (numbered.length <= 1) return [{ ...whole, name, units, unitsKnown: true }]
  const single = units.flatMap(({ itemId, quantity }) =>
    Array.from({ length: quantity }, () => ({ itemId, quantity: 1 })),
  )
  if (single.length !== numbered.length || units.length > 1) {
    return [{ ...whole, name, units, unitsKnown: false }]
  }
  return numbered.map((tracking, at) => ({
    ...whole,
    name: `${name}-${at + 1}`,
    tracking,
    units: single.slice(at, at + 1),
    unitsKnown: true,
  }))
}
