/**
 * Everything at once: 20,000 marks over 300 keys, three worker processes that are killed in turn, runs
 * that throw, and a PostgreSQL that crashes in the middle.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../src/store/migrate.ts'
import { closePool, type Database, openPool } from '../../src/store/pool.ts'
import { mark } from '../../src/work/mark.ts'
import { isOutage } from '../../src/work/outage.ts'
import { restingSummary } from '../../src/work/resting.ts'
import { orderKey, shop } from './keys.ts'
import { type StressCluster, startStressCluster } from './stress-cluster.ts'

const marksTotal = 20_000
const keysTotal = 300
const markers = 6
const killEvery = 2_000
const crashAt = 9_000
const worldFactor = 20
const restWithinMs = 60_000

let cluster: StressCluster
let db: Database
let spawned = 0
let kills = 0
const workers: ChildProcess[] = []

beforeAll(async () => {
  cluster = await startStressCluster()
  db = openPool(cluster.databaseUrl, { max: markers + 2, applicationName: 'stress test' })
  await migrate(db)
  await sql`create table truth (key text primary key, version int not null);
    create table step (id bigint generated always as identity, key text not null,
      token text not null, what text not null, version int not null);
    create index on step (key, token);
    insert into truth select 'k' || n, 0 from generate_series(0, ${sql.lit(keysTotal - 1)}) n;
    update world_clock set world_origin = clock_timestamp(), real_origin = clock_timestamp(),
      factor = ${sql.lit(worldFactor)}`.execute(db)
}, 60_000)

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await closePool(db)
  await cluster.remove()
}, 60_000)

test('R-WORK-25: nothing is stale, nothing overlaps, nothing dies for the wrong reason', async () => {
  await Promise.all([startWorker(0), startWorker(1), startWorker(2)])
  await markAll()
  await untilRest()
  await stopWorkers()

  const { rows: stale } = await sql`select * from truth t where version > coalesce((
    select max(s.version) from step s where s.key = t.key and s.what = 'end'), 0)`.execute(db)
  expect(stale).toEqual([])
  expect(await overlaps()).toEqual([])
  const { rows: dead } = await sql`select key, last_error_code from work
    where dead_at is not null`.execute(db)
  expect(dead).toEqual([])
  const { rows: counts } = await sql<{ versions: number; runs: number; keys: number }>`
    select (select sum(version) from truth) as versions, (select count(*) from work) as keys,
      (select count(*) from step where what = 'end') as runs`.execute(db)
  expect(counts[0]?.versions).toBeGreaterThanOrEqual(marksTotal)
  expect(counts[0]?.keys).toBe(keysTotal)
  expect(kills).toBeGreaterThanOrEqual(9)
}, 180_000)

/** Marks from several connections at once; kills and the crash come as the marks go on. */
async function markAll(): Promise<void> {
  let marked = 0
  const disturbances = new AbortController()
  let disturbing: Promise<void> = Promise.resolve()
  const disturb = (how: () => Promise<void>): void => {
    disturbing = disturbing.then(how).catch((error: unknown) => disturbances.abort(error))
  }
  const marker = async (seed: number): Promise<void> => {
    let state = seed
    const draw = (below: number): number => {
      state = (state * 48_271) % 2_147_483_647
      return state % below
    }
    while (marked < marksTotal) {
      const drawn = Array.from({ length: 1 + draw(8) }, () => `k${draw(keysTotal)}`)
      const keys = [...new Set(drawn)]
      const before = marked
      marked += keys.length
      if (Math.floor(before / killEvery) !== Math.floor(marked / killEvery)) {
        disturb(() => killWorker(kills % workers.length))
      }
      if (before < crashAt && marked >= crashAt) disturb(() => cluster.crashAndRestart())
      await markUntilCommitted(keys, disturbances.signal)
    }
  }
  await Promise.all(Array.from({ length: markers }, (_, n) => marker(n + 1)))
  await disturbing
}

async function markUntilCommitted(
  keys: readonly string[],
  disturbances: AbortSignal,
): Promise<void> {
  for (;;) {
    disturbances.throwIfAborted()
    try {
      await db.transaction().execute(async (trx) => {
        await sql`
          with locked as (
            select key from truth where key = any(${[...keys]}::text[]) order by key for update
          )
          update truth set version = version + 1
          where key = any(array(select key from locked))`.execute(trx)
        await mark(
          trx,
          keys.map((key) => ({ ...orderKey(key), lane: 'intake' as const })),
        )
      })
      return
    } catch (error) {
      if (!isOutage(error)) throw error
      await sleep(50)
    }
  }
}

async function startWorker(place: number): Promise<void> {
  const script = path.join(import.meta.dirname, 'stress-worker.ts')
  const worker = spawn(process.execPath, [script, cluster.databaseUrl, `w${spawned++}`], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  workers[place] = worker
  if (worker.stdout === null) throw new Error('a worker without an output')
  await once(worker.stdout, 'data')
}

async function killWorker(place: number): Promise<void> {
  const worker = workers[place]
  if (worker === undefined) return
  const exited = once(worker, 'exit')
  worker.kill('SIGKILL')
  await exited
  kills += 1
  await startWorker(place)
}

async function stopWorkers(): Promise<void> {
  const codes = await Promise.all(
    workers.map(async (worker) => {
      const exited = once(worker, 'exit')
      worker.kill('SIGTERM')
      const [code] = await exited
      return code
    }),
  )
  expect(codes).toEqual([0, 0, 0])
}

async function untilRest(): Promise<void> {
  const deadline = performance.now() + restWithinMs
  for (;;) {
    const { resting, dead } = await restingSummary(db, shop, { longMs: 1_000 })
    if (resting + dead === keysTotal) return
    if (performance.now() > deadline) throw new Error('the keys do not come to rest')
    await sleep(50)
  }
}

/** Steps that a run took under a valid lease after another run of the key had begun under its own. */
async function overlaps(): Promise<unknown[]> {
  const { rows } = await sql`
    select e.* from step e where e.what = 'end' and exists (
      select from step b join step other on other.key = b.key
      where b.key = e.key and b.token = e.token and b.what = 'begin'
        and other.token <> e.token and other.id between b.id and e.id)`.execute(db)
  return rows
}
