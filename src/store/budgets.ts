/**
 * Takes tokens from the buckets in which PostgreSQL keeps the quotas of the platforms, for all
 * processes together. Nobody sleeps here and no lease is held while waiting: who gets too few parks
 * its keys until `notBeforeMs`. Who goes first, and why, is in docs/rules/budgets.md.
 */
import { type RawBuilder, sql } from 'kysely'
import { type Lane, laneRank } from './budget-lanes.ts'
import {
  denialMinMs,
  grantsPerTurn,
  passedOverMax,
  seenBucket,
  spentShare,
  turnGraceMs,
} from './budget-terms.ts'
import type { Database } from './pool.ts'

export type Terms = { readonly ratePerS: number; readonly capacity: number }

export type Ask = {
  /** `amazon:<app>:<account>:<region>:<operation>` or `shopify:<app>:<shop>`. */
  readonly bucket: string
  readonly lane: Lane
  /** Tokens or points that one call costs. */
  readonly amount: number
  /** Calls wanted; some of them may be granted. */
  readonly count: number
  /** True when the key was parked on a bucket before (`Held.waited`): it does not queue again. */
  readonly waited?: boolean
  /** What is known before the platform has said anything; without it the bucket must exist. */
  readonly opening?: Terms
}

export type Take = {
  /** Calls that may be made now. */
  readonly granted: number
  /** World time at which the next call may be granted; null when all were. */
  readonly notBeforeMs: number | null
  /** Hand it back to `settle` with the answer. */
  readonly flightWindow: number
  readonly terms: Terms
}

type TakeRow = {
  granted: number
  not_before: number
  flight_window: number
  capacity: number
  rate_per_s: number
}

/** Grants as many of the calls as the bucket, the lanes and the turns allow, in one statement. */
export async function take(db: Database, ask: Ask): Promise<Take> {
  const statement = takeStatement(db, ask)
  let row = (await statement.execute(db)).rows[0]
  if (row === undefined && ask.opening !== undefined) {
    await openBudget(db, ask.bucket, ask.opening)
    row = (await statement.execute(db)).rows[0]
  }
  if (row === undefined) throw new Error('a bucket was asked for that nobody opened')
  return {
    granted: row.granted,
    notBeforeMs: row.granted < ask.count ? row.not_before : null,
    flightWindow: row.flight_window,
    terms: { ratePerS: row.rate_per_s, capacity: row.capacity },
  }
}

/** Makes the bucket, full, unless it is there. */
export async function openBudget(db: Database, bucket: string, terms: Terms): Promise<void> {
  await sql`
    insert into budget (bucket, capacity, rate_per_s, level, as_of)
    values (${bucket}, ${terms.capacity}, ${terms.ratePerS}, ${terms.capacity}, app_now())
    on conflict (bucket) do nothing
  `.execute(db)
}

/** Exported so that a test can ask PostgreSQL how it would run it. */
export function takeStatement(db: Database, ask: Ask): RawBuilder<TakeRow> {
  const rank = laneRank(ask.lane)
  return sql<TakeRow>`
    with ${seenBucket(db, ask.bucket)},
    ${laneStates(ask.bucket)},
    mine as materialized (select * from lane_state where rank = ${rank}::int),
    ${reservations(rank, ask.waited === true)},
    granted as materialized (
      select s.*, v.reserved, need,
        case when s.blocked_until > s.moment then 0 else greatest(0, least(
          ${ask.count}::int, coalesce(v.turns, ${ask.count}::int),
          floor((s.filled - s.kept - v.reserved) / need + 1e-9)))::int end as granted
      from seen s cross join reservation v
        cross join lateral (select least(${ask.amount}::float8, s.capacity - s.kept) as need) n
    )
    update budget b set
      level = g.filled - g.granted * g.need,
      as_of = g.moment,
      owed = (select array_agg(greatest(0, l.owed - case when l.rank = ${rank}::int
        and ${ask.waited === true}::bool then g.granted * g.need else 0 end) order by l.rank)
        from lane_state l),
      passed_over = (select array_agg(case
        when l.rank = ${rank}::int and g.granted > 0 then 0
        when l.rank = ${rank}::int then l.passed_over
        when l.waits then l.passed_over + g.granted else 0 end order by l.rank) from lane_state l),
      flight_window = g.this_window,
      flight_new = g.flying_new + g.granted * g.need,
      flight_old = g.flying_old
    from granted g
    where b.bucket = g.bucket
    returning g.granted, g.this_window as flight_window, g.capacity, g.rate_per_s,
      greatest(g.blocked_until, g.moment + greatest(${denialMinMs / 1000}::float8, coalesce(
        (g.kept + g.need + least(g.reserved, ${grantsPerTurn - 1}::int * g.need)
          - (g.filled - g.granted * g.need)) / nullif(g.rate_per_s * ${spentShare}::float8, 0), 60))
        * interval '1 second') as not_before
  `
}

/** `lane_state`: for each lane what it is owed, what of it is parked, and whether it starves. */
function laneStates(bucket: string): RawBuilder<unknown> {
  return sql`
    lane_state as materialized (
      select l.*, l.owed > 0 or l.parked > 0 as waits,
        (l.owed > 0 or l.parked > 0) and l.passed_over >= ${passedOverMax}::int as starves
      from (
        select o.rank, s.passed_over[o.rank + 1] as passed_over,
          case when s.owed_until[o.rank + 1] > s.moment then s.owed[o.rank + 1] else 0 end as owed,
          coalesce(p.total, 0) as parked, coalesce(p.head, 0) as head
        from seen s cross join generate_series(0, 5) as o(rank)
          cross join lateral (
            select sum(w.parked_amount) as total, min(w.parked_amount) as head
            from (
              select w.parked_amount from work w
              where w.parked_on = ${bucket} and w.lane = o.rank
                and w.parked_until > s.moment - ${turnGraceMs}::int * interval '1 ms'
              order by w.parked_since limit 100
            ) w
          ) p
      ) l
    )`
}

/**
 * `reservation`: tokens that go to others first, and how many grants may pass the lanes that wait
 * behind. Ahead are better lanes that wait, unless this lane starves; starving lanes always, the one
 * passed over most first; and in this lane whoever waits already.
 */
function reservations(rank: number, waited: boolean): RawBuilder<unknown> {
  return sql`
    reservation as materialized (
      select
        coalesce(sum(case
          when l.rank = m.rank then case when ${waited}::bool then 0 else l.owed + l.parked end
          when l.rank < m.rank and not m.starves and l.waits then l.owed + l.parked
          when l.starves and (not m.starves
            or (l.passed_over, -l.rank) > (m.passed_over, -m.rank)) then greatest(l.owed, l.head)
          else 0 end), 0)::float8 as reserved,
        min(greatest(1, ${passedOverMax}::int - l.passed_over))
          filter (where l.rank <> ${rank}::int and l.waits) as turns
      from lane_state l cross join mine m
    )`
}
