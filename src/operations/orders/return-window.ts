/**
 * Until when the shop's own policy takes a return: counted from the latest delivery date Amazon promised. Of what
 * Amazon itself sends it tells none; then the time ends at the earliest so long after the order was placed.
 */
import type { OrderPage } from '../../store/read/order-page.ts'

const dayMs = 86_400_000

/** Null while nothing was sent, or no date is known. */
export function returnWindow({
  observed,
  returns,
  nowMs,
}: Pick<OrderPage, 'observed' | 'returns' | 'nowMs'>): {
  readonly untilMs: number
  readonly isOver: boolean
  /** The true end is not known; it is not before this. */
  readonly isEarliest: boolean
} | null {
  const sent = observed?.status === 'SHIPPED' || observed?.status === 'PARTIALLY_SHIPPED'
  if (!sent) return null
  const { deliverByMs, createdAtMs, fulfilledBy } = observed
  const isEarliest = deliverByMs === null && fulfilledBy === 'AMAZON'
  const fromMs = isEarliest ? createdAtMs : deliverByMs
  if (fromMs === null) return null
  const untilMs = fromMs + returns.windowDays * dayMs
  return { untilMs, isOver: !isEarliest && untilMs < nowMs, isEarliest }
}
