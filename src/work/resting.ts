/**
 * Reads the work table for people and for sleepers: what is busy, what waits, when something is next.
 * None of it decides anything.
 */
import { sql } from 'kysely'
import { type AccountId, id } from '../core/ids.ts'
import { lanes } from '../store/budget-lanes.ts'
import type { Database } from '../store/pool.ts'
import { unseen } from '../store/prepared-statements.ts'
import type { WorkKey } from './held.ts'

export type RestingOptions = {
  /** A key due later than this (world time from now) waits long. */
  readonly longMs: number
  /** Only these kinds; all when left out. Periodic kinds are never at rest. */
  readonly kinds?: readonly string[]
}

export type RestingSummary = {
  /** May be claimed now. */
  readonly due: number
  readonly leased: number
  readonly parked: number
  /** Due within `longMs`. */
  readonly waitingSoon: number
  readonly waitingLong: number
  /** Nothing asks for them. */
  readonly resting: number
  readonly dead: number
}

type SummaryRow = {
  due: number
  leased: number
  parked: number
  waiting_soon: number
  waiting_long: number
  resting: number
  dead: number
}

/** How many keys of an account are in which state; each key counts once. */
export async function restingSummary(
  db: Database,
  accountId: AccountId,
  options: RestingOptions,
): Promise<RestingSummary> {
  const { rows } = await sql<SummaryRow>`
    select
      count(*) filter (where s.state = 'due') as due,
      count(*) filter (where s.state = 'leased') as leased,
      count(*) filter (where s.state = 'parked') as parked,
      count(*) filter (where s.state = 'waiting-soon') as waiting_soon,
      count(*) filter (where s.state = 'waiting-long') as waiting_long,
      count(*) filter (where s.state = 'resting') as resting,
      count(*) filter (where s.state = 'dead') as dead
    from (${stateOfKeys(accountId, options)}) s
  `.execute(db)
  const row = rows[0]
  return {
    due: row?.due ?? 0,
    leased: row?.leased ?? 0,
    parked: row?.parked ?? 0,
    waitingSoon: row?.waiting_soon ?? 0,
    waitingLong: row?.waiting_long ?? 0,
    resting: row?.resting ?? 0,
    dead: row?.dead ?? 0,
  }
}

export type BusyKey = WorkKey & {
  readonly state: 'due' | 'leased' | 'parked' | 'waiting-soon'
  readonly lastErrorCode: string | null
}

/** The keys that keep an account from rest, for a person to read. */
export async function busyKeys(
  db: Database,
  accountId: AccountId,
  options: RestingOptions & { readonly limit: number },
): Promise<BusyKey[]> {
  const { rows } = await sql<{
    kind: string
    key: string
    state: BusyKey['state']
    last_error_code: string | null
  }>`
    select s.kind, s.key, s.state, s.last_error_code
    from (${stateOfKeys(accountId, options)}) s
    where s.state in ('due', 'leased', 'parked', 'waiting-soon')
    order by s.kind, s.key
    limit ${options.limit}::int
  `.execute(db)
  return rows.map((row) => ({
    accountId: id('AccountId', accountId),
    kind: row.kind,
    key: row.key,
    state: row.state,
    lastErrorCode: row.last_error_code,
  }))
}

export type NextDue = {
  /** World time now. */
  readonly worldNowMs: number
  /** World time of the next key that may be claimed; null when none is. */
  readonly dueAtMs: number | null
  /** Machine time (PostgreSQL's) from now until the next lease runs out; null without leases. */
  readonly leaseEndsInMs: number | null
  /** World seconds per real second; 0 when stepped. */
  readonly worldFactor: number
}

/** When the next of these kinds may be claimed, by index alone. */
export async function nextDue(db: Database, kinds: readonly string[]): Promise<NextDue> {
  const ofKinds = unseen(sql`${[...kinds]}::text[]`)
  const { rows } = await sql<{
    world_now: number
    due_at: number | null
    lease_ends_in_ms: number | null
    factor: number
  }>`
    select app_now() as world_now,
      (select min(least.run_at) from unnest(${ofKinds}) as k(kind)
        cross join generate_series(0, ${sql.lit(lanes.length - 1)}) as l(lane) cross join lateral (
          select w.run_at from work w
          where w.kind = k.kind and w.lane = l.lane and w.run_at is not null
          order by w.run_at limit 1) least) as due_at,
      (select extract(epoch from min(least.lease_until) - machine_now())::float8 * 1000
        from unnest(${ofKinds}) as k(kind) cross join lateral (
          select w.lease_until from work w
          where w.kind = k.kind and w.lease_until is not null
          order by w.lease_until limit 1) least) as lease_ends_in_ms,
      (select c.factor from world_clock c) as factor
  `.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('PostgreSQL answered no row to a clock reading')
  return {
    worldNowMs: row.world_now,
    dueAtMs: row.due_at,
    leaseEndsInMs: row.lease_ends_in_ms,
    worldFactor: row.factor,
  }
}

function stateOfKeys(accountId: AccountId, options: RestingOptions) {
  return sql`
    select w.kind, w.key, w.last_error_code, case
      when w.dead_at is not null then 'dead'
      when w.lease_token is not null then 'leased'
      when w.run_at is null then 'resting'
      when w.run_at <= m.world then 'due'
      when w.parked_on is not null then 'parked'
      when w.run_at <= m.world + ${options.longMs}::float8 * interval '1 ms' then 'waiting-soon'
      else 'waiting-long' end as state
    from work w cross join (select app_now() as world offset 0) m
    where w.account_id = ${accountId}
      and (${options.kinds === undefined}::bool or w.kind = any(${[...(options.kinds ?? [])]}::text[]))`
}
