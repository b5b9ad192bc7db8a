/**
 * Amazon's listings as they were last shown to us, and how far the reading of them has come. An older showing
 * of a quantity never overwrites a newer; what a source does not tell stays as it was.
 */
import { sql } from 'kysely'
import type { Listing } from '../core/catalog/listing.ts'
import type { AccountId, MarketplaceId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

/** `askedAtMs`: world time before the source was asked. */
export async function saveListings(
  trx: Database,
  accountId: AccountId,
  listings: readonly Listing[],
  askedAtMs: number,
): Promise<void> {
  if (listings.length === 0) return
  const rows = listings.map(({ detail, ...one }) => ({
    ...one,
    issues: detail?.issues ?? null,
    facts: detail?.facts ?? null,
  }))
  await sql`
    insert into listing as l (account_id, marketplace_id, amazon_sku, asin, title, fulfilled_by,
      channels, product_type, quantity, quantity_as_of, status, barcodes, issues, facts,
      detail_as_of, detail_wanted_at, seen_at)
    select distinct on (r."marketplaceId", r."amazonSku")
      ${accountId}, r."marketplaceId", r."amazonSku", r."asin", r."title", r."fulfilledBy",
      coalesce(r."channels", '{}'), r."productType", r."quantity", from_ms(${askedAtMs}),
      r."status", coalesce(r."barcodes", '{}'), r."issues", r."facts",
      case when r."facts" is not null then from_ms(${askedAtMs}) end,
      case when r."facts" is null then from_ms(${askedAtMs}) end, from_ms(${askedAtMs})
    from ${jsonRows(rows)} as r("marketplaceId" text, "amazonSku" text, "asin" text, "title" text,
      "fulfilledBy" text, "channels" text[], "productType" text, "quantity" integer,
      "status" text, "barcodes" text[], "issues" jsonb, "facts" jsonb)
    order by r."marketplaceId", r."amazonSku"
    on conflict (account_id, marketplace_id, amazon_sku) do update set
      asin = coalesce(excluded.asin, l.asin), title = coalesce(excluded.title, l.title),
      fulfilled_by = coalesce(excluded.fulfilled_by, l.fulfilled_by),
      channels = case when excluded.channels = '{}' then l.channels else excluded.channels end,
      product_type = coalesce(excluded.product_type, l.product_type),
      quantity = case when l.quantity_as_of > excluded.quantity_as_of then l.quantity
        else excluded.quantity end,
      quantity_as_of = greatest(l.quantity_as_of, excluded.quantity_as_of),
      status = coalesce(excluded.status, l.status),
      barcodes = case when excluded.barcodes = '{}' then l.barcodes else excluded.barcodes end,
      issues = coalesce(excluded.issues, l.issues), facts = coalesce(excluded.facts, l.facts),
      detail_as_of = greatest(l.detail_as_of, excluded.detail_as_of),
      detail_wanted_at = case
        when excluded.facts is not null then
          case when l.detail_wanted_at > excluded.detail_as_of then l.detail_wanted_at end
        when l.facts is null or (l.title, l.status) is distinct from
            (coalesce(excluded.title, l.title), coalesce(excluded.status, l.status))
          then coalesce(l.detail_wanted_at, excluded.detail_wanted_at)
        else l.detail_wanted_at end,
      seen_at = greatest(l.seen_at, excluded.seen_at), gone_at = null
  `.execute(trx)
}

/** Listings that a reading of all of them, begun then, did not show. */
export async function forgetUnseenListings(
  trx: Database,
  accountId: AccountId,
  marketplaceId: MarketplaceId,
  begunAtMs: number,
): Promise<void> {
  await sql`
    update listing set gone_at = app_now(), detail_wanted_at = null
    where account_id = ${accountId} and marketplace_id = ${marketplaceId} and gone_at is null
      and seen_at < from_ms(${begunAtMs})
  `.execute(trx)
}

export type WantedListing = {
  readonly marketplaceId: MarketplaceId
  readonly amazonSku: string
}

/** Somebody told of these: their details are read again. Answers the SKUs that we know. */
export async function wantListingDetails(
  trx: Database,
  accountId: AccountId,
  wanted: readonly { readonly marketplaceId: MarketplaceId | null; readonly amazonSku: string }[],
): Promise<string[]> {
  if (wanted.length === 0) return []
  const { rows } = await sql<{ sku: string }>`
    with locked as materialized (
      select l.marketplace_id, l.amazon_sku from listing l
      join ${jsonRows(wanted)} as r("marketplaceId" text, "amazonSku" text)
        on l.amazon_sku = r."amazonSku"
          and (r."marketplaceId" is null or l.marketplace_id = r."marketplaceId")
      where l.account_id = ${accountId} and l.gone_at is null
      order by l.marketplace_id, l.amazon_sku for update of l
    )
    update listing l set detail_wanted_at = app_now() from locked k
    where l.account_id = ${accountId} and l.marketplace_id = k.marketplace_id
      and l.amazon_sku = k.amazon_sku
    returning l.amazon_sku as sku
  `.execute(trx)
  return rows.map((row) => row.sku)
}

/** At most `limit` SKUs of one marketplace whose details should be read, the longest wanted first. */
export async function wantedListings(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<WantedListing[]> {
  const { rows } = await sql<WantedListing>`
    select l.marketplace_id as "marketplaceId", l.amazon_sku as "amazonSku" from listing l
    where l.account_id = ${accountId} and l.detail_wanted_at is not null and l.gone_at is null
      and l.marketplace_id = (select w.marketplace_id from listing w
        where w.account_id = ${accountId} and w.detail_wanted_at is not null and w.gone_at is null
        order by w.marketplace_id limit 1)
    order by l.detail_wanted_at, l.amazon_sku limit ${limit}
  `.execute(db)
  return rows
}

/** What was asked for and is not shown: it is not asked for again before somebody tells of it. */
export async function dropWantedListings(
  trx: Database,
  accountId: AccountId,
  wanted: readonly WantedListing[],
  askedAtMs: number,
): Promise<void> {
  await sql`
    with locked as materialized (
      select l.marketplace_id, l.amazon_sku from listing l
      join ${jsonRows(wanted)} as r("marketplaceId" text, "amazonSku" text)
        on l.amazon_sku = r."amazonSku" and l.marketplace_id = r."marketplaceId"
      where l.account_id = ${accountId} and l.detail_wanted_at <= from_ms(${askedAtMs})
      order by l.marketplace_id, l.amazon_sku for update of l
    )
    update listing l set detail_wanted_at = null from locked k
    where l.account_id = ${accountId} and l.marketplace_id = k.marketplace_id
      and l.amazon_sku = k.amazon_sku
  `.execute(trx)
}
