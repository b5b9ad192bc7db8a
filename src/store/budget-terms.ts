/** The figures by which budgets are spent, and the SQL that every statement on a bucket begins with. */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './pool.ts'
import { relaxedCommit } from './relaxed-commit.ts'

/** Of the learnt rate we spend this share: our clock and theirs differ. */
export const spentShare = 0.98

/** Every waiting lane gets at least one grant in so many. */
export const grantsPerTurn = 20

// A lane is let first after so many grants to others: five lanes at once still get their turn in 20.
export const passedOverMax = grantsPerTurn - 5

/** Tokens are kept for a woken key, and a parked one counts as waiting, so long (world time) beyond its time. */
export const turnGraceMs = 5_000

/** A denied caller comes back no sooner than this (world time). */
export const denialMinMs = 250

/** Buckets of this capacity have no quota to speak of. */
export const boundlessCapacity = 1_000_000

/** So do buckets that refill this fast. */
export const boundlessRatePerS = 10_000

/** Calls whose answer has not come are counted in two windows of machine time this long. */
export const flightWindowS = 15

/**
 * `seen`: the bucket, locked, with `moment` (its world time, never going back), `filled` (its level
 * now), `kept` (the burst token kept back) and the calls in flight brought to `this_window`.
 */
export function seenBucket(db: Database, bucket: string): RawBuilder<unknown> {
  return sql`
    found as materialized (
      select b.*, (select app_now()) as now_world, ${relaxedCommit(db)} as relaxed,
        floor(extract(epoch from (select machine_now())) / ${flightWindowS}::int)::bigint as this_window
      from budget b where b.bucket = ${bucket} for update
    ),
    seen as materialized (
      select f.*, greatest(f.as_of, f.now_world) as moment,
        ${filledOf(sql`f`, sql`f.now_world`)} as filled, ${keptOf(sql`f`)} as kept,
        case when f.flight_window = f.this_window then f.flight_new else 0 end as flying_new,
        case f.this_window - f.flight_window
          when 0 then f.flight_old when 1 then f.flight_new else 0 end as flying_old
      from found f
    )`
}

/** The level of a bucket at a world time. */
export function filledOf(row: RawBuilder<unknown>, now: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`least(${row}.capacity, ${row}.level + ${row}.rate_per_s * ${spentShare}::float8
    * greatest(0, extract(epoch from ${now} - ${row}.as_of)::float8))`
}

/** One token stays back, where there is more than one. */
export function keptOf(row: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`(case when ${row}.capacity >= 2 then 1 else 0 end)::float8`
}
