/** Until when the shop's own policy takes a return: counted from the latest delivery date Amazon promised. */
import type { OrderPage } from '../../store/read/order-page.ts'

const dayMs = 86_400_000

/** Null while nothing was sent, or no delivery date is known. */
export function returnWindow({
  observed,
  returns,
  nowMs,
}: Pick<OrderPage, 'observed' | 'returns' | 'nowMs'>): {
  readonly untilMs: number
  readonly isOver: boolean
} | null {
  const sent = observed?.status === 'SHIPPED' || observed?.status === 'PARTIALLY_SHIPPED'
  const deliverByMs = observed?.deliverByMs ?? null
  if (!sent || deliverByMs === null) return null
  const untilMs = deliverByMs + returns.windowDays * dayMs
  return { untilMs, isOver: untilMs < nowMs }
}
