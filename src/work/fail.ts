/**
 * Puts back keys whose run threw. Each failure counts; the key does not run before its retry time
 * however many marks come; after too many it is dead until a person revives it.
 */
import { sql } from 'kysely'
import type { Database } from '../store/pool.ts'
import { type Fenced, fence, fencedOut, leaseEnds, whereFenced } from './fence.ts'
import type { Held } from './held.ts'
import { failuresMax } from './limits.ts'
import { repeatOnConflict } from './repeat-on-conflict.ts'

export type Failure = {
  readonly held: Held
  /** A code or class of error, never a message. */
  readonly code: string
  /** World time. */
  readonly retryAtMs: number
}

export type Failed = Fenced & {
  /** Keys for which this was one failure too many. */
  readonly died: readonly Held[]
}

const codeLengthMax = 80

/** Counts a failure for each and ends the leases. */
export async function fail(
  db: Database,
  failures: readonly Failure[],
  options: { readonly failuresMax?: number } = {},
): Promise<Failed> {
  if (failures.length === 0) return { fencedOut: [], died: [] }
  const rows = failures.map(({ held, code, retryAtMs }) => ({
    held,
    more: { code: code.slice(0, codeLengthMax), retry_ms: retryAtMs },
  }))
  const dies = sql`w.failures + 1 >= ${options.failuresMax ?? failuresMax}::int`
  const statement = sql<{ token: string; died: boolean }>`
    with ${fence(db, rows, sql`, code text, retry_ms float8`)}
    update work w set
      ${leaseEnds},
      due_at = least(w.due_at, to_timestamp(g.retry_ms / 1000.0)),
      run_floor_at = to_timestamp(g.retry_ms / 1000.0),
      lane = least(w.lane, w.run_lane),
      failures = w.failures + 1,
      last_error_code = g.code,
      dead_at = case when ${dies} then (select app_now()) end,
      parked_since = null, settled_at = (select app_now())
    from given g
    where ${whereFenced}
    returning g.token, w.dead_at is not null as died
  `
  const { rows: settled } = await repeatOnConflict(() => statement.execute(db))
  const held = failures.map((one) => one.held)
  const dead = new Set(settled.filter((row) => row.died).map((row) => row.token))
  return {
    fencedOut: fencedOut(held, settled),
    died: held.filter((one) => dead.has(one.token)),
  }
}
