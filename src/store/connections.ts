/**
 * Connections and their sealed credentials and tokens. What is sealed stays sealed here: keys live in
 * src/config/secrets.ts.
 */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type AmazonSide = {
  readonly sellerId: string | null
  readonly region: 'na' | 'eu' | 'fe'
  readonly apiUrl: string
  readonly lwaUrl: string
  readonly clientId: string
  readonly marketplaceIds: readonly string[]
  readonly queueUrl: string | null
}

export type ShopifySide = {
  readonly shop: string
  readonly apiUrl: string
  readonly clientId: string | null
  readonly currency: string | null
  readonly readsAllOrders: boolean
}

export type Connection = {
  readonly accountId: AccountId
  readonly epoch: number
  readonly state: 'connected' | 'disconnected'
  readonly connectedAtMs: number
  readonly amazon: AmazonSide
  readonly shopify: ShopifySide
  readonly settings: unknown
  /** Another value whenever a credential of a platform was stored anew. */
  readonly credentials: string
}

/** Connects, or refreshes what is known of a connection that stands; the epoch stays. */
export async function saveConnection(
  trx: Database,
  connection: Pick<Connection, 'accountId' | 'amazon' | 'shopify' | 'settings'>,
): Promise<void> {
  await sql`
    insert into connection as c (account_id, connected_at, amazon, shopify, settings)
    values (${connection.accountId}, app_now(), ${jsonb(connection.amazon)},
      ${jsonb(connection.shopify)}, ${jsonb(connection.settings)})
    on conflict (account_id) do update set amazon = excluded.amazon, shopify = excluded.shopify,
      epoch = case when c.state = 'disconnected' then c.epoch + 1 else c.epoch end,
      connected_at = case when c.state = 'disconnected' then app_now() else c.connected_at end,
      state = 'connected'
  `.execute(trx)
}

/** The data stays. Answers the epoch that ended; null when nothing was connected. */
export async function endConnection(trx: Database, accountId: AccountId): Promise<number | null> {
  const { rows } = await sql<{ epoch: number }>`
    update connection set state = 'disconnected'
    where account_id = ${accountId} and state = 'connected' returning epoch
  `.execute(trx)
  return rows[0]?.epoch ?? null
}

export async function saveSettings(
  trx: Database,
  accountId: AccountId,
  settings: unknown,
): Promise<void> {
  await sql`
    update connection set settings = ${jsonb(settings)} where account_id = ${accountId}
  `.execute(trx)
}

export async function readConnection(
  db: Database,
  accountId: AccountId,
): Promise<Connection | null> {
  const connections = await listConnections(db)
  return connections.find((connection) => connection.accountId === accountId) ?? null
}

export async function listConnections(db: Database): Promise<Connection[]> {
  const { rows } = await sql<Connection>`
    select c.account_id as "accountId", c.epoch, c.state, c.connected_at as "connectedAtMs",
      c.amazon, c.shopify, c.settings, coalesce((select string_agg(md5(k.sealed), '' order by k.name)
        from credential k where k.account_id = c.account_id
          and k.name not like 'notices-%'), '') as credentials
    from connection c order by c.account_id
  `.execute(db)
  return rows
}

export type CredentialName =
  | 'amazon-secret'
  | 'amazon-refresh-token'
  | 'shopify-secret'
  | 'shopify-token'

/** Secrets of the ways that notices leave by. */
export type NoticeSecretName =
  | 'notices-smtp-password'
  | 'notices-chat-url'
  | 'notices-webhook-secret'

export async function saveCredential(
  trx: Database,
  accountId: AccountId,
  name: CredentialName | NoticeSecretName,
  sealed: Uint8Array,
): Promise<void> {
  await sql`
    insert into credential (account_id, name, sealed, updated_at)
    values (${accountId}, ${name}, ${Buffer.from(sealed)}, app_now())
    on conflict (account_id, name) do update set sealed = excluded.sealed,
      updated_at = excluded.updated_at
  `.execute(trx)
}

/** True when there was one. */
export async function dropCredential(
  trx: Database,
  accountId: AccountId,
  name: CredentialName | NoticeSecretName,
): Promise<boolean> {
  const { rows } = await sql`
    delete from credential where account_id = ${accountId} and name = ${name} returning name
  `.execute(trx)
  return rows.length > 0
}

export async function readCredential(
  db: Database,
  accountId: AccountId,
  name: CredentialName | NoticeSecretName,
): Promise<Uint8Array | null> {
  const { rows } = await sql<{ sealed: Uint8Array }>`
    select sealed from credential where account_id = ${accountId} and name = ${name}
  `.execute(db)
  return rows[0]?.sealed ?? null
}

/** Tokens that were given for credentials which count no more. */
export async function forgetTokens(trx: Database, accountId: AccountId): Promise<void> {
  await sql`delete from access_token where account_id = ${accountId}`.execute(trx)
}

export async function saveToken(
  db: Database,
  accountId: AccountId,
  name: string,
  token: { readonly sealed: Uint8Array; readonly expiresAtMs: number },
): Promise<void> {
  await sql`
    insert into access_token (account_id, name, sealed, expires_at)
    values (${accountId}, ${name}, ${Buffer.from(token.sealed)}, from_ms(${token.expiresAtMs}))
    on conflict (account_id, name) do update set sealed = excluded.sealed,
      expires_at = excluded.expires_at
  `.execute(db)
}

export async function readToken(
  db: Database,
  accountId: AccountId,
  name: string,
): Promise<{ sealed: Uint8Array; expiresAtMs: number } | null> {
  const { rows } = await sql<{ sealed: Uint8Array; expiresAtMs: number }>`
    select sealed, expires_at as "expiresAtMs" from access_token
    where account_id = ${accountId} and name = ${name}
  `.execute(db)
  return rows[0] ?? null
}
