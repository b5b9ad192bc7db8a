/**
 * The only place that reads the machine's clocks. World time comes from PostgreSQL (`app_now()`); what
 * must be known without a query (token expiry) follows the same row through `createWorldClock`.
 */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import type { Monotonic } from './core/ports.ts'
import type { Database } from './store/pool.ts'

export const monotonic: Monotonic = { nowMs: () => performance.now() }

export function realNowMs(): number {
  return Date.now()
}

export type WorldClock = { nowMs(): number }

/** World time as PostgreSQL's row tells it: real time in production, scaled in demo and tests. */
export async function createWorldClock(db: Database): Promise<WorldClock> {
  const { rows } = await sql<{ now: number; factor: number }>`
    select app_now() as now, factor from world_clock
  `.execute(db)
  const origin = rows[0]
  if (origin === undefined) throw new Error('the world clock has no row')
  const readAtMs = Date.now()
  return { nowMs: () => origin.now + (Date.now() - readAtMs) * origin.factor }
}
