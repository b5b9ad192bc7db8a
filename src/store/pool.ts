/**
 * The door to PostgreSQL: opens and closes a pool and reads the two clocks.
 * It holds no statement of the shop's own tables, and no setting that is not for every query.
 */
import { Kysely, PostgresDialect, type RawBuilder, sql } from 'kysely'
import pg from 'pg'
import { columnTypes } from './column-types.ts'
import { preparing } from './prepared-statements.ts'
import type { Tables } from './tables.ts'

/** Crossdock's database, with the tables as `tables.ts` names them. */
export type Database = Kysely<Tables>

export type PoolOptions = {
  /** Connections at most, over all queries of this process. */
  readonly max: number
  /** What `pg_stat_activity` calls these connections. */
  readonly applicationName: string
  /** Told when a connection dies; the pool replaces it by itself. SQLSTATE or system code only. */
  readonly onConnectionLost?: (code: string) => void
}

export type PoolCounts = {
  readonly total: number
  readonly idle: number
  readonly waiting: number
}

const connectTimeoutMs = 10_000
const idleTimeoutMs = 30_000
// A process that stands still in a transaction keeps others from its rows: never for as long as a lease
// lasts (src/work/limits.ts). No transaction of ours waits for anything but PostgreSQL.
const idleInTransactionTimeoutMs = 15_000

// 0001-01-01 and the end of 9999: what ISO text of four digits can say.
const firstInstantMs = -62_135_596_800_000
const lastInstantMs = 253_402_300_799_999

const pools = new WeakMap<Database, pg.Pool>()

/** Opens a pool. It connects at the first query and outlives restarts of PostgreSQL. */
export function openPool(databaseUrl: string, options: PoolOptions): Database {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    idleTimeoutMillis: idleTimeoutMs,
    idle_in_transaction_session_timeout: idleInTransactionTimeoutMs,
    keepAlive: true,
    types: columnTypes,
  })
  const lost = (error: Error) => options.onConnectionLost?.(codeOf(error))
  // Idle connections report through the pool; one that dies between two statements of a
  // transaction reports only through itself, and without a listener that ends the process.
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const db: Database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: preparing(pool) }),
  })
  pools.set(db, pool)
  return db
}

/** Waits for the connections in use to come back, then closes all. May be called twice. */
export async function closePool(db: Database): Promise<void> {
  await db.destroy()
  const pool = pools.get(db)
  if (pool !== undefined && !pool.ending) await pool.end()
}

/** How many connections there are, how many are free, and how many callers wait for one. */
export function poolCounts(db: Database): PoolCounts {
  const pool = pools.get(db)
  if (pool === undefined) return { total: 0, idle: 0, waiting: 0 }
  return { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }
}

/** World time (design rule 9), epoch milliseconds. */
export async function appNowMs(db: Database): Promise<number> {
  return readInstant(db, sql<number>`app_now()`)
}

/** PostgreSQL's real time (design rule 9), epoch milliseconds. */
export async function machineNowMs(db: Database): Promise<number> {
  return readInstant(db, sql<number>`machine_now()`)
}

/**
 * A time in epoch milliseconds as `timestamptz`; ±Infinity is PostgreSQL's own infinity. It goes as
 * text, because a float of seconds is no longer exact to the millisecond in far years.
 */
export function timeMs(ms: number): RawBuilder<number> {
  return sql<number>`${instantText(ms)}::timestamptz`
}

function instantText(ms: number): string {
  if (ms === Number.POSITIVE_INFINITY) return 'infinity'
  if (ms === Number.NEGATIVE_INFINITY) return '-infinity'
  if (!Number.isInteger(ms) || ms < firstInstantMs || ms > lastInstantMs) {
    throw new RangeError('a time is whole milliseconds within the years 1 to 9999, or an infinity')
  }
  return new Date(ms).toISOString()
}

async function readInstant(db: Database, instant: RawBuilder<number>): Promise<number> {
  const { rows } = await sql<{ at: number }>`select ${instant} as at`.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('PostgreSQL answered no row to a clock reading')
  return row.at
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : 'unknown'
}
