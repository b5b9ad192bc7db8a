/**
 * Settles what a run did even when PostgreSQL goes away for a while: the work is done, only the note of
 * it is missing. After the last attempt the leases run out and the keys are run again.
 */
import type { Ended } from './handler.ts'
import { failureCode, isOutage } from './outage.ts'
import { pause, type Scheduler } from './scheduler.ts'
import { settle } from './settle.ts'
import type { WorkerOptions } from './worker-options.ts'

const attemptsMax = 150
const attemptEveryMs = 400

export async function settleThroughOutage(
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
