import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBudget, take } from '../../src/store/budgets.ts'
import { closePool, type Database, openPool } from '../../src/store/pool.ts'
import type { Handler } from '../../src/work/handler.ts'
import type { Held } from '../../src/work/held.ts'
import { runWorker, type Worker } from '../../src/work/run-worker.ts'
import type { WorkerEvent, WorkerOptions } from '../../src/work/worker-options.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOrders, keysOf, markOrder, tokenSource } from './keys.ts'

const newToken = tokenSource(1_000_000)
// No poll helps within a test: what happens was told, or was due.
const neverPollMs = 3_600_000

describe('a worker', () => {
  let fresh: FreshDatabase
  let marker: Database
  let workers: Worker[] = []
  beforeAll(async () => {
    fresh = await freshDatabase()
    marker = openPool(fresh.url, { max: 2, applicationName: 'marker' })
  })
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()))
    workers = []
    await sql`delete from work; delete from budget`.execute(fresh.db)
  })
  afterAll(async () => {
    await closePool(marker)
    await fresh.drop()
  })

  const start = (handle: Handler['handle'], more: Partial<WorkerOptions> = {}) => {
    const events: WorkerEvent[] = []
    const worker = runWorker({
      db: fresh.db,
      handlers: { order: { handle } },
      worker: 'w',
      newToken,
      batchLimit: 10,
      concurrency: 2,
      listenUrl: fresh.url,
      pollMs: neverPollMs,
      onEvent: (event) => events.push(event),
      ...more,
    })
    workers.push(worker)
    return { worker, events }
  }

  /** Handles everything and says what; `seen(n)` resolves when n keys have been handled. */
  const recorder = () => {
    const keys: string[] = []
    let tell = () => {}
    const handle = async (held: readonly Held[]) => {
      keys.push(...keysOf(held))
      tell()
      return held.map(() => ({ kind: 'done' as const }))
    }
    const seen = async (count: number) => {
      while (keys.length < count) {
        await new Promise<void>((resolve) => {
          tell = resolve
        })
      }
      return keys
    }
    return { handle, seen, keys }
  }

  const untilListening = async () => {
    const listeners = async () => {
      const { rows } = await sql`select 1 from pg_stat_activity
        where datname = current_database() and query = 'listen crossdock_work'
          and state = 'idle'`.execute(marker)
      return rows.length
    }
    while ((await listeners()) === 0) expect(workers).not.toEqual([])
  }

  test('R-WORK-21: a mark of another process wakes it', async () => {
    const { handle, seen } = recorder()
    const { worker } = start(handle)
    await worker.drained()
    await untilListening()
    await markOrder(marker, 'A')
    expect(await seen(1)).toEqual(['A'])
    await markOrder(marker, 'B')
    expect(await seen(2)).toEqual(['A', 'B'])
  })

  test('R-WORK-21: what is due later runs at its time, without a poll and without a mark', async () => {
    const { handle, seen } = recorder()
    const { rows } = await sql<{ now: number }>`select app_now() as now`.execute(fresh.db)
    await markOrder(fresh.db, 'A', { dueAtMs: (rows[0]?.now ?? 0) + 300 })
    start(handle)
    expect(await seen(1)).toEqual(['A'])
  })

  test('R-WORK-21: a mark that comes during the run is run by the same worker', async () => {
    let runs = 0
    let twice = () => {}
    const ranTwice = new Promise<void>((resolve) => {
      twice = resolve
    })
    await markOrder(fresh.db, 'A')
    start(async (held) => {
      runs += 1
      if (runs === 1) await markOrder(marker, 'A')
      else twice()
      return held.map(() => ({ kind: 'done' as const }))
    })
    await ranTwice
    expect(runs).toBe(2)
  })

  test('R-WORK-22: after PostgreSQL hung up on everybody it goes on by itself', async () => {
    const { handle, seen } = recorder()
    const { worker, events } = start(handle, { pollMs: 200 })
    await markOrder(marker, 'A')
    await seen(1)
    await worker.drained()
    await untilListening()
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(marker)
    await markOrder(marker, 'B')
    await seen(2)
    while (!events.some((event) => event.kind === 'listen-lost')) await worker.drained()
  })

  test('R-WORK-23: a run longer than its lease keeps it', async () => {
    let runs = 0
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    await markOrder(fresh.db, 'A')
    const slow: Handler['handle'] = async (held) => {
      runs += 1
      await finished
      return held.map(() => ({ kind: 'done' as const }))
    }
    const { worker } = start(slow, { leaseMs: 300 })
    start(slow, { leaseMs: 300, pollMs: 20 })
    const leaseUntil = async () => {
      const { rows } = await sql<{ until: number | null }>`
        select lease_until as until from work`.execute(marker)
      return rows[0]?.until ?? 0
    }
    let firstUntil = 0
    while (firstUntil === 0) firstUntil = await leaseUntil()
    while ((await leaseUntil()) < firstUntil + 900) expect(runs).toBe(1)
    finish()
    await worker.drained()
    expect(runs).toBe(1)
  })

  test('R-WORK-24: a stop waits for the runs and leaves what was not begun to others', async () => {
    for (const key of ['A', 'B', 'C']) await markOrder(fresh.db, key)
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    const handle: Handler['handle'] = async (held) => {
      begun()
      await finished
      return held.map(() => ({ kind: 'done' as const }))
    }
    const handlers = { order: { handle, batchLimit: 1 } }
    const { worker } = start(handle, { handlers, concurrency: 1 })
    await hasBegun
    const stopping = worker.stop()
    finish()
    await stopping
    expect(keysOf(await claimOrders(fresh.db))).toEqual(['B', 'C'])
  })

  test('R-WORK-24: a run that does not end in time gives its key back, uncounted', async () => {
    await markOrder(fresh.db, 'A')
    let begun = () => {}
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve
    })
    let finish = () => {}
    const { worker, events } = start(
      (held) => {
        begun()
        return new Promise((resolve) => {
          finish = () => resolve(held.map(() => ({ kind: 'done' as const })))
        })
      },
      { stopWithinMs: 20 },
    )
    await hasBegun
    await worker.stop()
    const [held] = await claimOrders(fresh.db)
    expect(held).toMatchObject({ key: 'A', failures: 0, losses: 0 })
    finish()
    while (!events.some((event) => event.kind === 'fenced-out')) {
      await sql`select 1`.execute(fresh.db)
    }
  })

  test('R-BUDGET-5: a worker wakes what waits for a bucket as it refills', async () => {
    const bucket = 'shopify:app:shop'
    await openBudget(fresh.db, bucket, { ratePerS: 20, capacity: 3 })
    const granted: string[] = []
    let all = () => {}
    const allGranted = new Promise<void>((resolve) => {
      all = resolve
    })
    const keys = Array.from({ length: 12 }, (_, n) => `k${n}`)
    for (const key of keys) await markOrder(fresh.db, key)
    const handle: Handler['handle'] = (held) =>
      Promise.all(
        held.map(async ({ key, lane, waited }) => {
          const ask = { bucket, lane, waited, amount: 1, count: 1 }
          const taken = await take(fresh.db, ask)
          if (taken.notBeforeMs !== null) {
            return { kind: 'parked' as const, bucket, notBeforeMs: taken.notBeforeMs }
          }
          granted.push(key)
          if (granted.length === keys.length) all()
          return { kind: 'done' as const }
        }),
      )
    start(handle)
    await allGranted
    expect(granted.toSorted()).toEqual(keys.toSorted())
  })
})
