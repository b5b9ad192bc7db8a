/**
 * The shop's stock as it was read, and the word that it changed. A reading that began earlier than the one that
 * stands changes nothing.
 */
import { sql } from 'kysely'
import type {
  AccountId,
  InventoryItemGid,
  LocationGid,
  MarketplaceId,
  SellerSku,
  VariantGid,
} from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type ReadStock = {
  readonly inventoryItemGid: InventoryItemGid
  readonly tracked: boolean
  readonly levels: readonly {
    readonly locationGid: LocationGid
    readonly available: number | null
  }[]
}

/**
 * `begunAtMs`: machine time (`lookUpBegins`) taken before the call left. Answers the items of which it shows
 * something else than the reading before.
 */
export async function saveStockReadings(
  db: Database,
  accountId: AccountId,
  read: readonly ReadStock[],
  begunAtMs: number,
): Promise<InventoryItemGid[]> {
  if (read.length === 0) return []
  const { rows } = await sql<{ gid: InventoryItemGid }>`
    with given as materialized (
      select distinct on (r."inventoryItemGid") r.*
      from ${jsonRows(read)} as r("inventoryItemGid" text, "tracked" boolean, "levels" jsonb)
      order by r."inventoryItemGid"
    ),
    old as materialized (
      select inventory_item_gid, tracked, levels from stock_reading where account_id = ${accountId}
        and inventory_item_gid = any(array(select "inventoryItemGid" from given))
    ),
    written as (
      insert into stock_reading as s (account_id, inventory_item_gid, tracked, levels, begun_at,
        as_of)
      select ${accountId}, g."inventoryItemGid", g."tracked", g."levels", from_ms(${begunAtMs}),
        (select app_now())
      from given g
      on conflict (account_id, inventory_item_gid) do update set tracked = excluded.tracked,
        levels = excluded.levels, begun_at = excluded.begun_at, as_of = excluded.as_of
        where s.begun_at is null or s.begun_at <= excluded.begun_at
      returning inventory_item_gid, tracked, levels
    )
    select w.inventory_item_gid as gid from written w left join old o using (inventory_item_gid)
    where (o.tracked, o.levels) is distinct from (w.tracked, w.levels)
  `.execute(db)
  return rows.map((row) => row.gid)
}

/** The stock of these items changed: what was read of them before now is stale. */
export async function hearStock(
  trx: Database,
  accountId: AccountId,
  items: readonly string[],
): Promise<void> {
  if (items.length === 0) return
  await sql`
    insert into stock_reading as s (account_id, inventory_item_gid, heard_at)
    select ${accountId}, i.gid, (select machine_now())
    from (select distinct unnest(${items}::text[]) as gid order by 1) i
    on conflict (account_id, inventory_item_gid) do update
      set heard_at = greatest(s.heard_at, excluded.heard_at)
  `.execute(trx)
}

/** All that was read is stale: for a time nobody told of changes. */
export async function hearAllStock(trx: Database, accountId: AccountId): Promise<void> {
  await sql`
    update stock_reading set heard_at = (select machine_now()) where account_id = ${accountId}
  `.execute(trx)
}

/** Items whose reading is older than this, the oldest first, each with a variant that has it. */
export async function oldReadings(
  db: Database,
  accountId: AccountId,
  olderMs: number,
  limit: number,
): Promise<{ inventoryItemGid: InventoryItemGid; variantGid: VariantGid }[]> {
  const { rows } = await sql<{ inventoryItemGid: InventoryItemGid; variantGid: VariantGid }>`
    select s.inventory_item_gid as "inventoryItemGid", v.variant_gid as "variantGid"
    from (select inventory_item_gid from stock_reading where account_id = ${accountId}
      and as_of < app_now() - make_interval(secs => ${olderMs / 1_000}::float8)
      order by as_of, inventory_item_gid limit ${limit}) s
    cross join lateral (select variant_gid from variant where account_id = ${accountId}
      and inventory_item_gid = s.inventory_item_gid and gone_at is null limit 1) v
  `.execute(db)
  return rows
}

export type ShownQuantity = {
  readonly amazonSku: SellerSku
  /** Null: Amazon named none, so it is said of all. */
  readonly marketplaceId: MarketplaceId | null
  readonly quantity: number | null
  /** World time. */
  readonly atMs: number
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  readonly productType: string | null
}

/** What Amazon shows of a listing, unless something newer stands. Answers what stood before, where it changed. */
export async function saveShownQuantities(
  trx: Database,
  accountId: AccountId,
  shown: readonly ShownQuantity[],
): Promise<
  {
    amazonSku: SellerSku
    marketplaceId: MarketplaceId
    before: number | null
    now: number | null
  }[]
> {
  if (shown.length === 0) return []
  await lockListings(
    trx,
    accountId,
    shown.map(({ amazonSku }) => amazonSku),
  )
  const { rows } = await sql<{
    amazonSku: SellerSku
    marketplaceId: MarketplaceId
    before: number | null
    now: number | null
  }>`
    update listing l set quantity = r."quantity", quantity_as_of = from_ms(r."atMs"),
      fulfilled_by = coalesce(r."fulfilledBy", l.fulfilled_by),
      product_type = coalesce(r."productType", l.product_type), gone_at = null
    from ${jsonRows(shown)} as r("amazonSku" text, "marketplaceId" text, "quantity" integer,
      "atMs" float8, "fulfilledBy" text, "productType" text)
      join listing old on old.account_id = ${accountId} and old.amazon_sku = r."amazonSku"
        and (r."marketplaceId" is null or old.marketplace_id = r."marketplaceId")
    where l.account_id = ${accountId} and l.amazon_sku = old.amazon_sku
      and l.marketplace_id = old.marketplace_id
      and l.fulfilled_by is distinct from 'AMAZON'
      and (l.quantity_as_of is null or l.quantity_as_of <= from_ms(r."atMs"))
    returning l.amazon_sku as "amazonSku", l.marketplace_id as "marketplaceId",
      old.quantity as before,
      l.quantity as now
  `.execute(trx)
  return rows
}

/** In one order for all who write several listings. */
async function lockListings(
  trx: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<void> {
  await sql`
    select 1 from listing where account_id = ${accountId} and amazon_sku = any(${skus}::text[])
    order by marketplace_id, amazon_sku for update
  `.execute(trx)
}

/** Amazon knows no such listing any more. */
export async function noteListingGone(
  trx: Database,
  accountId: AccountId,
  {
    amazonSku,
    marketplaceId,
  }: Pick<ShownQuantity, 'amazonSku'> & { readonly marketplaceId: MarketplaceId },
): Promise<void> {
  await sql`
    update listing set gone_at = coalesce(gone_at, app_now()) where account_id = ${accountId}
      and amazon_sku = ${amazonSku} and marketplace_id = ${marketplaceId}
  `.execute(trx)
}

/** Of these SKUs those that Amazon lists. */
export async function listedSkus(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<SellerSku[]> {
  if (skus.length === 0) return []
  const { rows } = await sql<{ sku: SellerSku }>`
    select distinct amazon_sku as sku from listing where account_id = ${accountId}
      and gone_at is null and amazon_sku = any(${skus}::text[])
  `.execute(db)
  return rows.map((row) => row.sku)
}
