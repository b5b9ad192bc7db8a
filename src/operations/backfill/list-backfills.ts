/** Backfills that were asked for, and how far they are. */
import type { AccountId } from '../../core/ids.ts'
import { type Backfill, listBackfills as list } from '../../store/backfills.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

export type { Backfill } from '../../store/backfills.ts'

export async function listBackfills(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<Backfill[]> {
  requireRole(actor, 'viewer')
  return list(deps.db, accountId)
}
