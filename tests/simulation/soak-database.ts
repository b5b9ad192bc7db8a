/**
 * The database of a soak: real PostgreSQL by one connection, so that statements run in the order in
 * which they were asked for and a seed repeats itself. Knows when nobody uses it. An actor that waited
 * for its turn inside a transaction would keep the connection: the others fail after some seconds.
 */
import { setImmediate } from 'node:timers/promises'
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient, sql } from 'kysely'
import pg from 'pg'
import { columnTypes } from '../../src/store/column-types.ts'
import type { Database } from '../../src/store/pool.ts'
import { preparing } from '../../src/store/prepared-statements.ts'

export type SoakDatabase = {
  readonly db: Database
  /** Resolves when no statement runs and nothing is left to do before the next one. */
  quiet(): Promise<void>
  /** Grows with each statement that may change the work table: what was read of it holds until then. */
  workChanges(): number
  close(): Promise<void>
}

const heldTooLongMs = 20_000

export function openSoakDatabase(databaseUrl: string): SoakDatabase {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    application_name: 'soak',
    connectionTimeoutMillis: heldTooLongMs,
    idleTimeoutMillis: 0,
    types: columnTypes,
  })
  let workChanges = 0
  let released: (() => void) | null = null
  pool.on('release', () => {
    released?.()
    released = null
  })
  const inUse = () => pool.idleCount < pool.totalCount || pool.waitingCount > 0
  return {
    db: new Kysely({
      dialect: new PostgresDialect({
        pool: overheard(preparing(pool), (text) => {
          if (changesWork.test(text)) workChanges += 1
        }),
      }),
    }),
    workChanges: () => workChanges,
    async quiet() {
      for (;;) {
        // By then every promise that could be kept is kept.
        await setImmediate()
        if (!inUse()) return
        await new Promise<void>((resolve) => {
          released = resolve
        })
      }
    },
    close: () => pool.end(),
  }
}

const changesWork = /\b(?:into|update|delete from) work\b/

function overheard(pool: PostgresPool, hear: (text: string) => void): PostgresPool {
  return {
    ...pool,
    async connect() {
      const client = await pool.connect()
      const query = (text: string, values: readonly unknown[]) => {
        hear(text)
        return client.query(text, values)
      }
      // kysely asks with a text and its values; cursors are not used here.
      const overheardQuery = query as unknown as PostgresPoolClient['query']
      return { query: overheardQuery, release: (destroy) => client.release(destroy) }
    },
  }
}

/** What a soak loses with its machine is of no worth; and nobody else works on this server. */
export async function makeServerFast(admin: Database): Promise<void> {
  for (const setting of [
    'fsync = off',
    'synchronous_commit = off',
    'full_page_writes = off',
    'autovacuum = off',
  ]) {
    await sql`alter system set ${sql.raw(setting)}`.execute(admin)
  }
  await sql`select pg_reload_conf()`.execute(admin)
}

/**
 * A function that empties every table but the clock and the list of migrations. Deleting few rows is
 * cheaper than new files for each table, and PostgreSQL keeps its plans.
 */
export async function prepareEmptying(db: Database): Promise<void> {
  await sql`
    create or replace function soak_empty() returns void language plpgsql as $$
    declare
      one record;
    begin
      for one in select tablename as name from pg_tables where schemaname = 'public'
        and tablename not in ('world_clock', 'schema_migration') loop
        execute format('delete from %I', one.name);
      end loop;
      for one in select sequencename as name from pg_sequences where schemaname = 'public' loop
        perform setval(quote_ident(one.name)::regclass, 1, false);
      end loop;
    end $$
  `.execute(db)
}

const seedsBetweenVacuums = 10
let emptied = 0

export async function emptyTables(db: Database): Promise<void> {
  await sql`select soak_empty()`.execute(db)
  emptied += 1
  if (emptied % seedsBetweenVacuums === 0) await sql`vacuum`.execute(db)
}
