/** API keys: only a hash of the secret is kept. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'

export type StoredKey = {
  readonly keyId: string
  readonly accountId: AccountId
  readonly name: string
  readonly role: 'owner' | 'operator' | 'viewer'
  readonly createdAtMs: number
  readonly lastUsedAtMs: number | null
  readonly revokedAtMs: number | null
}

export async function addApiKey(
  trx: Database,
  key: Pick<StoredKey, 'keyId' | 'accountId' | 'name' | 'role'> & {
    readonly secretHash: Uint8Array
  },
): Promise<void> {
  await sql`
    insert into api_key (key_id, account_id, name, role, secret_hash, created_at)
    values (${key.keyId}, ${key.accountId}, ${key.name}, ${key.role},
      ${Buffer.from(key.secretHash)}, app_now())
  `.execute(trx)
}

/** The key with its hash, revoked or not; null when there is none. */
export async function findApiKey(
  db: Database,
  keyId: string,
): Promise<(StoredKey & { readonly secretHash: Uint8Array }) | null> {
  const { rows } = await sql<StoredKey & { secretHash: Uint8Array }>`
    select ${columns}, secret_hash as "secretHash" from api_key where key_id = ${keyId}
  `.execute(db)
  return rows[0] ?? null
}

/** Notes the use of a key, at most once a minute: every request would be a write otherwise. */
export async function noteKeyUse(db: Database, keyId: string): Promise<void> {
  await sql`
    update api_key set last_used_at = app_now() where key_id = ${keyId}
      and (last_used_at is null or last_used_at < app_now() - interval '1 minute')
  `.execute(db)
}

/** Newest first. */
export async function listApiKeys(db: Database, accountId: AccountId): Promise<StoredKey[]> {
  const { rows } = await sql<StoredKey>`
    select ${columns} from api_key where account_id = ${accountId}
    order by created_at desc, key_id limit 1000
  `.execute(db)
  return rows
}

/** True when the key was there and worked until now. */
export async function revokeApiKey(
  trx: Database,
  accountId: AccountId,
  keyId: string,
): Promise<boolean> {
  const { rows } = await sql`
    update api_key set revoked_at = app_now()
    where account_id = ${accountId} and key_id = ${keyId} and revoked_at is null returning key_id
  `.execute(trx)
  return rows.length > 0
}

const columns = sql`key_id as "keyId", account_id as "accountId", name, role,
  created_at as "createdAtMs", last_used_at as "lastUsedAtMs", revoked_at as "revokedAtMs"`
