/**
 * Parks keys on a bucket that has no token for them: no lease is held and nobody sleeps meanwhile.
 * A refill wakes them in order (wake-parked.ts). Should nobody call that, each wakes by itself: the
 * first of the queue at its `notBefore`, those behind it at the pace of the bucket, so that thousands
 * do not come at once for one token. Counts in neither failures nor losses.
 */
import { sql } from 'kysely'
import { spentShare } from '../store/budget-terms.ts'
import type { Database } from '../store/pool.ts'
import { type Fenced, fence, fencedOut, leaseEnds, whereFenced } from './fence.ts'
import type { Held } from './held.ts'
import { repeatOnConflict } from './repeat-on-conflict.ts'

export type Parking = {
  readonly held: Held
  readonly bucket: string
  /** World time, from `take`. */
  readonly notBeforeMs: number
  /** Tokens that the key waits for; one when left out. */
  readonly amount?: number
}

/** Ends the leases and lets the keys wait. A mark while parked is kept but wakes nobody. */
export async function park(db: Database, parkings: readonly Parking[]): Promise<Fenced> {
  if (parkings.length === 0) return { fencedOut: [] }
  const rows = parkings.map(({ held, bucket, notBeforeMs, amount }, place) => ({
    held,
    more: { bucket, not_before_ms: notBeforeMs, amount: amount ?? 1, place },
  }))
  const columns = sql`, bucket text collate "C", not_before_ms float8, amount float8, place int`
  const statement = sql<{ token: string }>`
    with ${fence(db, rows, columns)},
    queue as materialized (
      select g.bucket,
        coalesce((select sum(w.parked_amount) from work w where w.parked_on = g.bucket), 0) as ahead,
        (select nullif(b.rate_per_s, 0) from budget b where b.bucket = g.bucket) as rate_per_s
      from (select distinct bucket from given) g
    ),
    paced as materialized (
      select g.*, to_timestamp(g.not_before_ms / 1000.0) + coalesce(
          (q.ahead + sum(g.amount) over (partition by g.bucket order by g.place) - g.amount)
          / (q.rate_per_s * ${spentShare}::float8), 0) * interval '1 second' as parked_until
      from given g join queue q on q.bucket = g.bucket
    )
    update work w set
      ${leaseEnds},
      due_at = least(w.due_at, w.parked_since, (select app_now())),
      lane = least(w.lane, w.run_lane),
      parked_on = g.bucket, parked_until = g.parked_until, parked_amount = g.amount,
      parked_since = coalesce(w.parked_since, (select app_now())),
      settled_at = (select app_now())
    from paced g
    where ${whereFenced}
    returning g.token
  `
  const { rows: settled } = await repeatOnConflict(() => statement.execute(db))
  return {
    fencedOut: fencedOut(
      parkings.map((one) => one.held),
      settled,
    ),
  }
}
