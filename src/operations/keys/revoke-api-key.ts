/** Takes an API key away; the next request with it is refused. */
import type { AccountId } from '../../core/ids.ts'
import { revokeApiKey as revoke } from '../../store/api-keys.ts'
import { writeAudit } from '../../store/audit.ts'
import { type Actor, actorName, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'

export async function revokeApiKey(
  deps: OperationDeps,
  actor: Actor,
  { accountId, keyId }: { readonly accountId: AccountId; readonly keyId: string },
): Promise<{ readonly keyId: string }> {
  requireRole(actor, 'owner')
  return deps.db.transaction().execute(async (trx) => {
    if (!(await revoke(trx, accountId, keyId))) {
      throw new OperationError(
        'KEY_NOT_FOUND',
        'No working key has this id.',
        'List them with: crossdock keys list.',
      )
    }
    await writeAudit(trx, accountId, {
      actor: actorName(actor),
      action: 'revoke-api-key',
      subject: keyId,
      detail: {},
    })
    return { keyId }
  })
}
