/**
 * How long what Amazon holds of a SKU will last at the pace of its sales, and by when more must leave for Amazon's
 * warehouse. Pure. The pace is plain: what was sold in the window, by the days of the window.
 */
import type { SellerSku } from '../ids.ts'

export type FbaSales = {
  readonly amazonSku: SellerSku
  readonly title: string | null
  /** What Amazon can ship now; null: it has not told. */
  readonly fulfillable: number | null
  /** On its way to Amazon, or there and not counted in yet. */
  readonly inbound: number
  /** Units of orders that Amazon ships, placed within the window. */
  readonly sold: number
}

export type RestockTerms = {
  readonly days: number
  /** From the day a shipment leaves until Amazon sells from it. */
  readonly leadDays: number
  /** How long a shipment shall last once it is there. */
  readonly coverDays: number
}

export type RestockLine = FbaSales & {
  readonly perDay: number
  /** Null: nothing was sold, or nobody knows what there is. */
  readonly daysOfCover: number | null
  readonly shipByMs: number | null
  readonly isLate: boolean
  /** Units to send, so that it lasts for the lead and the cover. */
  readonly send: number
}

const dayMs = 86_400_000

/** The most urgent first; what does not sell comes last. */
export function restockReport(
  all: readonly FbaSales[],
  terms: RestockTerms,
  nowMs: number,
): RestockLine[] {
  return all
    .map((one) => restockLine(one, terms, nowMs))
    .toSorted(
      (one, other) =>
        (one.shipByMs ?? Number.POSITIVE_INFINITY) - (other.shipByMs ?? Number.POSITIVE_INFINITY) ||
        other.sold - one.sold ||
        (one.amazonSku < other.amazonSku ? -1 : 1),
    )
}

function restockLine(
  one: FbaSales,
  { days, leadDays, coverDays }: RestockTerms,
  nowMs: number,
): RestockLine {
  const perDay = one.sold / days
  if (one.fulfillable === null || one.sold === 0) {
    return { ...one, perDay, daysOfCover: null, shipByMs: null, isLate: false, send: 0 }
  }
  const there = one.fulfillable + one.inbound
  const daysOfCover = there / perDay
  const shipByMs = nowMs + (daysOfCover - leadDays) * dayMs
  const needed = Math.ceil(perDay * (leadDays + coverDays))
  return {
    ...{ ...one, perDay, daysOfCover, shipByMs, isLate: shipByMs < nowMs },
    send: Math.max(0, needed - there),
  }
}
