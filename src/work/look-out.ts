/**
 * When a worker looks for work: when told, when a run ends, when something is due, and each poll. Looks
 * never overlap; a call during a look makes one more. Wakes parked keys as their buckets refill.
 */
import { createAlarm } from './alarm.ts'
import { pollMs } from './limits.ts'
import { failureCode } from './outage.ts'
import { type NextDue, nextDue } from './resting.ts'
import type { Scheduler } from './scheduler.ts'
import { wakeParked } from './wake-parked.ts'
import type { WorkerOptions } from './worker-options.ts'

export type LookOutOptions = WorkerOptions & {
  readonly scheduler: Scheduler
  readonly stopping: AbortSignal
  /** Claims once and starts what it got; answers how many keys came, dead ones too. */
  readonly claimMore: () => Promise<number>
  readonly running: () => number
}

export type LookOut = {
  /** With `told`, something is known to be due: claims without asking first. */
  look(told?: 'told'): void
  wakeParkedSoon(): void
  drained(): Promise<void>
  /** Resolves when no look is under way; there will be none after it. */
  stop(): Promise<void>
}

// A key may be due and yet locked by somebody's transaction: do not spin on it.
const shortestSleepMs = 25

export function createLookOut(options: LookOutOptions): LookOut {
  const longestMs = options.pollMs ?? pollMs
  const kinds = Object.keys(options.handlers)
  let looking: Promise<void> | undefined
  let again = false
  let told = true
  let quiet = false
  let wakeWanted = true
  let wakeAtMs: number | null = null
  let waiters: (() => void)[] = []

  const alarm = createAlarm(options.scheduler, () => {
    wakeWanted = true
    look()
  })

  const look = (why?: 'told'): void => {
    again = true
    told ||= why === 'told'
    if (looking !== undefined || options.stopping.aborted) return
    looking = lookUntilQuiet().finally(() => {
      looking = undefined
      if (again) look()
      else tellDrained()
    })
  }

  const lookUntilQuiet = async (): Promise<void> => {
    while (again && !options.stopping.aborted) {
      again = false
      try {
        await wake()
        const next = await claimWhileDue()
        quiet = next !== undefined && !isDue(next)
        if (next !== undefined) alarm.set(sleepMs(next))
      } catch (error) {
        quiet = false
        options.onEvent?.({ kind: 'look-failed', code: failureCode(error) })
      }
      alarm.set(longestMs)
    }
  }

  /** Answers when something is next; undefined when there is no room to know. */
  const claimWhileDue = async (): Promise<NextDue | undefined> => {
    let next: NextDue | undefined
    if (!told) next = await nextDue(options.db, kinds)
    while (next === undefined || isDue(next)) {
      told = false
      if (options.running() >= options.concurrency || options.stopping.aborted) return undefined
      const claimed = await options.claimMore()
      next = claimed >= options.batchLimit ? undefined : await nextDue(options.db, kinds)
      // Due and yet not to be had: somebody's transaction has it.
      if (claimed === 0) break
    }
    return next
  }

  const wake = async (): Promise<void> => {
    if (!wakeWanted) return
    wakeWanted = false
    wakeAtMs = (await wakeParked(options.db)).nextAtMs
  }

  const sleepMs = (next: NextDue): number => {
    const worldMs = Math.min(next.dueAtMs ?? Infinity, wakeAtMs ?? Infinity) - next.worldNowMs
    const dueMs = next.worldFactor > 0 ? worldMs / next.worldFactor : longestMs
    const leaseMs = next.leaseEndsInMs ?? longestMs
    return Math.max(shortestSleepMs, Math.min(longestMs, dueMs, leaseMs))
  }

  const tellDrained = (): void => {
    if (!(quiet && options.running() === 0) && !options.stopping.aborted) return
    for (const tell of waiters) tell()
    waiters = []
  }

  return {
    look,
    wakeParkedSoon: () => {
      wakeWanted = true
    },
    drained: () => {
      const told = new Promise<void>((resolve) => waiters.push(resolve))
      look()
      return told
    },
    stop: async () => {
      alarm.clear()
      await looking
      tellDrained()
      alarm.clear()
    },
  }
}

function isDue(next: NextDue): boolean {
  return (next.dueAtMs ?? Infinity) <= next.worldNowMs || (next.leaseEndsInMs ?? Infinity) <= 0
}
