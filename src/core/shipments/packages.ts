/** Amazon's packages of an order, and what of its units may still leave. */
import type { AmazonItemId } from '../ids.ts'
import type { LifeView } from '../life/life-view.ts'
import type { AmazonOrder, AmazonPackage } from '../orders/amazon-order.ts'
import { sameTracking } from './tracking.ts'
import type { ConfirmedParcel } from './writes.ts'

export type PackageBooks = { readonly order: AmazonOrder; readonly life: LifeView }

/** Packages that stand. */
export function knownPackages({ order }: PackageBooks): readonly AmazonPackage[] {
  return order.packages.filter(({ status }) => status !== 'CANCELLED')
}

/** Amazon shows the parcel: under its number, and with its units where Amazon says what is in it. */
export function showsParcel(
  known: AmazonPackage,
  parcel: Pick<ConfirmedParcel, 'tracking' | 'units'>,
): boolean {
  if (!sameTracking(known.trackingNumber, parcel.tracking)) return false
  return (
    known.items.length === 0 ||
    parcel.units.every(({ itemId, quantity }) =>
      known.items.some((item) => item.itemId === itemId && item.quantity >= quantity),
    )
  )
}

/**
 * Units of each item that neither Amazon shows as shipped nor we have told it of. `besides`: the reference
 * of a parcel that does not count, because it is about to be told (again).
 */
export function unitsLeft(books: PackageBooks, besides?: string): Map<AmazonItemId, number> {
  const all = knownPackages(books)
  const packages = all.filter(({ packageId }) => packageId !== besides)
  const own = all.filter(({ packageId }) => packageId === besides).flatMap(({ items }) => items)
  const shown = new Map<AmazonItemId, number>()
  const add = (itemId: AmazonItemId, quantity: number) =>
    shown.set(itemId, (shown.get(itemId) ?? 0) + quantity)
  for (const { items } of packages) for (const { itemId, quantity } of items) add(itemId, quantity)
  const told = newestTold(books.life).filter(
    (parcel) =>
      parcel.reference !== besides && !packages.some((known) => showsParcel(known, parcel)),
  )
  for (const { units } of told) for (const { itemId, quantity } of units) add(itemId, quantity)
  return new Map(
    books.order.items.map(
      ({ itemId, quantityOrdered, quantityFulfilled, quantityCancelled = 0 }) => {
        const ours = own.filter((one) => one.itemId === itemId)
        const fulfilled = quantityFulfilled - ours.reduce((sum, { quantity }) => sum + quantity, 0)
        const expected = quantityOrdered - quantityCancelled
        return [itemId, Math.max(0, expected - Math.max(fulfilled, shown.get(itemId) ?? 0))]
      },
    ),
  )
}

/** The newest revision of each parcel that Amazon may know from us. */
export function newestTold(life: LifeView): ConfirmedParcel[] {
  const told = life.effects.filter(
    ({ kind, attempts }) =>
      kind === 'confirm-parcel' &&
      attempts.some(({ state }) => state === 'done' || state === 'unclear'),
  )
  // Parcels that took another's place share its reference: then the one told last counts.
  const newest = new Map<string, Told>()
  for (const { key, body: asked, attempts } of told) {
    const body = asked as ConfirmedParcel
    const number = Number(key.slice(key.lastIndexOf('#') + 1))
    const one = { number, body, atMs: attempts[0]?.atMs ?? 0 }
    const other = newest.get(body.reference)
    if (other === undefined || isAfter(one, other)) newest.set(body.reference, one)
  }
  return [...newest.values()].map(({ body }) => body)
}

type Told = { readonly number: number; readonly body: ConfirmedParcel; readonly atMs: number }

function isAfter(one: Told, other: Told): boolean {
  if (one.body.parcel === other.body.parcel) return one.number > other.number
  return one.atMs > other.atMs
}

/** The same items in the same numbers, in any order. */
export function sameUnits(one: ConfirmedParcel['units'], other: ConfirmedParcel['units']): boolean {
  const inWords = (units: ConfirmedParcel['units']) =>
    units
      .map(({ itemId, quantity }) => `${itemId}*${quantity}`)
      .toSorted()
      .join()
  return inWords(one) === inWords(other)
}
