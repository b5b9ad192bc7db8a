/**
 * The worker loop: claims as long as it has room, runs batches side by side, settles each, keeps the
 * leases of long runs, and sleeps until something is due or somebody tells of a mark. Outages of
 * PostgreSQL are waited out. It knows nothing of orders.
 */
import { createAlarm } from './alarm.ts'
import { extend } from './extend.ts'
import { createGate } from './gate.ts'
import type { Outcome } from './handler.ts'
import { createInFlight } from './in-flight.ts'
import { leaseMs } from './limits.ts'
import { type Listener, listenForWork } from './listen.ts'
import { createLookOut } from './look-out.ts'
import { failureCode } from './outage.ts'
import { runBatch } from './run-batch.ts'
import { type Batch, claimBatches, firstTurn } from './run-once.ts'
import { realScheduler } from './scheduler.ts'
import { createSettler } from './settler.ts'
import { stopRuns } from './stop-runs.ts'
import type { WorkerOptions } from './worker-options.ts'

export type Worker = {
  /** Looks at once: somebody in this process knows of a mark. */
  poke(): void
  /** Resolves when nothing runs and nothing was due at the last look. */
  drained(): Promise<void>
  /** Claims no more, waits for the runs, releases what takes too long. */
  stop(): Promise<void>
}

// Claimed and not begun when the worker stops: due at once for the others.
const untouched: Outcome = { kind: 'released', retryAtMs: 0 }

/** Begins at once. Stop it before the pool of `db` is closed. */
export function runWorker(options: WorkerOptions): Worker {
  const scheduler = options.scheduler ?? realScheduler
  const stopping = new AbortController()
  const flight = createInFlight()
  const turn = firstTurn()
  const gate = createGate(options.concurrency)
  const settler = createSettler({ ...options, scheduler })

  const claimMore = async (): Promise<number> => {
    const { batches, died } = await claimBatches(options, turn, options.batchLimit)
    if (died.length > 0) options.onEvent?.({ kind: 'died', keys: died })
    for (const batch of batches) flight.add(batch.held, run(batch), () => lookOut.look())
    return died.length + batches.reduce((sum, batch) => sum + batch.held.length, 0)
  }

  const run = async (batch: Batch): Promise<void> => {
    await gate.enter()
    const ended = stopping.signal.aborted
      ? batch.held.map((held) => ({ held, outcome: untouched }))
      : await runBatch({ ...options, ...batch, run: { stopping: stopping.signal } })
    gate.leave()
    await settler.add(ended)
    if (ended.some(({ outcome }) => outcome.kind === 'parked')) lookOut.wakeParkedSoon()
  }

  const lookOut = createLookOut({
    ...options,
    scheduler,
    stopping: stopping.signal,
    claimMore,
    running: flight.size,
  })

  const keepLeases = createAlarm(scheduler, () => {
    keepLeases.set(extendEveryMs)
    extend(options.db, flight.held(), options.leaseMs ?? leaseMs).catch((error: unknown) =>
      options.onEvent?.({ kind: 'extend-failed', code: failureCode(error) }),
    )
  })
  const extendEveryMs = (options.leaseMs ?? leaseMs) / 3
  keepLeases.set(extendEveryMs)

  const listener: Listener | undefined =
    options.listenUrl === undefined
      ? undefined
      : listenForWork({
          databaseUrl: options.listenUrl,
          applicationName: `${options.worker} listens`,
          scheduler,
          onMark: (kind) => {
            if (kind === null || kind in options.handlers) lookOut.look('told')
          },
          onLost: (code) => options.onEvent?.({ kind: 'listen-lost', code }),
        })
  lookOut.look()

  return {
    poke: () => lookOut.look('told'),
    drained: lookOut.drained,
    stop: async () => {
      stopping.abort()
      await listener?.close()
      await lookOut.stop()
      await stopRuns({ ...options, scheduler }, flight)
      keepLeases.clear()
    },
  }
}
