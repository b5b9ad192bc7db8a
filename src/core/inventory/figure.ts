/**
 * The figure that Amazon shall show: max(0, available in the chosen locations - reserved - buffer), capped;
 * of a kit as many as its scarcest component allows (docs/rules/stock.md). What is not known makes the figure
 * unknown, never 0.
 */
import type { LocationGid, VariantGid } from '../ids.ts'
import type { Component, LinkedSku } from './linked-sku.ts'
import type { StockRule } from './stock-policy.ts'

export type UnknownStock =
  | 'NOT_LINKED'
  | 'LINK_AMBIGUOUS'
  | 'FULFILMENT_UNKNOWN'
  | 'NOT_READ'
  | 'NOT_TRACKED'
  | 'LOCATION_MISSING'
  | 'FIGURE_MISSING'

export type PartSum = {
  readonly variantGid: VariantGid
  readonly available: number
  readonly reserved: number
  /** Of the variant in one unit of the SKU. */
  readonly units: number
  /** Units of the SKU that this component allows. */
  readonly allows: number
}

/** The sum written out, for people. */
export type StockSum = {
  readonly parts: readonly PartSum[]
  readonly percent: number
  readonly buffer: number
  readonly cap: number | null
  readonly floor: number
  readonly result: number
}

export type Figure =
  | {
      readonly is: 'known'
      readonly quantity: number
      readonly sum: StockSum
      /** Machine time at which the oldest reading that it rests on began. */
      readonly asOfMs: number
      /** Variants of which more is sold than there is, with how many are missing. */
      readonly short: readonly { readonly variantGid: VariantGid; readonly units: number }[]
    }
  | { readonly is: 'unknown'; readonly why: UnknownStock; readonly variantGid: VariantGid | null }

export function figureOf(
  sku: Pick<LinkedSku, 'link' | 'components'>,
  rule: StockRule,
  locations: readonly LocationGid[],
): Figure {
  if (sku.link === 'several') return unknownFor('LINK_AMBIGUOUS')
  if (sku.link === 'none' || sku.components.length === 0) return unknownFor('NOT_LINKED')
  const parts: PartSum[] = []
  let asOfMs = Number.POSITIVE_INFINITY
  for (const component of sku.components) {
    const available = availableOf(component, locations)
    if (typeof available === 'string') return unknownFor(available, component.variantGid)
    asOfMs = Math.min(asOfMs, component.reading?.begunAtMs ?? 0)
    parts.push(partOf(component, available))
  }
  const sum = sumOf(parts, rule)
  const short = parts.flatMap(({ variantGid, available, reserved }) =>
    available - reserved < 0 ? [{ variantGid, units: reserved - available }] : [],
  )
  return { is: 'known', quantity: sum.result, sum, asOfMs, short }
}

/** An older figure never takes the place of a newer one. */
export function mayReplace(storedAsOfMs: number | null, asOfMs: number): boolean {
  return storedAsOfMs === null || asOfMs >= storedAsOfMs
}

function unknownFor(why: UnknownStock, variantGid: VariantGid | null = null): Figure {
  return { is: 'unknown', why, variantGid }
}

function availableOf(
  { reading }: Component,
  locations: readonly LocationGid[],
): number | UnknownStock {
  if (reading === null) return 'NOT_READ'
  if (reading.tracked !== true) return 'NOT_TRACKED'
  const chosen = reading.levels.filter(
    ({ locationGid }) => locations.length === 0 || locations.includes(locationGid),
  )
  if (chosen.length === 0) return 'LOCATION_MISSING'
  let sum = 0
  for (const { available } of chosen) {
    if (available === null) return 'FIGURE_MISSING'
    sum += available
  }
  return sum
}

function partOf({ variantGid, reserved, units }: Component, available: number): PartSum {
  const free = Math.max(0, available - reserved)
  return { variantGid, available, reserved, units, allows: Math.floor(free / units) }
}

function sumOf(parts: readonly PartSum[], rule: StockRule): StockSum {
  const { percent, buffer, cap, floor } = rule
  const allowed = Math.min(...parts.map(({ allows }) => allows))
  const shared = Math.floor((allowed * percent) / 100)
  const left = Math.max(0, shared - buffer)
  const capped = cap === null ? left : Math.min(left, cap)
  return { parts, percent, buffer, cap, floor, result: capped < floor ? 0 : capped }
}
