/**
 * "Look at this key again." A mark belongs into the transaction that wrote the reason, as its last
 * statement: it holds the key's row until the commit, so that a run which began before it cannot
 * finish the key over it. No mark is lost, doubled marks are one (docs/rules/work.md).
 */
import { sql } from 'kysely'
import type { Lane } from '../store/budget-lanes.ts'
import { laneRank } from '../store/budget-lanes.ts'
import type { Database } from '../store/pool.ts'
import { jsonRows } from '../store/rows.ts'
import type { WorkKey } from './held.ts'

export type Mark = WorkKey & {
  readonly lane: Lane
  /** World time; now when left out. The earlier of two times wins. */
  readonly dueAtMs?: number
  /** World time from now, where no moment is named: what changes again until then is one look. */
  readonly afterMs?: number
}

/** The channel on which a mark tells its kind to sleeping workers. */
export const workChannel = 'crossdock_work'

/**
 * Marks keys, in one statement. Raises `seq`, brings the time forward (never back), keeps the better
 * lane; leaves failures, losses, the back-off floor, the dead and the parked as they are.
 */
export async function mark(db: Database, marks: readonly Mark[]): Promise<void> {
  if (marks.length === 0) return
  const rows = marks.map((one) => ({
    account_id: one.accountId,
    kind: one.kind,
    key: one.key,
    lane: laneRank(one.lane),
    due_ms: one.dueAtMs ?? null,
    after_ms: one.afterMs ?? null,
  }))
  await sql`
    with marked as (
      insert into work as w (account_id, kind, key, lane, due_at)
      select r.account_id, r.kind, r.key, min(r.lane),
        min(coalesce(to_timestamp(r.due_ms / 1000.0), m.world + r.after_ms * interval '1 ms',
          m.world))
      from ${jsonRows(rows)} as r(
          account_id text collate "C", kind text collate "C", key text collate "C",
          lane smallint, due_ms float8, after_ms float8)
        cross join (select app_now() as world offset 0) m
      group by r.account_id, r.kind, r.key
      order by r.account_id, r.kind, r.key
      on conflict (account_id, kind, key) do update set
        seq = w.seq + 1,
        lane = least(w.lane, excluded.lane),
        due_at = least(w.due_at, excluded.due_at)
      returning w.kind, w.run_at
    )
    select pg_notify(${workChannel}, k.kind)
    from (select distinct kind from marked where run_at <= (select app_now())) k
  `.execute(db)
}
