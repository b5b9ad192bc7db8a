/**
 * Finishes runs that went well. A mark that came meanwhile is kept: the key is due again at once.
 * What is periodic finishes with `next`: there is no other timetable.
 */
import { sql } from 'kysely'
import { laneRank } from '../store/budget-lanes.ts'
import type { Database } from '../store/pool.ts'
import { type Fenced, fence, fencedOut, leaseEnds, whereFenced } from './fence.ts'
import type { Held, Next } from './held.ts'
import { repeatOnConflict } from './repeat-on-conflict.ts'

export type Completion = { readonly held: Held; readonly next?: Next }

/** Ends the leases, forgets failures and losses; due at the earlier of a mark and `next`. */
export async function complete(db: Database, completions: readonly Completion[]): Promise<Fenced> {
  if (completions.length === 0) return { fencedOut: [] }
  const rows = completions.map(({ held, next }) => ({
    held,
    more: {
      next_ms: next?.dueAtMs ?? null,
      next_lane: next?.lane === undefined ? null : laneRank(next.lane),
    },
  }))
  const statement = sql<{ token: string }>`
    with ${fence(db, rows, sql`, next_ms float8, next_lane smallint`)}
    update work w set
      ${leaseEnds},
      due_at = least(w.due_at, to_timestamp(g.next_ms / 1000.0)),
      lane = least(w.lane, case when g.next_ms is not null then coalesce(g.next_lane, w.run_lane) end),
      failures = 0, losses = 0, run_floor_at = null, last_error_code = null,
      parked_since = null, settled_at = (select app_now())
    from given g
    where ${whereFenced}
    returning g.token
  `
  const { rows: settled } = await repeatOnConflict(() => statement.execute(db))
  return {
    fencedOut: fencedOut(
      completions.map((one) => one.held),
      settled,
    ),
  }
}
