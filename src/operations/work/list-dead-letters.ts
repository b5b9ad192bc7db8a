/** Work that was given up after too many failures: people see it and bring it back. */
import type { AccountId } from '../../core/ids.ts'
import { type DeadLetter, deadLetters } from '../../work/dead-letters.ts'
import { type Actor, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'

export type { DeadLetter } from '../../work/dead-letters.ts'

export async function listDeadLetters(
  deps: OperationDeps,
  actor: Actor,
  { accountId, limit }: { readonly accountId: AccountId; readonly limit: number },
): Promise<DeadLetter[]> {
  requireRole(actor, 'viewer')
  return deadLetters(deps.db, accountId, { limit })
}
