/**
 * Claims keys that are due: best lane first, accounts in turn, then the oldest; and keys whose lease
 * ran out, each counted as a loss. A claim never waits for a row: locked ones are passed over.
 * One statement. What it must not do: join the table by a computed list (then PostgreSQL may read all
 * of it); rows are found by `id = any(array(…))`.
 */
import { type RawBuilder, sql } from 'kysely'
import { id } from '../core/ids.ts'
import { laneAt } from '../store/budget-lanes.ts'
import type { Database } from '../store/pool.ts'
import { dueCandidates, lossesNow } from './claim-order.ts'
import type { Held, WorkKey } from './held.ts'
import { claimMax, lossesMax } from './limits.ts'
import { repeatOnConflict } from './repeat-on-conflict.ts'

export type ClaimOptions = {
  readonly kinds: readonly string[]
  readonly limit: number
  readonly leaseMs: number
  /** Who holds the lease, for people who look. */
  readonly worker: string
  /** A fresh UUID a call; `limit` of them are drawn for each claim, used or not. */
  readonly newToken: () => string
  /** The account that had its turn last: the turn goes on after it. */
  readonly turnAfter?: string
  /** Worst lane first, for one claim in twenty. */
  readonly lowLanesFirst?: boolean
  readonly lossesMax?: number
}

export type Claimed = {
  /** In the order of the claim. */
  readonly held: readonly Held[]
  /** Keys that this claim found lost too often; they are dead now. */
  readonly died: readonly WorkKey[]
}

type ClaimRow = {
  id: number
  account_id: string
  kind: string
  key: string
  seq: number
  lane: number
  failures: number
  losses: number
  waited: boolean
  token: string | null
}

/** Leases up to `limit` keys of these kinds. Fewer, or none, is no sign that nothing is due. */
export async function claim(db: Database, options: ClaimOptions): Promise<Claimed> {
  if (options.limit < 1 || options.limit > claimMax) {
    throw new RangeError(`a claim takes 1 to ${claimMax} keys`)
  }
  if (options.kinds.length === 0) return { held: [], died: [] }
  const tokens = Array.from({ length: options.limit }, () => options.newToken())
  const statement = claimStatement(db, options, tokens)
  const { rows } = await repeatOnConflict(() => statement.execute(db))
  const held: Held[] = []
  const died: WorkKey[] = []
  for (const row of rows) {
    const key = { accountId: id('AccountId', row.account_id), kind: row.kind, key: row.key }
    if (row.token === null) died.push(key)
    else held.push({ ...key, ...leaseOf(row, row.token) })
  }
  return { held, died }
}

function leaseOf(row: ClaimRow, token: string): Omit<Held, keyof WorkKey> {
  return {
    workId: row.id,
    token: id('LeaseToken', token),
    seq: row.seq,
    lane: laneAt(row.lane),
    failures: row.failures,
    losses: row.losses,
    waited: row.waited,
  }
}

/** The statement of a claim; apart so that a test can ask PostgreSQL how it would run it. */
export function claimStatement(
  db: Database,
  options: ClaimOptions,
  tokens: readonly string[],
): RawBuilder<ClaimRow> {
  const dies = sql`(w.lease_token is not null
    and ${lossesNow} >= ${options.lossesMax ?? lossesMax}::int)`
  return sql<ClaimRow>`
    with recursive ${dueCandidates(db, options)},
    picked as materialized (
      select w.id, array_position(array(select r.id from ranked r order by r.place), w.id) as place
      from work w
      where w.id = any(array(select r.id from ranked r where r.place = 1 or not r.suspect))
        and (w.run_at <= (select world from moment) or w.lease_until <= (select machine from moment))
      order by place
      limit (case when (select r.suspect from ranked r where r.place = 1) then 1
        else ${options.limit}::int end)
      for update of w skip locked
    ),
    claimed as (
      update work w set
        lease_token = case when not ${dies}
          then (${[...tokens]}::uuid[])[array_position(array(select p.id from picked p), w.id)] end,
        lease_until = case when not ${dies}
          then (select machine from moment) + ${options.leaseMs}::int * interval '1 ms' end,
        leased_by = case when not ${dies} then ${options.worker}::text end,
        leased_under = case when not ${dies} then pg_postmaster_start_time() end,
        run_lane = case when ${dies} then 9 else least(w.lane, w.run_lane) end,
        lane = case when ${dies} then least(w.lane, w.run_lane) else 9 end,
        due_at = case when ${dies} then (select world from moment) else 'infinity' end,
        losses = ${lossesNow},
        dead_at = case when ${dies} then (select world from moment) end,
        last_error_code = case when ${dies} then 'LEASE_LOST' else w.last_error_code end,
        parked_on = null, parked_until = null, parked_amount = 0
      where w.id = any(array(select p.id from picked p))
      returning w.id, w.account_id, w.kind, w.key, w.seq, w.run_lane as lane, w.failures, w.losses,
        w.parked_since is not null as waited, w.lease_token as token
    )
    select c.* from claimed c
    order by array_position(array(select p.id from picked p order by p.place), c.id)
  `
}
