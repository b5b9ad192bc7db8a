/** What every decision about a parcel looks at. */
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeInput, LifeView } from '../life/life-view.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { PackageBooks } from './packages.ts'
import type { ConfirmedParcel } from './writes.ts'

export type ShipmentContext = PackageBooks & {
  readonly shop: ShopLife
  readonly shopAsOfMs: number
  readonly amazonAsOfMs: number
  readonly policy: LifePolicy
  /** Another app made the Shopify order. */
  readonly adopted: boolean
  readonly nowMs: number
  /** Parcels that Amazon was told of and whose fulfilment was cancelled since. */
  readonly cancelledParcels: readonly ConfirmedParcel[]
}

/** The last word about a subject is this one; with `code`, the last that answers this hold. */
export function said(
  context: Pick<ShipmentContext, 'life'>,
  kind: LifeInput['kind'],
  subject: string,
  code?: string,
): boolean {
  return lastWord(context, subject, code)?.kind === kind
}

/** A yes to one question is none to another: a word names the hold that it answers. */
export function lastWord(
  { life }: Pick<ShipmentContext, 'life'>,
  subject: string,
  code?: string,
): LifeInput | undefined {
  return life.inputs.findLast(
    (input) => input.subject === subject && (code === undefined || answers(input, code)),
  )
}

function answers({ about }: LifeInput, code: string): boolean {
  return about === undefined || about === null || about === code
}

/** A person asked for it again after the last try. */
export function mayBeRepeated(
  { life }: { readonly life: Pick<LifeView, 'inputs'> },
  subject: string,
  sinceMs: number,
): boolean {
  const last = life.inputs.filter((input) => input.subject === subject).at(-1)
  return last?.kind === 'repeat' && last.atMs > sinceMs
}
