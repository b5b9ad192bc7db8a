/**
 * What is known of SKUs for their figures: what Amazon shows, what each is made of, the shop's readings, and the
 * units that orders still claim. A few statements for any number of SKUs.
 */
import { type RawBuilder, sql } from 'kysely'
import type {
  AccountId,
  InventoryItemGid,
  LocationGid,
  MarketplaceId,
  SellerSku,
  VariantGid,
} from '../core/ids.ts'
import type { StockSum } from '../core/inventory/figure.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type SkuRow = {
  readonly amazonSku: SellerSku
  readonly marketplaceId: MarketplaceId
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  readonly productType: string | null
  readonly shown: number | null
  readonly shownAtMs: number | null
  readonly isGone: boolean
  readonly quantity: number | null
  readonly sum: StockSum | null
  readonly unknown: string | null
  readonly asOfMs: number | null
  readonly wantedSinceMs: number | null
  readonly sentQuantity: number | null
  readonly sentAtMs: number | null
  readonly checks: number
  readonly sends: number
  readonly inFeed: boolean
  readonly checkAtMs: number | null
  readonly refusedQuantity: number | null
  readonly refusedCode: string | null
  readonly refusedText: string | null
  readonly refusedAtMs: number | null
  readonly lastSaleMs: number | null
  readonly foreignChanges: number
}

const hourMs = 3_600_000

/** One row a SKU and marketplace. `nowMs`: world time, for what happened in the last hour. */
export async function loadSkuRows(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
  nowMs: number,
): Promise<SkuRow[]> {
  const { rows } = await sql<SkuRow>`
    select l.amazon_sku as "amazonSku", l.marketplace_id as "marketplaceId",
      l.fulfilled_by as "fulfilledBy", l.product_type as "productType", l.quantity as shown,
      l.quantity_as_of as "shownAtMs", l.gone_at is not null as "isGone",
      f.quantity, f.sum, f.unknown, f.as_of as "asOfMs", f.wanted_since as "wantedSinceMs",
      f.sent_quantity as "sentQuantity", f.sent_at as "sentAtMs", coalesce(f.checks, 0) as checks,
      coalesce(f.sends, 0) as sends, coalesce(f.in_feed, false) as "inFeed",
      f.check_at as "checkAtMs", f.refused_quantity as "refusedQuantity",
      f.refused_code as "refusedCode", f.refused_text as "refusedText",
      f.refused_at as "refusedAtMs",
      (select max(o.first_seen_at) from order_line n join amazon_order o
        on o.account_id = n.account_id and o.amazon_order_id = n.amazon_order_id
        where n.account_id = l.account_id and n.sku = l.amazon_sku and n.open_units > 0)
        as "lastSaleMs",
      -- What our own figure followed, as that of a cancelled order, is nobody's who writes against us.
      (select count(*)::int from (
        select h.what, lead(h.what) over (order by h.history_id) as next from stock_history h
        where h.account_id = l.account_id and h.amazon_sku = l.amazon_sku
          and h.marketplace_id = l.marketplace_id and h.at > from_ms(${nowMs - hourMs})
          and h.what in ('foreign', 'accepted', 'decided')) e
        where e.what = 'foreign' and e.next is distinct from 'decided')
        as "foreignChanges"
    from listing l left join stock_figure f on f.account_id = l.account_id
      and f.marketplace_id = l.marketplace_id and f.amazon_sku = l.amazon_sku
    where l.account_id = ${accountId} and l.amazon_sku = any(${skus}::text[])
    order by l.amazon_sku, l.marketplace_id
  `.execute(db)
  return rows
}

export type SkuLink = {
  readonly sku: SellerSku
  readonly link: 'linked' | 'none' | 'several'
  readonly components: readonly {
    readonly variantGid: VariantGid
    readonly units: number
    /** Null: the shop no longer has the variant. */
    readonly inventoryItemGid: InventoryItemGid | null
  }[]
}

/** As the matching of orders knows them, but for titles (function link_of). */
export async function loadLinks(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<Map<SellerSku, SkuLink>> {
  const { rows } = await sql<SkuLink>`
    select a.sku, case when k.components is not null then 'linked'
        when (select count(*) from variant v where v.account_id = ${accountId} and v.sku = a.sku
          and v.gone_at is null) > 1 then 'several' else 'none' end as link,
      coalesce((select jsonb_agg(jsonb_build_object('variantGid', p.gid, 'units', p.units,
          'inventoryItemGid', w.inventory_item_gid) order by p.gid)
        from (select part ->> 'variantGid' as gid, sum((part ->> 'quantity')::int)::int as units
          from jsonb_array_elements(coalesce(k.components, '[]')) part group by 1) p
        left join variant w on w.account_id = ${accountId} and w.variant_gid = p.gid
          and w.gone_at is null), '[]') as components
    from unnest(${skus}::text[]) as a(sku)
    left join lateral link_of(${accountId}, a.sku, coalesce((select
      (c.settings -> 'import' ->> 'mappingFirst')::boolean from connection c
      where c.account_id = ${accountId}), true)) k on true
  `.execute(db)
  return new Map(rows.map((row) => [row.sku, row]))
}

export type StoredStock = {
  readonly inventoryItemGid: InventoryItemGid
  readonly tracked: boolean | null
  readonly levels: readonly {
    readonly locationGid: LocationGid
    readonly available: number | null
  }[]
  /** Null: heard of, never read. */
  readonly begunAtMs: number | null
  readonly stale: boolean
}

export async function loadStockReadings(
  db: Database,
  accountId: AccountId,
  items: readonly InventoryItemGid[],
): Promise<Map<InventoryItemGid, StoredStock>> {
  const { rows } = await sql<StoredStock>`
    select inventory_item_gid as "inventoryItemGid", tracked, levels, begun_at as "begunAtMs",
      heard_at is not null and (begun_at is null or begun_at <= heard_at) as stale
    from stock_reading where account_id = ${accountId}
      and inventory_item_gid = any(${items}::text[])
  `.execute(db)
  return new Map(rows.map((row) => [row.inventoryItemGid, row]))
}

/** SKUs that may sell one of these variants: whether they do, `loadLinks` says. */
export async function skusOfVariants(
  db: Database,
  accountId: AccountId,
  variantGids: readonly VariantGid[],
): Promise<SellerSku[]> {
  const which = sql`v.variant_gid = any(${variantGids}::text[])`
  const { rows } = await sql<{ sku: SellerSku }>`
    with ${soldAs(accountId, which)} select sku from sold
  `.execute(db)
  return rows.map((row) => row.sku)
}

/**
 * Of variants `v`: their own SKUs, their former ones, and those that a mapping makes of them. Each part is
 * found by its own index: as one join it was planned as a reading of all listings, at every webhook.
 */
function soldAs(accountId: AccountId, which: RawBuilder<unknown>): RawBuilder<unknown> {
  const part = sql`jsonb_build_array(jsonb_build_object('variantGid', a.variant_gid))`
  return sql`asked as materialized (
      select v.variant_gid, v.sku from variant v where v.account_id = ${accountId} and ${which}
    ),
    sold as materialized (
      select sku from asked where sku is not null
      union select f.sku from asked a cross join lateral (select sku from variant_former_sku
        where account_id = ${accountId} and variant_gid = a.variant_gid offset 0) f
      union select m.sku from asked a cross join lateral (select sku from sku_mapping
        where account_id = ${accountId} and components @> ${part} offset 0) m
      union select g.sku from asked a cross join lateral (select sku from global_mapping
        where components @> ${part} offset 0) g
      union select g.sku from asked a cross join lateral (select sku from global_mapping
        where components @> jsonb_build_array(jsonb_build_object('shopifySku', a.sku))
        offset 0) g
    )`
}

export type Claim = {
  readonly sku: SellerSku
  readonly variantGid: VariantGid
  /** Machine time at which the variant's reading began; null: every claim counts. */
  readonly begunAtMs: number | null
}

/**
 * Units of each SKU that open orders claim and that a reading begun at that time does not show as sold: the
 * order has no Shopify order of ours that took them from the stock before it began.
 */
export async function loadClaims(
  db: Database,
  accountId: AccountId,
  claims: readonly Claim[],
): Promise<readonly (Claim & { readonly units: number })[]> {
  if (claims.length === 0) return []
  const { rows } = await sql<Claim & { units: number }>`
    select r."sku", r."variantGid", r."begunAtMs", coalesce(c.units, 0)::int as units
    from ${jsonRows(claims)} as r("sku" text, "variantGid" text, "begunAtMs" float8)
    cross join lateral (
      select sum(n.open_units) as units
      from order_line n
      cross join lateral (select generation from amazon_order o where o.account_id = n.account_id
        and o.amazon_order_id = n.amazon_order_id limit 1) o
      left join lateral (select a.ended_at from attempt a where a.account_id = n.account_id
        and a.effect_key = 'shopify-order:' || n.amazon_order_id || '#' || o.generation
        and a.state = 'done' and a.inventory <> 'bypass' order by a.ended_at limit 1) taken on true
      where n.account_id = ${accountId} and n.sku = r."sku" and n.open_units > 0
        and (taken.ended_at is null or r."begunAtMs" is null
          or taken.ended_at >= from_ms(r."begunAtMs"))
    ) c
  `.execute(db)
  return rows
}

/** The SKUs that Amazon lists of what is made of these inventory items. */
export async function skusOfItems(
  db: Database,
  accountId: AccountId,
  items: readonly string[],
): Promise<SellerSku[]> {
  const { rows } = await sql<{ sku: SellerSku }>`
    with ${soldAs(accountId, sql`v.inventory_item_gid = any(${items}::text[])`)}
    select s.sku from sold s where (select true from listing l where l.account_id = ${accountId}
      and l.amazon_sku = s.sku and l.gone_at is null limit 1)
  `.execute(db)
  return rows.map((row) => row.sku)
}

/** What we sent and what we want, by marketplace and SKU: Amazon telling one of them is our echo. */
export async function readOwnFigures(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<Map<string, number[]>> {
  if (skus.length === 0) return new Map()
  const { rows } = await sql<{ key: string; figures: number[] }>`
    select marketplace_id || ' ' || amazon_sku as key,
      array_remove(array[quantity, sent_quantity], null) as figures
    from stock_figure where account_id = ${accountId} and amazon_sku = any(${skus}::text[])
  `.execute(db)
  return new Map(rows.map((row) => [row.key, row.figures]))
}

/** The next SKUs in order, each once: for sweeps over all of them. */
export async function nextSkus(
  db: Database,
  accountId: AccountId,
  after: SellerSku | null,
  limit: number,
): Promise<SellerSku[]> {
  const { rows } = await sql<{ sku: SellerSku }>`
    select distinct amazon_sku as sku from listing where account_id = ${accountId}
      and gone_at is null and amazon_sku > ${after ?? ''}
    order by amazon_sku limit ${limit}
  `.execute(db)
  return rows.map((row) => row.sku)
}

/** SKUs that nothing has looked at since Amazon or the shop showed something else of them. */
export async function missedSkus(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<SellerSku[]> {
  const { rows } = await sql<{ sku: SellerSku }>`
    select distinct l.amazon_sku as sku from listing l
    join stock_figure f on f.account_id = l.account_id
      and f.marketplace_id = l.marketplace_id and f.amazon_sku = l.amazon_sku
    where l.account_id = ${accountId} and l.gone_at is null
      and l.fulfilled_by is distinct from 'AMAZON'
      and ((f.quantity is distinct from l.quantity and f.quantity is not null
          and f.wanted_since is null and f.check_at is null and f.decided_at < l.quantity_as_of)
        or f.check_at < app_now() - interval '10 minutes')
    limit ${limit}
  `.execute(db)
  return rows.map((row) => row.sku)
}
