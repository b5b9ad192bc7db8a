/**
 * The worker loop: claims as long as it has room, runs batches side by side, settles each, keeps the
 * leases of long runs, and sleeps until something is due or somebody tells of a mark. Outages of
 * PostgreSQL are waited out. It knows nothing of orders.
 */
import { createGate } from './gate.ts'
import type { Outcome } from './handler.ts'
import { createInFlight } from './in-flight.ts'
import { keepLeases } from './keep-leases.ts'
import { type Listener, listenForWork } from './listen.ts'
import { createLookOut, type LookOut } from './look-out.ts'
import { runBatch } from './run-batch.ts'
import { type Batch, claimBatches, firstTurn } from './run-once.ts'
import { realScheduler, type Scheduler } from './scheduler.ts'
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

type Wired = WorkerOptions & { readonly scheduler: Scheduler }

// Claimed and not begun when the worker stops: due at once for the others.
const untouched: Outcome = { kind: 'released', retryAtMs: 0 }

/** Begins at once. Stop it before the pool of `db` is closed. */
export function runWorker(given: WorkerOptions): Worker {
  const options: Wired = { ...given, scheduler: given.scheduler ?? realScheduler }
  const stopping = new AbortController()
  const flight = createInFlight()
  const turn = firstTurn()
  const gate = createGate(options.concurrency)
  const settler = createSettler(options)

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

  const { signal } = stopping
  const lookOut = createLookOut({ ...options, stopping: signal, claimMore, running: flight.size })
  const leaveLeases = keepLeases(options, flight)
  const listener = listen(options, lookOut)
  lookOut.look()

  return {
    poke: () => lookOut.look('told'),
    drained: lookOut.drained,
    stop: async () => {
      stopping.abort()
      await listener?.close()
      await lookOut.stop()
      await stopRuns(options, flight)
      leaveLeases()
    },
  }
}

function listen(options: Wired, lookOut: LookOut): Listener | undefined {
  if (options.listenUrl === undefined) return undefined
  return listenForWork({
    databaseUrl: options.listenUrl,
    applicationName: `${options.worker} listens`,
    scheduler: options.scheduler,
    onMark: (kind) => {
      if (kind === null || kind in options.handlers) lookOut.look('told')
    },
    onLost: (code) => options.onEvent?.({ kind: 'listen-lost', code }),
  })
}
