/** From the key of a request to who asks. A wrong, unknown or revoked key is one and the same answer. */
import type { AccountId } from '../../core/ids.ts'
import { findApiKey, noteKeyUse } from '../../store/api-keys.ts'
import type { Actor } from '../actor.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { isSecret, readToken } from './key-token.ts'

export type Authenticated = {
  readonly accountId: AccountId
  readonly actor: Extract<Actor, { kind: 'api-key' }>
}

/** Null when the key does not open anything. */
export async function authenticate(
  deps: OperationDeps,
  token: string,
): Promise<Authenticated | null> {
  const read = readToken(token)
  if (read === undefined) return null
  const key = await findApiKey(deps.db, read.keyId)
  if (key === null || !isSecret(read.secret, key.secretHash) || key.revokedAtMs !== null) {
    return null
  }
  await noteKeyUse(deps.db, key.keyId)
  const { accountId, keyId, role } = key
  return { accountId, actor: { kind: 'api-key', keyId, role } }
}
