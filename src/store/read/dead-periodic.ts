/**
 * Periodic work that was given up: while such a key is dead, nobody polls, sweeps or purges. Which keys are
 * periodic is said in src/reconcile/keys.ts; a test holds the two together.
 */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type DeadPeriodic = {
  readonly accountId: AccountId
  readonly kind: string
  readonly key: string
  readonly lastErrorCode: string | null
  readonly diedAtMs: number
}

/** Of every account; reads the index of the dead alone. */
export async function readDeadPeriodic(db: Database): Promise<DeadPeriodic[]> {
  const { rows } = await sql<DeadPeriodic>`
    select account_id as "accountId", kind, key, last_error_code as "lastErrorCode",
      epoch_ms(dead_at) as "diedAtMs"
    from work
    where dead_at is not null
      and (kind in ('poll', 'desk') or (kind = 'sweep' and strpos(key, ':') = 0))
    order by account_id, kind, key
  `.execute(db)
  return rows
}
