/**
 * Gives keys back untouched: an outage (network, database) or a stop. Counts in neither failures nor
 * losses. With a time, nothing runs before it: a mark cannot make a key beat on a platform that is
 * away.
 */
import { sql } from 'kysely'
import type { Database } from '../store/pool.ts'
import { type Fenced, fence, fencedOut, leaseEnds, whereFenced } from './fence.ts'
import type { Held } from './held.ts'
import { repeatOnConflict } from './repeat-on-conflict.ts'

export type Release = {
  readonly held: Held
  /** World time; at once when left out. */
  readonly retryAtMs?: number
}

/** Ends the leases; each key is due at its retry time. */
export async function release(db: Database, releases: readonly Release[]): Promise<Fenced> {
  if (releases.length === 0) return { fencedOut: [] }
  const rows = releases.map(({ held, retryAtMs }) => ({
    held,
    more: { retry_ms: retryAtMs ?? null },
  }))
  const statement = sql<{ token: string }>`
    with ${fence(db, rows, sql`, retry_ms float8`)}
    update work w set
      ${leaseEnds},
      due_at = least(w.due_at, coalesce(to_timestamp(g.retry_ms / 1000.0), (select app_now()))),
      run_floor_at = greatest(w.run_floor_at, to_timestamp(g.retry_ms / 1000.0)),
      lane = least(w.lane, w.run_lane),
      settled_at = (select app_now())
    from given g
    where ${whereFenced}
    returning g.token
  `
  const { rows: settled } = await repeatOnConflict(() => statement.execute(db))
  return {
    fencedOut: fencedOut(
      releases.map((one) => one.held),
      settled,
    ),
  }
}
