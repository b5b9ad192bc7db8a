/**
 * The database of a soak: real PostgreSQL by one connection, so that statements run in the order in
 * which they were asked for and a seed repeats itself. Knows when nobody uses it. An actor that waited
 * for its turn inside a transaction would keep the connection: the others fail after some seconds.
 */
import { setImmediate } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Database } from '../../src/store/pool.ts'
import { preparing } from '../../src/store/prepared-statements.ts'
import { openOneConnection } from './one-connection.ts'
import { clockSetting } from './soak-clock.ts'

export type SoakDatabase = {
  readonly db: Database
  /** Resolves when no statement runs and nothing is left to do before the next one. */
  quiet(): Promise<void>
  /** Grows with each statement that may change the work table: what was read of it holds until then. */
  workChanges(): number
  /** Sets both clocks of the database, with the next statement that is sent. */
  moveClock(toMs: number): void
  close(): Promise<void>
}

export function openSoakDatabase(databaseUrl: string): SoakDatabase {
  let workChanges = 0
  const connection = openOneConnection(databaseUrl, (text) => {
    if (changesWork.test(text)) workChanges += 1
  })
  return {
    db: new Kysely({ dialect: new PostgresDialect({ pool: preparing(connection.pool) }) }),
    workChanges: () => workChanges,
    moveClock(toMs) {
      const values = [clockSetting, new Date(toMs).toISOString()]
      connection.withNext({ name: 'soak_clock', text: moveStatement, values })
    },
    async quiet() {
      for (;;) {
        // By then every promise that could be kept is kept.
        await setImmediate()
        if (!connection.inUse()) return
        await connection.released()
      }
    },
    async close() {
      await connection.pool.end()
    },
  }
}

const changesWork = /\b(?:into|update|delete from) work\b/
const moveStatement = 'select set_config($1, $2, false)'

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
export async function prepareTables(db: Database): Promise<void> {
  await sql`
    create or replace function soak_empty() returns void language plpgsql as $$
    declare
      one record;
    begin
      -- What triggers tell of is no news here, and no world has a time yet.
      perform set_config('session_replication_role', 'replica', true);
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
