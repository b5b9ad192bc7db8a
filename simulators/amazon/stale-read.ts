/**
 * The fault `stale-read`: a reader sees the state of a moment ago. A changed order shows the version before; one that was
 * just placed is not there yet.
 */
import type { Fault } from '../kit/fault-plane.ts'
import type { OrderRecord } from './order-shape.ts'
import type { OrderStore } from './order-store.ts'

const momentMs = 60_000

/** What the reader sees of `newest`; without the fault, `newest` itself. */
export function seenStale(
  newest: OrderRecord,
  store: OrderStore,
  fault: Fault | undefined,
  nowMs: number,
): OrderRecord | undefined {
  if (fault?.fault !== 'stale-read') return newest
  const previous = store.getPrevious(newest.order.orderId)
  if (previous !== undefined) return previous
  const isYoung = newest.updatedMs > nowMs - (fault.delayMs ?? momentMs)
  return isYoung ? undefined : newest
}
