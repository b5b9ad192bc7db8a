/** Whether pages are open: only then does PostgreSQL tell of changes (migration 0042). Machine time. */
import { sql } from 'kysely'
import type { Database } from './pool.ts'

export const changesChannel = 'crossdock_changes'

/** For so long; said again before it ends. */
export const watchMs = 90_000

export async function keepWatch(db: Database, process: string): Promise<void> {
  await sql`delete from console_watch where until < machine_now()`.execute(db)
  await sql`
    insert into console_watch (process, until)
    values (${process}, machine_now() + make_interval(secs => ${watchMs / 1_000}::float8))
    on conflict (process) do update set until = excluded.until
  `.execute(db)
}

export async function endWatch(db: Database, process: string): Promise<void> {
  await sql`delete from console_watch where process = ${process}`.execute(db)
}
