/**
 * The fence of an intent (design rule 3): inside the caller's transaction, locks the rows of held
 * keys and answers which leases are still theirs and have not run out by machine time. Until the
 * transaction ends nobody can claim, mark or settle these keys.
 */
import { sql } from 'kysely'
import type { LeaseToken } from '../core/ids.ts'
import type { Database } from '../store/pool.ts'
import { fence } from './fence.ts'
import type { Held } from './held.ts'

/** True only with a valid lease. Call it in a transaction: without one it fences nothing. */
export async function lockLease(trx: Database, held: Held): Promise<boolean> {
  const valid = await lockLeases(trx, [held])
  return valid.has(held.token)
}

/** The tokens of those that have a valid lease. */
export async function lockLeases(trx: Database, held: readonly Held[]): Promise<Set<LeaseToken>> {
  if (held.length === 0) return new Set()
  // The clock is read after the last row is locked: a lock may have been waited for.
  const { rows } = await sql<{ token: LeaseToken }>`
    with ${fence(
      trx,
      held.map((one) => ({ held: one })),
    )},
    after_locks as materialized (
      select machine_now() as machine from (select count(*) as rows from locked) l
      where l.rows >= 0
    )
    select l.token from locked l where l.lease_until > (select machine from after_locks)
  `.execute(trx)
  return new Set(rows.map((row) => row.token))
}

/** Thrown in a transaction, it takes back what the transaction wrote before it knew of the lease. */
export class LeaseLost extends Error {}

/** What the transaction answers, or `lost` when it threw that its lease is another's now. */
export async function unlessLost<Answer>(transaction: Promise<Answer>): Promise<Answer | 'lost'> {
  try {
    return await transaction
  } catch (error) {
    if (error instanceof LeaseLost) return 'lost'
    throw error
  }
}
