/** Makes an API key. Its secret is shown this one time; only a hash is kept. */
import type { AccountId } from '../../core/ids.ts'
import { addApiKey } from '../../store/api-keys.ts'
import { writeAudit } from '../../store/audit.ts'
import { type Actor, actorName, type Role, requireRole } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { OperationError } from '../operation-error.ts'
import { newKey } from './key-token.ts'

export type CreatedKey = {
  readonly keyId: string
  readonly name: string
  readonly role: Role
  /** The whole key, secret included. */
  readonly token: string
}

export async function createApiKey(
  deps: OperationDeps,
  actor: Actor,
  request: { readonly accountId: AccountId; readonly name: string; readonly role: Role },
): Promise<CreatedKey> {
  requireRole(actor, 'owner')
  const { accountId, role } = request
  const name = request.name.trim()
  if (name === '' || name.length > 100) {
    throw new OperationError(
      'KEY_NAME_UNSOUND',
      'A key needs a name of 1 to 100 characters.',
      'Name it after what will use it.',
    )
  }
  const { keyId, token, secretHash } = newKey()
  await deps.db.transaction().execute(async (trx) => {
    await addApiKey(trx, { keyId, accountId, name, role, secretHash })
    await writeAudit(trx, accountId, {
      actor: actorName(actor),
      action: 'create-api-key',
      subject: keyId,
      detail: { name, role },
    })
  })
  return { keyId, name, role, token }
}
