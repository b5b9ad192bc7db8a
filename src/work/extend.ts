/** Keeps the leases of long runs. What it answers as fenced out is another's by now. */
import { sql } from 'kysely'
import type { Database } from '../store/pool.ts'
import { type Fenced, fence, fencedOut, whereFenced } from './fence.ts'
import type { Held } from './held.ts'
import { repeatOnConflict } from './repeat-on-conflict.ts'

/** Lets each lease run `leaseMs` (machine time) from now. */
export async function extend(
  db: Database,
  held: readonly Held[],
  leaseMs: number,
): Promise<Fenced> {
  if (held.length === 0) return { fencedOut: [] }
  const statement = sql<{ token: string }>`
    with ${fence(
      db,
      held.map((one) => ({ held: one })),
    )}
    update work w set
      lease_until = greatest(w.lease_until,
        (select machine_now()) + ${leaseMs}::int * interval '1 ms'),
      leased_under = pg_postmaster_start_time()
    from given g
    where ${whereFenced}
    returning g.token
  `
  const { rows } = await repeatOnConflict(() => statement.execute(db))
  return { fencedOut: fencedOut(held, rows) }
}
