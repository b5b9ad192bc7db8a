/**
 * Lets a statement of bookkeeping commit without waiting for the disk. A crash of PostgreSQL may forget
 * the last fraction of a second of such statements, never a part of one, and nothing that a later
 * ordinary commit followed. Only for what is safe to forget: leases, their settlement and budgets
 * (docs/decisions/0018-leases-settle-without-the-disk.md). Never for a mark, an intent or an outcome.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './pool.ts'

/**
 * A column for a select that surely runs. In the caller's own transaction it does nothing: what else
 * that transaction holds is not ours to relax.
 */
export function relaxedCommit(db: Database): RawBuilder<string | null> {
  return db.isTransaction
    ? sql<null>`null::text`
    : sql<string>`set_config('synchronous_commit', 'off', true)`
}
