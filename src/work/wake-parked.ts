/**
 * Wakes parked keys when their buckets have refilled: as many as there are tokens, starving lanes by
 * one, then the best lane first, accounts in turn, then who waits longest. What is woken is owed its
 * tokens for a few seconds, so that newcomers do not take them. Never waits for a row.
 */
import { sql } from 'kysely'
import { filledOf, keptOf, passedOverMax, spentShare, turnGraceMs } from '../store/budget-terms.ts'
import type { Database } from '../store/pool.ts'
import { wakeWindow } from './limits.ts'
import { workChannel } from './mark.ts'
import { repeatOnConflict } from './repeat-on-conflict.ts'

export type Woken = {
  readonly woken: number
  /** World time at which the next waiter can be served; null when none waits. */
  readonly nextAtMs: number | null
}

/** One statement over all buckets that somebody waits for. Nothing waiting costs one index probe. */
export async function wakeParked(db: Database): Promise<Woken> {
  const { rows } = await repeatOnConflict(() => wakeStatement.execute(db))
  const row = rows[0]
  return { woken: row?.woken ?? 0, nextAtMs: row?.next_at ?? null }
}

const filled = filledOf(sql`b`, sql`(select app_now())`)

export const wakeStatement = sql<{ woken: number; next_at: number | null }>`
  with recursive
  waited_for(bucket) as (
    select (select w.parked_on from work w where w.parked_on is not null
      order by w.parked_on limit 1)
    union all
    select (select w.parked_on from work w where w.parked_on > f.bucket
      order by w.parked_on limit 1)
    from waited_for f where f.bucket is not null
  ),
  open as materialized (
    select b.bucket, b.capacity, b.passed_over, b.blocked_until, (select app_now()) as moment,
      nullif(b.rate_per_s, 0) * ${spentShare}::float8 as spent_per_s,
      ${keptOf(sql`b`)} as kept,
      case when b.blocked_until > (select app_now()) then 0 else ${filled} - ${keptOf(sql`b`)} - (
        select coalesce(sum(o.tokens) filter (where o.until > (select app_now())), 0)
        from unnest(b.owed, b.owed_until) as o(tokens, until)) end as usable
    from budget b
    where b.bucket = any(array(select f.bucket from waited_for f where f.bucket is not null))
    order by b.bucket
    for update skip locked
  ),
  waiting as materialized (
    select o.bucket, o.usable, o.moment, o.blocked_until, o.spent_per_s, w.*,
      least(w.parked_amount, o.capacity - o.kept) as need,
      row_number() over (partition by o.bucket, w.lane, w.account_id
        order by w.parked_since, w.id) as nth,
      row_number() over (partition by o.bucket, w.lane order by w.parked_since, w.id) = 1
        and o.passed_over[w.lane + 1] >= ${passedOverMax}::int as starves
    from open o cross join generate_series(0, 5) as l(lane) cross join lateral (
      select w.id, w.lane, w.account_id, w.parked_amount, w.parked_since, w.parked_until
      from work w
      where w.parked_on = o.bucket and w.lane = l.lane
      order by w.parked_since limit ${wakeWindow}::int
    ) w
  ),
  queued as materialized (
    select q.*, sum(q.need) over (partition by q.bucket order by q.starves desc, q.lane, q.nth,
      q.account_id, q.parked_since, q.id) as tokens
    from waiting q
  ),
  picked as materialized (
    select w.id from work w
    where w.id = any(array(select q.id from queued q where q.tokens <= q.usable))
      and w.parked_on is not null
    order by w.account_id, w.kind, w.key
    for update skip locked
  ),
  woken as (
    update work w set parked_on = null, parked_until = null, parked_amount = 0
    where w.id = any(array(select p.id from picked p))
    returning w.id, w.kind, w.lane
  ),
  -- Whose own time has come without a token goes on waiting, behind those who go first.
  early as materialized (
    select w.id from work w
    where w.id = any(array(select q.id from queued q
        where q.tokens > q.usable and q.parked_until <= q.moment))
      and w.parked_on is not null
    order by w.account_id, w.kind, w.key
    for update skip locked
  ),
  paced as (
    update work w set parked_until = greatest(q.blocked_until,
      q.moment + greatest(0.05, coalesce((q.tokens - q.usable) / q.spent_per_s, 60))
        * interval '1 second')
    from queued q
    where w.id = any(array(select e.id from early e)) and q.id = w.id
  ),
  promised as materialized (
    select q.bucket, q.lane, sum(q.need) as tokens
    from woken w join queued q on q.id = w.id group by q.bucket, q.lane
  ),
  owing as (
    update budget b set
      owed = (select array_agg(coalesce(p.tokens, 0)
          + case when b.owed_until[l.lane + 1] > o.moment then b.owed[l.lane + 1] else 0 end
          order by l.lane)
        from generate_series(0, 5) as l(lane)
          left join promised p on p.bucket = b.bucket and p.lane = l.lane),
      owed_until = (select array_agg(case when p.tokens > 0
          then o.moment + ${turnGraceMs}::int * interval '1 ms' else b.owed_until[l.lane + 1] end
          order by l.lane)
        from generate_series(0, 5) as l(lane)
          left join promised p on p.bucket = b.bucket and p.lane = l.lane)
    from open o
    where o.bucket = b.bucket
      and b.bucket = any(array(select p.bucket from promised p))
  ),
  told as materialized (
    select pg_notify(${workChannel}, k.kind) from (select distinct kind from woken) k
  )
  select (select count(*) from woken) as woken, (select count(*) from told) as told,
    (select min(greatest(o.blocked_until, o.moment + greatest(0.05, (head.tokens - o.usable)
        / o.spent_per_s) * interval '1 second'))
      from open o cross join lateral (
        select min(q.tokens) as tokens from queued q
        where q.bucket = o.bucket and q.tokens > o.usable
      ) head where head.tokens is not null) as next_at
`
