/** Extends the leases of what runs, three times in the life of a lease. */
import { createAlarm } from './alarm.ts'
import { extend } from './extend.ts'
import type { InFlight } from './in-flight.ts'
import { leaseMs } from './limits.ts'
import { failureCode } from './outage.ts'
import type { Scheduler } from './scheduler.ts'
import type { WorkerOptions } from './worker-options.ts'

/** Begins at once; answers how to end it. */
export function keepLeases(
  options: WorkerOptions & { readonly scheduler: Scheduler },
  flight: InFlight,
): () => void {
  const lastsMs = options.leaseMs ?? leaseMs
  const alarm = createAlarm(options.scheduler, () => {
    alarm.set(lastsMs / 3)
    // A run that lost its lease is told by its next intent; here it is only not kept.
    extend(options.db, flight.held(), lastsMs).catch((error: unknown) =>
      options.onEvent?.({ kind: 'extend-failed', code: failureCode(error) }),
    )
  })
  alarm.set(lastsMs / 3)
  return alarm.clear
}
