/** What every decision about a parcel looks at. */
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeInput } from '../life/life-view.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { PackageBooks } from './packages.ts'
import type { ConfirmedParcel } from './writes.ts'

export type ShipmentContext = PackageBooks & {
  readonly shop: ShopLife
  readonly shopAsOfMs: number
  readonly amazonAsOfMs: number
  readonly policy: LifePolicy
  readonly nowMs: number
  /** Parcels that Amazon was told of and whose fulfilment was cancelled since. */
  readonly cancelledParcels: readonly ConfirmedParcel[]
}

/** The last word about a subject is this one. */
export function said(
  { life }: Pick<ShipmentContext, 'life'>,
  kind: LifeInput['kind'],
  subject: string,
): boolean {
  return life.inputs.filter((input) => input.subject === subject).at(-1)?.kind === kind
}

/** A person asked for it again after the last try. */
export function mayBeRepeated(
  { life }: Pick<ShipmentContext, 'life'>,
  subject: string,
  sinceMs: number,
): boolean {
  const last = life.inputs.filter((input) => input.subject === subject).at(-1)
  return last?.kind === 'repeat' && last.atMs > sinceMs
}
