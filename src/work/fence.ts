/**
 * The fence of every statement that settles held keys: a row counts only while it shows the token of
 * the caller's claim. Rows are locked in key order, as marks lock them, so that the two cannot
 * deadlock.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../store/pool.ts'
import { relaxedCommit } from '../store/relaxed-commit.ts'
import { jsonRows } from '../store/rows.ts'
import type { Held } from './held.ts'

export type Fenced = {
  /** Keys whose lease was another's by now: nothing was written for them. */
  readonly fencedOut: readonly Held[]
}

/**
 * Common table expressions `given` (the caller's rows: id, token and what `columns` names) and
 * `locked` (those still theirs, as they are once locked). Follow with `whereFenced`.
 */
export function fence(
  db: Database,
  rows: readonly { held: Held; more?: object }[],
  columns: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const given = rows.map(({ held, more }) => ({ ...more, id: held.workId, token: held.token }))
  return sql`
    given as materialized (
      select r.*, c.relaxed from ${jsonRows(given)} as r(id bigint, token uuid ${columns})
        cross join (select ${relaxedCommit(db)} as relaxed) c
    ),
    locked as materialized (
      select w.id, w.lease_token as token, w.lease_until from work w
      where w.id = any(array(select g.id from given g))
        and w.lease_token = any(array(select g.token from given g))
      order by w.account_id, w.kind, w.key
      for update
    )`
}

/** The condition of `update work w … from given g`. */
export const whereFenced = sql`w.id = any(array(select l.id from locked l))
  and g.id = w.id and g.token = w.lease_token`

/** What every settlement does to the lease. */
export const leaseEnds = sql`lease_token = null, lease_until = null, leased_by = null,
  leased_under = null, run_lane = 9`

/** The held keys whose tokens the statement did not answer. */
export function fencedOut(held: readonly Held[], settled: readonly { token: string }[]): Held[] {
  const tokens = new Set(settled.map((row) => row.token))
  return held.filter((one) => !tokens.has(one.token))
}
