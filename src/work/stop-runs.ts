/** The end of a worker: its runs may finish for a while; what takes longer gives its keys back. */
import type { InFlight } from './in-flight.ts'
import { stopWithinMs } from './limits.ts'
import { failureCode } from './outage.ts'
import { release } from './release.ts'
import { pause, type Scheduler } from './scheduler.ts'
import type { WorkerOptions } from './worker-options.ts'

export async function stopRuns(
  options: WorkerOptions & { readonly scheduler: Scheduler },
  flight: InFlight,
): Promise<void> {
  const done = new AbortController()
  const ended = flight.ended().then(() => done.abort())
  await Promise.race([
    ended,
    pause(options.scheduler, options.stopWithinMs ?? stopWithinMs, done.signal),
  ])
  const held = flight.held()
  if (held.length === 0) return
  try {
    await release(
      options.db,
      held.map((one) => ({ held: one })),
    )
  } catch (error) {
    options.onEvent?.({ kind: 'settle-failed', code: failureCode(error) })
  }
}
