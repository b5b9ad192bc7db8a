/**
 * In which order keys are claimed, as SQL: best lane first, accounts in turn, then the oldest.
 * Finds the candidates by index alone and locks none: the pairs of kind and lane with something due,
 * in each the accounts (a loose index scan), of each account the oldest. Rows grow with lanes and
 * accounts that have work waiting, not with the work that waits. Probes are written as "the first by
 * the index", not as `exists`: that may be planned as a join over the whole table.
 */
import { type RawBuilder, sql } from 'kysely'
import { lanes } from '../store/budget-lanes.ts'
import type { Database } from '../store/pool.ts'
import { unseen } from '../store/prepared-statements.ts'
import { relaxedCommit } from '../store/relaxed-commit.ts'
import { lossesAlone } from './limits.ts'

export type OrderOptions = {
  readonly kinds: readonly string[]
  readonly limit: number
  readonly turnAfter?: string
  readonly lowLanesFirst?: boolean
}

// More candidates than are claimed: others may be locking the first ones at this moment.
const candidatesPerKey = 4

/** What a claim would make of `losses`: a lease that ran out under one and the same server is a loss. */
export const lossesNow = sql`(w.losses + case when w.lease_token is not null
  and w.leased_under = pg_postmaster_start_time() then 1 else 0 end)`

/**
 * Common table expressions that end in `ranked(id, place, suspect)`, best first; also `moment`. Of what was
 * lost, the least often lost comes first: otherwise each start would begin with the same innocent key, and
 * whatever ends the processes beside it would give that one all the losses.
 */
export function dueCandidates(db: Database, options: OrderOptions): RawBuilder<unknown> {
  const wide = unseen(sql`${options.limit * candidatesPerKey}::int`)
  const kinds = sql`unnest(${unseen(sql`${[...options.kinds]}::text[]`)}) as k(kind)`
  const everyLane = sql`generate_series(0, ${sql.lit(lanes.length - 1)}) as l(lane)`
  const laneOrder = options.lowLanesFirst === true ? sql`-lane` : sql`lane`
  return sql`
    moment as materialized (
      select app_now() as world, machine_now() as machine, ${relaxedCommit(db)} as relaxed
    ),
    open_lane as (
      select k.kind, l.lane from ${kinds} cross join ${everyLane}
      where (select w.run_at from work w
        where w.kind = k.kind and w.lane = l.lane and w.run_at is not null
        order by w.run_at limit 1) <= (select world from moment)
    ),
    walk(kind, lane, account_id) as (
      select o.kind, o.lane, (select w.account_id from work w
        where w.kind = o.kind and w.lane = o.lane and w.run_at is not null
        order by w.account_id limit 1)
      from open_lane o
      union all
      select o.kind, o.lane, (select w.account_id from work w
        where w.kind = o.kind and w.lane = o.lane and w.run_at is not null
          and w.account_id > o.account_id
        order by w.account_id limit 1)
      from walk o where o.account_id is not null
    ),
    open_account as (
      select o.*, count(*) over (partition by o.kind, o.lane) as accounts from walk o
      where (select w.run_at from work w
        where w.kind = o.kind and w.lane = o.lane and w.account_id = o.account_id
          and w.run_at is not null
        order by w.run_at limit 1) <= (select world from moment)
    ),
    candidate as (
      select r.*, o.lane, o.account_id from open_account o cross join lateral (
        select w.id, w.run_at, w.losses from work w
        where w.kind = o.kind and w.lane = o.lane and w.account_id = o.account_id
          and w.run_at <= (select world from moment)
        order by w.run_at limit ${wide} / o.accounts + 2
      ) r
      union all
      select e.id, '-infinity', e.losses, e.lane, e.account_id from ${kinds} cross join lateral (
        select w.id, ${lossesNow} as losses, least(w.lane, w.run_lane) as lane, w.account_id
        from work w where w.kind = k.kind and w.lease_until <= (select machine from moment)
        order by w.lease_until limit ${wide}
      ) e
    ),
    ranked as materialized (
      select id, losses >= ${lossesAlone} as suspect, row_number() over (
        order by ${laneOrder}, nth, account_id <= ${options.turnAfter ?? ''}, account_id, run_at, id
      ) as place
      from (
        select c.*, row_number() over (
            partition by lane, account_id order by run_at, losses, id) as nth
        from candidate c
      ) c
      order by place limit ${wide}
    )`
}
