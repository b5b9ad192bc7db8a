/** What was entered to connect both platforms and is not connected yet. Sealed stays sealed here. Machine time. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { CredentialName } from './connections.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

export type Door = 'amazon' | 'shopify'

export type EnteredAmazon = {
  readonly region: 'na' | 'eu' | 'fe'
  readonly clientId: string
  /** Of Seller Central's application; only OAuth needs it. */
  readonly applicationId: string | null
  readonly sellerId: string | null
}

export type EnteredShopify = {
  readonly shop: string
  readonly clientId: string
  readonly how: 'client-credentials' | 'oauth'
}

export type StoredSetUp = {
  readonly amazon: EnteredAmazon | null
  readonly shopify: EnteredShopify | null
  readonly secrets: Readonly<Partial<Record<CredentialName, Uint8Array>>>
}

/** Nothing entered is a set-up of nothing. */
export async function readSetUp(db: Database, accountId: AccountId): Promise<StoredSetUp> {
  const { rows } = await sql<Pick<StoredSetUp, 'amazon' | 'shopify'>>`
    select amazon, shopify from set_up where account_id = ${accountId}
  `.execute(db)
  const secrets = await sql<{ name: CredentialName; sealed: Uint8Array }>`
    select name, sealed from set_up_secret where account_id = ${accountId}
  `.execute(db)
  return {
    amazon: rows[0]?.amazon ?? null,
    shopify: rows[0]?.shopify ?? null,
    secrets: Object.fromEntries(secrets.rows.map(({ name, sealed }) => [name, sealed])),
  }
}

export async function saveEntered(
  trx: Database,
  accountId: AccountId,
  entered: { readonly amazon: EnteredAmazon } | { readonly shopify: EnteredShopify },
): Promise<void> {
  const amazon = 'amazon' in entered ? jsonb(entered.amazon) : sql`null`
  const shopify = 'shopify' in entered ? jsonb(entered.shopify) : sql`null`
  await sql`
    insert into set_up as s (account_id, amazon, shopify, updated_at)
    values (${accountId}, ${amazon}, ${shopify}, machine_now())
    on conflict (account_id) do update set amazon = coalesce(excluded.amazon, s.amazon),
      shopify = coalesce(excluded.shopify, s.shopify), updated_at = machine_now()
  `.execute(trx)
}

export async function saveSetUpSecret(
  trx: Database,
  accountId: AccountId,
  name: CredentialName,
  sealed: Uint8Array,
): Promise<void> {
  await sql`
    insert into set_up_secret (account_id, name, sealed)
    values (${accountId}, ${name}, ${Buffer.from(sealed)})
    on conflict (account_id, name) do update set sealed = excluded.sealed
  `.execute(trx)
}

export async function forgetSetUp(trx: Database, accountId: AccountId): Promise<void> {
  await sql`delete from set_up_secret where account_id = ${accountId}`.execute(trx)
  await sql`delete from set_up where account_id = ${accountId}`.execute(trx)
}

export type OauthState = {
  readonly stateHash: Uint8Array
  readonly accountId: AccountId
  readonly door: Door
  readonly sessionId: string
}

export async function addOauthState(
  trx: Database,
  state: OauthState,
  livesMs: number,
): Promise<void> {
  await sql`delete from oauth_state where expires_at < machine_now()`.execute(trx)
  await sql`
    insert into oauth_state (state_hash, account_id, door, session_id, expires_at)
    values (${Buffer.from(state.stateHash)}, ${state.accountId}, ${state.door}, ${state.sessionId},
      machine_now() + make_interval(secs => ${livesMs / 1_000}::float8))
  `.execute(trx)
}

/** True once, for the session that began it and within its time. Whatever is asked, it is used up. */
export async function takeOauthState(db: Database, state: OauthState): Promise<boolean> {
  const { rows } = await sql<{ fits: boolean }>`
    delete from oauth_state where state_hash = ${Buffer.from(state.stateHash)}
    returning account_id = ${state.accountId} and door = ${state.door}
      and session_id = ${state.sessionId} and expires_at >= machine_now() as fits
  `.execute(db)
  return rows[0]?.fits ?? false
}
