/** One look of a worker: claims as long as something is due and there is room, and says what is next. */
import { type NextDue, nextDue } from './resting.ts'
import type { WorkerOptions } from './worker-options.ts'

export type ClaimOptions = WorkerOptions & {
  readonly stopping: AbortSignal
  /** Claims once and starts what it got; answers how many keys came, dead ones too. */
  readonly claimMore: () => Promise<number>
  /** Batches that run at this moment. */
  readonly running: () => number
}

// A key may be due and yet locked by somebody's transaction: do not spin on it.
const shortestSleepMs = 25

/** Undefined when there is no room to know what is next. With `told` it claims without asking first. */
export async function claimWhileDue(
  options: ClaimOptions,
  told: boolean,
): Promise<NextDue | undefined> {
  const kinds = Object.keys(options.handlers)
  let next = told ? undefined : await nextDue(options.db, kinds)
  while (next === undefined || isDue(next)) {
    if (options.running() >= options.concurrency || options.stopping.aborted) return undefined
    const claimed = await options.claimMore()
    next = claimed >= options.batchLimit ? undefined : await nextDue(options.db, kinds)
    if (claimed === 0) break
  }
  return next
}

/** True when a key may be claimed now, as far as can be seen without locking it. */
export function isDue(next: NextDue): boolean {
  return (next.dueAtMs ?? Infinity) <= next.worldNowMs || (next.leaseEndsInMs ?? Infinity) <= 0
}

/** Machine time until something is due or a bucket can serve its next waiter, `longestMs` at most. */
export function sleepMs(next: NextDue, wakeAtMs: number | null, longestMs: number): number {
  const worldMs = Math.min(next.dueAtMs ?? Infinity, wakeAtMs ?? Infinity) - next.worldNowMs
  const dueMs = next.worldFactor > 0 ? worldMs / next.worldFactor : longestMs
  const leaseMs = next.leaseEndsInMs ?? longestMs
  return Math.max(shortestSleepMs, Math.min(longestMs, dueMs, leaseMs))
}
