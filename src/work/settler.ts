/**
 * Settles what the runs of this process did: what ends while one settlement is under way goes together
 * into the next, so that many small batches cost few commits. When PostgreSQL is away it keeps trying
 * for a while: the work is done, only the note of it is missing. After that the leases run out and the
 * keys are run again.
 */
import type { Ended } from './handler.ts'
import { failureCode, isOutage } from './outage.ts'
import { pause, type Scheduler } from './scheduler.ts'
import { settle } from './settle.ts'
import type { WorkerOptions } from './worker-options.ts'

export type Settler = {
  /** Resolves when these are settled or given up; never rejects. */
  add(ended: readonly Ended[]): Promise<void>
}

const attemptsMax = 150
const attemptEveryMs = 400

export function createSettler(options: WorkerOptions & { readonly scheduler: Scheduler }): Settler {
  let waiting: Ended[] = []
  let next: Promise<void> | undefined
  let current: Promise<void> = Promise.resolve()

  const settleWaiting = async (): Promise<void> => {
    const together = waiting
    waiting = []
    next = undefined
    current = settleThroughOutage(options, together)
    await current
  }

  return {
    add: (ended) => {
      waiting.push(...ended)
      next ??= current.then(settleWaiting)
      return next
    },
  }
}

async function settleThroughOutage(
  options: WorkerOptions & { readonly scheduler: Scheduler },
  ended: readonly Ended[],
): Promise<void> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    try {
      const { fencedOut, died } = await settle(options.db, ended, options)
      if (died.length > 0) options.onEvent?.({ kind: 'died', keys: died })
      if (fencedOut.length > 0) options.onEvent?.({ kind: 'fenced-out', keys: fencedOut })
      return
    } catch (error) {
      options.onEvent?.({ kind: 'settle-failed', code: failureCode(error) })
      if (!isOutage(error)) return
    }
    await pause(options.scheduler, attemptEveryMs)
  }
}
