/** The keys of an account, without their secrets, revoked ones too. */
import type { AccountId } from '../../core/ids.ts'
import { listApiKeys as list, type StoredKey } from '../../store/api-keys.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

export type { StoredKey } from '../../store/api-keys.ts'

export async function listApiKeys(
  deps: OperationDeps,
  actor: Actor,
  accountId: AccountId,
): Promise<StoredKey[]> {
  requireRole(actor, 'owner')
  return list(deps.db, accountId)
}
