/**
 * What the platforms say about a quota goes into its bucket: Amazon's `x-amzn-RateLimit-Limit` (a
 * rate), Shopify's `throttleStatus` (rate, capacity, what is left) and a refusal for asking too much.
 */
import { sql } from 'kysely'
import { seenBucket } from './budget-terms.ts'
import type { Database } from './pool.ts'

export type Learnt = {
  readonly ratePerS?: number
  readonly capacity?: number
  /** What the platform says is left, after every call that it had seen when it answered. */
  readonly available?: number
}

/** A call that was taken and has its answer: what it was granted and what it cost. */
export type Answered = {
  readonly requested: number
  readonly actual: number
  /** `Take.flightWindow`. */
  readonly flightWindow: number
}

/** Writes only what is new. An unknown bucket is left unknown. */
export async function learn(db: Database, bucket: string, learnt: Learnt): Promise<void> {
  await write(db, bucket, learnt, null)
}

/**
 * After an answer: refunds what was taken and not spent, and believes the lesser of our own estimate
 * and what the platform reports minus our calls still in flight.
 */
export async function settle(
  db: Database,
  bucket: string,
  answered: Answered,
  learnt: Learnt = {},
): Promise<void> {
  await write(db, bucket, learnt, answered)
}

/** After a 429 or THROTTLED: empty now, and nothing is granted before this world time. */
export async function penalise(db: Database, bucket: string, untilMs: number): Promise<void> {
  await sql`
    with ${seenBucket(db, bucket)}
    update budget b set level = least(0, s.filled), as_of = s.moment,
      blocked_until = greatest(b.blocked_until, to_timestamp(${untilMs}::float8 / 1000.0))
    from seen s where b.bucket = s.bucket
  `.execute(db)
}

async function write(
  db: Database,
  bucket: string,
  learnt: Learnt,
  answered: Answered | null,
): Promise<void> {
  const requested = answered?.requested ?? 0
  await sql`
    with ${seenBucket(db, bucket)},
    told as materialized (
      select s.*,
        coalesce(${learnt.ratePerS ?? null}::float8, s.rate_per_s) as new_rate,
        coalesce(${learnt.capacity ?? null}::float8, s.capacity) as new_capacity,
        s.filled + ${requested - (answered?.actual ?? 0)}::float8 as refunded,
        greatest(0, s.flying_new - case when s.this_window = ${answered?.flightWindow ?? -1}::bigint
          then ${requested}::float8 else 0 end) as left_new,
        greatest(0, s.flying_old - case when s.this_window - 1 = ${answered?.flightWindow ?? -1}::bigint
          then ${requested}::float8 else 0 end) as left_old
      from seen s
    ),
    believed as materialized (
      select t.*, least(t.new_capacity, t.refunded, coalesce(
        ${learnt.available ?? null}::float8 - t.left_new - t.left_old, 'infinity')) as new_level
      from told t
    )
    update budget b set
      rate_per_s = t.new_rate, capacity = t.new_capacity, level = t.new_level, as_of = t.moment,
      learnt_at = case when t.new_rate <> b.rate_per_s or t.new_capacity <> b.capacity
        or b.learnt_at is null then t.moment else b.learnt_at end,
      flight_window = t.this_window, flight_new = t.left_new, flight_old = t.left_old
    from believed t
    where b.bucket = t.bucket and (${answered !== null}::bool or t.new_level < t.filled
      or t.new_rate <> b.rate_per_s or t.new_capacity <> b.capacity)
  `.execute(db)
}
