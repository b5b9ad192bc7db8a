/**
 * A database of its own for a test file: a clone of the migrated template, removed by `drop`.
 * `drop` fails when the file leaves connections behind: a leak in a test is a leak in the product.
 */
import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { closePool, type Database, openPool, poolCounts } from '../../src/store/pool.ts'
import { databaseNamed } from './database-url.ts'

export type FreshDatabase = {
  readonly db: Database
  /** For pools and processes of the test's own; they must be closed before `drop`. */
  readonly url: string
  /** Closes `db` and removes the database; throws when a connection is still in use or open. */
  drop(): Promise<void>
}

const maxConnections = 8
// A server process ends a moment after its client has gone.
const leaveLimitMs = 2_000
const lookEveryMs = 20

/** Clones the template (`empty`: a database without any table). Call `drop` in `afterAll`. */
export async function freshDatabase(options?: { empty?: boolean }): Promise<FreshDatabase> {
  const clusterUrl = inject('clusterUrl')
  const template = options?.empty === true ? 'template0' : inject('templateName')
  const name = `test_${randomBytes(6).toString('hex')}`
  await onCluster(clusterUrl, (cluster) =>
    sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(cluster),
  )
  const url = databaseNamed(clusterUrl, name)
  const db = openPool(url, { max: maxConnections, applicationName: 'test' })
  let dropped: Promise<void> | undefined
  return { db, url, drop: () => (dropped ??= dropDatabase(clusterUrl, name, db)) }
}

async function dropDatabase(clusterUrl: string, name: string, db: Database): Promise<void> {
  const { total, idle, waiting } = poolCounts(db)
  const inUse = total - idle + waiting
  // closePool would wait for ever for a connection that nobody gives back.
  if (inUse === 0) await closePool(db)
  const open = await onCluster(clusterUrl, async (cluster) => {
    const left = inUse === 0 ? await connectionsLeft(cluster, name) : []
    await sql`drop database ${sql.id(name)} with (force)`.execute(cluster)
    return left
  })
  if (inUse > 0) throw new Error(`${inUse} connections or callers of the test's pool are left`)
  if (open.length > 0) throw new Error(`connections left open by: ${open.join(', ')}`)
}

async function connectionsLeft(cluster: Database, name: string): Promise<string[]> {
  for (let waitedMs = 0; ; waitedMs += lookEveryMs) {
    const { rows } = await sql<{ application_name: string }>`
      select application_name from pg_stat_activity
      where datname = ${name} and backend_type = 'client backend'`.execute(cluster)
    if (rows.length === 0 || waitedMs >= leaveLimitMs) {
      return rows.map((row) => row.application_name)
    }
    await sleep(lookEveryMs)
  }
}

async function onCluster<T>(url: string, work: (cluster: Database) => Promise<T>): Promise<T> {
  const cluster = openPool(url, { max: 1, applicationName: 'test support' })
  try {
    return await work(cluster)
  } finally {
    await closePool(cluster)
  }
}
