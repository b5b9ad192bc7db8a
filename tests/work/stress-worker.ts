/**
 * A worker process of the stress test. Each run begins and ends under the lease's fence, and tells in
 * `step` that it did; some runs throw. Ends on SIGTERM, or when its parent is gone.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { closePool, openPool } from '../../src/store/pool.ts'
import { jsonRows } from '../../src/store/rows.ts'
import type { Outcome } from '../../src/work/handler.ts'
import type { Held } from '../../src/work/held.ts'
import { lockLeases } from '../../src/work/lock-leases.ts'
import { runWorker } from '../../src/work/run-worker.ts'

const [databaseUrl = '', name = ''] = process.argv.slice(2)
const throwEvery = 33
const runMsMax = 12

const db = openPool(databaseUrl, { max: 8, applicationName: name })
let runs = 0

async function runBatch(held: readonly Held[]): Promise<Outcome[]> {
  runs += 1
  const throws = runs % throwEvery === 0
  const versions = await step(held, 'begin')
  await sleep(runs % runMsMax)
  if (throws) throw new Error('every so often a run throws')
  await step(
    held.filter((one) => versions.has(one.key)),
    'end',
    versions,
  )
  return held.map((one) => ({ kind: versions.has(one.key) ? 'done' : 'released' }))
}

/**
 * One write under the fence for each key; answers the versions that the runs see. While it holds work
 * rows it waits for no row of `truth`: markers lock in the other order.
 */
async function step(
  held: readonly Held[],
  what: 'begin' | 'end',
  versions: ReadonlyMap<string, number> = new Map(),
): Promise<Map<string, number>> {
  return db.transaction().execute(async (trx) => {
    const valid = await lockLeases(trx, held)
    const rows = held
      .filter((one) => valid.has(one.token))
      .map(({ key, token }) => ({ key, token, what, version: versions.get(key) ?? 0 }))
    const { rows: now } = await sql<{ key: string; version: number }>`
      with r as materialized (
        select * from ${jsonRows(rows)} as r(key text, token text, what text, version int)
      ), told as (
        insert into step (key, token, what, version) select key, token, what, version from r
      )
      select t.key, t.version from truth t where t.key in (select key from r)`.execute(trx)
    return new Map(now.map((row) => [row.key, row.version]))
  })
}

const worker = runWorker({
  db,
  // More is claimed than runs at once, so that a kill also loses keys that were not begun.
  handlers: { order: { handle: runBatch, batchLimit: 6 } },
  worker: name,
  newToken: randomUUID,
  batchLimit: 12,
  concurrency: 4,
  leaseMs: 3_000,
  pollMs: 500,
  listenUrl: databaseUrl,
})

async function end(): Promise<void> {
  await worker.stop()
  await closePool(db)
  process.stdin.destroy()
}

process.once('SIGTERM', () => void end())
process.stdin.on('end', () => process.exit(1)).resume()
console.log('ready')
