/**
 * Which reading of Amazon's money is meant: do the prices hold the tax, and the discount? Amazon does
 * not say, so the reading whose sum is the grand total to the cent is taken.
 */
import { inWords, type LineProceeds, type Part, type Proceeds, parts } from './read-proceeds.ts'

/** One Amazon line after its discounts, by part. */
export type NetLine = {
  readonly line: LineProceeds
  readonly net: Readonly<Record<Part, number>>
  /** Before discounts. */
  readonly full: Readonly<Record<Part, number>>
}

export type Reading = {
  readonly taxesIncluded: boolean
  /** True when the parts are sent after their discounts already. */
  readonly discountInside: boolean
  readonly tip: boolean
}

/** Tried in this order. A tip that is not settled yet is no part of the total. */
const readings: readonly Reading[] = [
  { taxesIncluded: false, discountInside: false, tip: true },
  { taxesIncluded: true, discountInside: false, tip: true },
  { taxesIncluded: false, discountInside: false, tip: false },
  { taxesIncluded: true, discountInside: false, tip: false },
  { taxesIncluded: false, discountInside: true, tip: true },
  { taxesIncluded: true, discountInside: true, tip: true },
]

export function readingThatAgrees(proceeds: Proceeds): Reading | undefined {
  return readings.find((reading) => sumOf(proceeds, reading) === proceeds.grandTotal.amountMinor)
}

/** Amazon's total beside the two sums that it could have been. */
export function sumsInWords(proceeds: Proceeds): Record<string, string> {
  const { currency, grandTotal } = proceeds
  const plain = { discountInside: false, tip: true }
  const withTax = sumOf(proceeds, { ...plain, taxesIncluded: false })
  const withoutTax = sumOf(proceeds, { ...plain, taxesIncluded: true })
  return {
    amazonTotal: inWords(grandTotal),
    partsAndTax: inWords({ amountMinor: withTax, currency }),
    parts: inWords({ amountMinor: withoutTax, currency }),
  }
}

export function netLine(line: LineProceeds, { discountInside }: Reading): NetLine {
  const { gross, discount } = line
  return {
    line,
    net: byPart((part) => (discountInside ? gross[part] : gross[part] - discount[part])),
    full: byPart((part) => (discountInside ? gross[part] + discount[part] : gross[part])),
  }
}

function byPart(amount: (part: Part) => number): Record<Part, number> {
  return {
    ITEM: amount('ITEM'),
    SHIPPING: amount('SHIPPING'),
    GIFT_WRAP: amount('GIFT_WRAP'),
    COD_FEE: amount('COD_FEE'),
    OTHER: amount('OTHER'),
  }
}

function sumOf(proceeds: Proceeds, reading: Reading): number {
  const ofLines = proceeds.lines.reduce((all, line) => {
    const discount = reading.discountInside ? 0 : total(line.discount)
    return all + total(line.gross) - discount + (reading.taxesIncluded ? 0 : total(line.tax))
  }, 0)
  return ofLines + (reading.tip ? proceeds.tipMinor : 0)
}

function total(amounts: Readonly<Record<Part, number>>): number {
  return parts.reduce((all, part) => all + amounts[part], 0)
}
