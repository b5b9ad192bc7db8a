/** Finds the shipped units in Shopify that a return on Amazon means, and the return that shows them. */
import type { LifeView } from '../life/life-view.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { LifeReturn, ShopLife } from '../orders/shop-life.ts'
import type { OrderReturn } from './order-return.ts'
import type { ReturnLine } from './writes.ts'

type Wanted = { readonly lineGid: string; readonly quantity: number }

/** The lines of the return, or nothing when Shopify does not show enough shipped units. */
export function fitReturn(
  one: OrderReturn,
  order: AmazonOrder,
  shop: ShopLife,
): readonly ReturnLine[] | undefined {
  const wanted = wantedOf(one, order, shop)
  if (wanted.length === 0) return undefined
  const lines = wanted.map((line) => takeShipped(line, one, shop))
  return lines.includes(undefined) ? undefined : lines.flatMap((line) => line ?? [])
}

/** A standing return of the same units that belongs to no other return of Amazon: ours, or the merchant's. */
export function shownUnder(
  one: OrderReturn,
  order: AmazonOrder,
  shop: ShopLife,
  life: LifeView,
): string | null {
  const wanted = wantedOf(one, order, shop)
  if (wanted.length === 0) return null
  const taken = life.effects.flatMap(({ kind, platformId }) =>
    kind === 'return-in-shop' ? (platformId ?? []) : [],
  )
  const found = shop.returns.find(
    (row) => stands(row) && !taken.includes(row.gid) && sameUnits(row, wanted),
  )
  return found?.gid ?? null
}

/** A kit's return is a return of all its components. */
function wantedOf({ sku, asin, quantity }: OrderReturn, order: AmazonOrder, shop: ShopLife) {
  const items = order.items.filter((item) =>
    sku === null ? item.asin === asin && asin !== null : item.sku === sku,
  )
  const [item, another] = items
  if (item === undefined || another !== undefined) return []
  const ordered = Math.max(item.quantityOrdered, item.quantityFulfilled)
  if (ordered === 0) return []
  const wanted = shop.lines
    .filter(({ itemId }) => itemId === item.itemId)
    .map(
      ({ lineGid, quantity: all }): Wanted => ({ lineGid, quantity: (all * quantity) / ordered }),
    )
  return wanted.every((line) => Number.isInteger(line.quantity) && line.quantity > 0) ? wanted : []
}

function takeShipped(
  { lineGid, quantity }: Wanted,
  { reason, returnId }: OrderReturn,
  shop: ShopLife,
): readonly ReturnLine[] | undefined {
  let left = quantity
  let returned = returnedUnits(lineGid, shop)
  const lines: ReturnLine[] = []
  const parts = shop.fulfillments
    .filter(({ status }) => status === 'SUCCESS')
    .flatMap((fulfillment) => fulfillment.lines.filter((line) => line.lineGid === lineGid))
  for (const { fulfillmentLineGid, quantity: shipped } of parts) {
    const gone = Math.min(returned, shipped)
    returned -= gone
    const take = Math.min(left, shipped - gone)
    left -= take
    const note = `Amazon return ${returnId}`
    if (take > 0) lines.push({ fulfillmentLineGid, quantity: take, reason: handleOf(reason), note })
  }
  return left === 0 ? lines : undefined
}

function returnedUnits(wantedGid: string, { returns }: ShopLife): number {
  return returns
    .filter(stands)
    .flatMap(({ lines }) => lines)
    .filter(({ lineGid }) => lineGid === wantedGid)
    .reduce((all, { quantity }) => all + quantity, 0)
}

function stands({ status }: LifeReturn): boolean {
  return status !== 'CANCELED' && status !== 'CANCELLED' && status !== 'DECLINED'
}

function sameUnits({ lines }: LifeReturn, wanted: readonly Wanted[]): boolean {
  const count = (
    all: readonly { readonly lineGid: string | null; readonly quantity: number }[],
  ) => {
    const sums = new Map<string, number>()
    for (const { lineGid, quantity } of all) {
      sums.set(lineGid ?? '', (sums.get(lineGid ?? '') ?? 0) + quantity)
    }
    return [...sums]
      .map(([gid, units]) => `${gid}*${units}`)
      .toSorted()
      .join()
  }
  return count(lines) === count(wanted)
}

/** Amazon's reason as a handle of Shopify's catalogue; what that does not have is its `other`. */
function handleOf(reason: string | null): string {
  return (reason === null ? undefined : handles.get(reason.toUpperCase())) ?? 'other-reason'
}

const handles: ReadonlyMap<string, string> = new Map([
  ['UNWANTED_ITEM', 'changed-my-mind'],
  ['CR-UNWANTED_ITEM', 'changed-my-mind'],
  ['DEFECTIVE', 'defective'],
  ['CR-DEFECTIVE', 'defective'],
  ['SWITCHEROO', 'wrong-item'],
  ['CR-SWITCHEROO', 'wrong-item'],
  ['NOT_AS_DESCRIBED', 'not-as-described'],
  ['CR-NOT_AS_DESCRIBED', 'not-as-described'],
  ['APPAREL_TOO_SMALL', 'too-small'],
  ['APPAREL_TOO_LARGE', 'too-large'],
])
