/** What Amazon holds in its warehouses, as it last told. */
import { sql } from 'kysely'
import type { AccountId, MarketplaceId, SellerSku } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type FbaRead = {
  readonly amazonSku: SellerSku
  readonly asin: string | null
  readonly fulfillable: number | null
  readonly reserved: number
  readonly inbound: number
  readonly unfulfillable: number
}

/** `atMs`: world time before the first page was asked for. Each change is a line of the SKU's history. */
export async function saveFba(
  trx: Database,
  accountId: AccountId,
  marketplaceId: MarketplaceId,
  read: readonly FbaRead[],
  atMs: number,
): Promise<void> {
  if (read.length === 0) return
  await sql`
    with given as materialized (
      select distinct on (r."amazonSku") r.* from ${jsonRows(read)} as r("amazonSku" text,
        "asin" text, "fulfillable" integer, "reserved" integer, "inbound" integer,
        "unfulfillable" integer) order by r."amazonSku"
    ),
    told as (
      insert into stock_history (account_id, amazon_sku, marketplace_id, at, what, by_whom,
        from_quantity, to_quantity)
      select ${accountId}, g."amazonSku", ${marketplaceId}, (select app_now()), 'fba', 'amazon',
        f.fulfillable, g."fulfillable"
      from given g left join fba_stock f on f.account_id = ${accountId}
        and f.marketplace_id = ${marketplaceId} and f.amazon_sku = g."amazonSku"
      where f.fulfillable is distinct from g."fulfillable"
        and (f.as_of is null or f.as_of <= from_ms(${atMs}))
    )
    insert into fba_stock as f (account_id, marketplace_id, amazon_sku, asin, fulfillable, reserved,
      inbound, unfulfillable, as_of)
    select ${accountId}, ${marketplaceId}, g."amazonSku", g."asin", g."fulfillable", g."reserved",
      g."inbound", g."unfulfillable", from_ms(${atMs}) from given g
    on conflict (account_id, marketplace_id, amazon_sku) do update set asin = excluded.asin,
      fulfillable = excluded.fulfillable, reserved = excluded.reserved, inbound = excluded.inbound,
      unfulfillable = excluded.unfulfillable, as_of = excluded.as_of, gone_at = null,
      heard_at = case when f.heard_at > excluded.as_of then f.heard_at end
      where f.as_of is null or f.as_of <= excluded.as_of
  `.execute(trx)
}

/** What a whole reading did not show, and what was heard of and Amazon does not show. */
export async function forgetFba(
  trx: Database,
  accountId: AccountId,
  marketplaceId: MarketplaceId,
  beforeMs: number,
  skus: readonly SellerSku[] | null,
): Promise<void> {
  await sql`
    update fba_stock set gone_at = app_now(), heard_at = null
    where account_id = ${accountId} and marketplace_id = ${marketplaceId} and gone_at is null
      and (as_of is null or as_of < from_ms(${beforeMs}))
      and (${skus === null} or amazon_sku = any(${skus ?? []}::text[]))
      and (heard_at is null or heard_at <= from_ms(${beforeMs}))
  `.execute(trx)
}

/** Amazon told of a change, of all marketplaces in which we know the SKU. */
export async function hearFba(
  trx: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<number> {
  if (skus.length === 0) return 0
  const { rows } = await sql`
    insert into fba_stock as f (account_id, marketplace_id, amazon_sku, heard_at)
    select ${accountId}, l.marketplace_id, l.amazon_sku, (select app_now()) from listing l
    where l.account_id = ${accountId} and l.amazon_sku = any(${skus}::text[]) and l.gone_at is null
    order by l.marketplace_id, l.amazon_sku
    on conflict (account_id, marketplace_id, amazon_sku) do update set heard_at = excluded.heard_at
    returning 1
  `.execute(trx)
  return rows.length
}

export async function heardFba(
  db: Database,
  accountId: AccountId,
  marketplaceId: MarketplaceId,
  limit: number,
): Promise<SellerSku[]> {
  const { rows } = await sql<{ sku: SellerSku }>`
    select amazon_sku as sku from fba_stock where account_id = ${accountId}
      and marketplace_id = ${marketplaceId} and heard_at is not null order by heard_at limit ${limit}
  `.execute(db)
  return rows.map((row) => row.sku)
}
