/**
 * Links that hold for every connection of this installation, and what a link replaced, so that it can be
 * taken back. The links of one connection are the mappings of catalogue.ts.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, VariantGid } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonb, jsonRows } from './rows.ts'

export type GlobalComponent = {
  readonly variantGid: VariantGid
  /** By which other shops find it. */
  readonly shopifySku: string | null
  readonly quantity: number
}

export type GlobalMapping = {
  readonly sku: string
  readonly components: readonly GlobalComponent[]
}

export async function saveGlobalMappings(
  trx: Database,
  mappings: readonly GlobalMapping[],
  by: string,
): Promise<void> {
  if (mappings.length === 0) return
  await sql`
    insert into global_mapping (sku, components, by_whom, at)
    select r."sku", r."components", ${by}, app_now()
    from ${jsonRows(mappings)} as r("sku" text, "components" jsonb) order by r."sku"
    on conflict (sku) do update set components = excluded.components, by_whom = excluded.by_whom,
      at = excluded.at
  `.execute(trx)
}

export async function removeGlobalMapping(trx: Database, sku: string): Promise<boolean> {
  const { rows } = await sql`
    delete from global_mapping where sku = ${sku} returning sku
  `.execute(trx)
  return rows.length > 0
}

export async function readGlobalMapping(
  db: Database,
  sku: string,
): Promise<readonly GlobalComponent[] | null> {
  const { rows } = await sql<{ components: GlobalComponent[] }>`
    select components from global_mapping where sku = ${sku}
  `.execute(db)
  return rows[0]?.components ?? null
}

/** Connections that a link for all of them concerns. */
export async function connectedAccounts(db: Database): Promise<AccountId[]> {
  const { rows } = await sql<{ id: AccountId }>`
    select account_id as id from connection where state = 'connected' order by 1
  `.execute(db)
  return rows.map((row) => row.id)
}

export type LinkedPart = { readonly variantGid: VariantGid; readonly quantity: number }

export type LinkChange = {
  readonly accountId: AccountId
  readonly sku: string
  readonly everywhere: boolean
  readonly before: readonly LinkedPart[] | null
  readonly after: readonly LinkedPart[]
  /** That looked again when it was made. */
  readonly orderIds: readonly AmazonOrderId[]
}

export async function saveLinkUndo(
  trx: Database,
  token: string,
  change: LinkChange,
): Promise<void> {
  await sql`
    insert into link_undo (token, account_id, sku, everywhere, before, after, order_ids, at)
    values (${token}, ${change.accountId}, ${change.sku}, ${change.everywhere},
      ${change.before === null ? null : jsonb(change.before)}, ${jsonb(change.after)},
      ${change.orderIds}::text[], app_now())
  `.execute(trx)
}

/** While it is young and not taken back; locked, so that it is taken back once. */
export async function readLinkUndo(
  trx: Database,
  accountId: AccountId,
  token: string,
  keptMs: number,
): Promise<LinkChange | null> {
  const { rows } = await sql<LinkChange>`
    select account_id as "accountId", sku, everywhere, before, after, order_ids as "orderIds"
    from link_undo where token = ${token} and account_id = ${accountId} and used_at is null
      and at > app_now() - make_interval(secs => ${keptMs / 1_000}) for update
  `.execute(trx)
  return rows[0] ?? null
}

export async function useLinkUndo(trx: Database, token: string): Promise<void> {
  await sql`update link_undo set used_at = app_now() where token = ${token}`.execute(trx)
}

/** How the orders fare that waited for a link, by their last decision. */
export async function countOutcomes(
  db: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<{ readonly imported: number; readonly held: number; readonly working: number }> {
  const { rows } = await sql<{ imported: number; held: number; working: number }>`
    select count(*) filter (where outcome in ('imported', 'adopted')) as imported,
      count(*) filter (where outcome = 'held') as held,
      count(*) filter (where outcome not in ('imported', 'adopted', 'held')) as working
    from amazon_order where account_id = ${accountId}
      and amazon_order_id = any(${orderIds}::text[])
  `.execute(db)
  return rows[0] ?? { imported: 0, held: 0, working: 0 }
}
