/**
 * Removes rows of keys that have been at rest for long, so that the table grows with what is alive and
 * not with every order that ever was. A mark makes the row anew.
 */
import { sql } from 'kysely'
import type { Database } from '../store/pool.ts'

export type Sweep = {
  /** Where the sweep before ended; 0 begins. */
  readonly afterId: number
  /** Rows looked at, not rows removed. */
  readonly limit: number
  /** World time: keys settled before this and at rest go. */
  readonly settledBeforeMs: number
}

export type Swept = {
  readonly removed: number
  /** Begin the next sweep here; null at the end of the table. */
  readonly nextAfterId: number | null
}

/** Looks at the next rows by id. Locked rows are passed over: somebody is busy with them. */
export async function sweepIdle(db: Database, sweep: Sweep): Promise<Swept> {
  const { rows } = await sql<{ removed: number; last_id: number | null }>`
    with looked as materialized (
      select w.id from work w where w.id > ${sweep.afterId}::bigint
      order by w.id limit ${sweep.limit}::int
    ),
    idle as materialized (
      select w.id from work w
      where w.id = any(array(select l.id from looked l))
        and w.due_at = 'infinity' and w.lease_token is null and w.dead_at is null
        and w.settled_at < to_timestamp(${sweep.settledBeforeMs}::float8 / 1000.0)
      for update skip locked
    ),
    gone as (
      delete from work w where w.id = any(array(select i.id from idle i)) returning w.id
    )
    select (select count(*) from gone) as removed, (select max(l.id) from looked l) as last_id
  `.execute(db)
  const row = rows[0]
  return { removed: row?.removed ?? 0, nextAfterId: row?.last_id ?? null }
}
