/**
 * The local map of the shop's variants. SKUs are not unique in Shopify; a renamed SKU stays known as
 * a former one, so that an order placed before the rename still finds its variant (B86).
 */
import { sql } from 'kysely'
import type { AccountId, InventoryItemGid, VariantGid } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type StoredVariant = {
  readonly variantGid: VariantGid
  readonly productGid: string
  readonly sku: string | null
  /** `normaliseTitle(productTitle)` of the core. */
  readonly titleKey: string
  readonly inventoryItemGid: InventoryItemGid | null
  readonly tracked: boolean | null
  readonly observed: {
    readonly productTitle: string
    readonly variantTitle: string
    readonly options: readonly { readonly name: string; readonly value: string }[]
    readonly barcode: string | null
    readonly priceMinor: number | null
    /** Shopify's word for the brand. */
    readonly vendor?: string | null
  }
}

/** Stores variants; answers the SKUs that are new or changed, so that held orders can be replayed. */
export async function saveVariants(
  trx: Database,
  accountId: AccountId,
  variants: readonly StoredVariant[],
): Promise<string[]> {
  if (variants.length === 0) return []
  const rows = jsonRows(variants)
  await sql`
    insert into variant_former_sku (account_id, sku, variant_gid, since)
    select ${accountId}, v.sku, v.variant_gid, app_now()
    from ${rows} as r("variantGid" text, "sku" text)
    join variant v on v.account_id = ${accountId} and v.variant_gid = r."variantGid"
    where v.sku is not null and v.sku is distinct from r."sku"
    on conflict do nothing
  `.execute(trx)
  const { rows: changed } = await sql<{ sku: string | null }>`
    insert into variant as v (account_id, variant_gid, product_gid, sku, title_key,
      inventory_item_gid, tracked, observed, as_of)
    select ${accountId}, r."variantGid", r."productGid", r."sku", r."titleKey",
      r."inventoryItemGid", r."tracked", r."observed", app_now()
    from ${rows} as r("variantGid" text, "productGid" text, "sku" text, "titleKey" text,
      "inventoryItemGid" text, "tracked" boolean, "observed" jsonb)
    on conflict (account_id, variant_gid) do update set product_gid = excluded.product_gid,
      sku = excluded.sku, title_key = excluded.title_key,
      inventory_item_gid = excluded.inventory_item_gid, tracked = excluded.tracked,
      observed = excluded.observed, gone_at = null, as_of = excluded.as_of
    where (v.sku, v.title_key, v.observed, v.inventory_item_gid, v.gone_at)
      is distinct from (excluded.sku, excluded.title_key, excluded.observed,
        excluded.inventory_item_gid, null::timestamptz)
    returning v.sku
  `.execute(trx)
  return changed.flatMap((row) => (row.sku === null ? [] : [row.sku]))
}

/** Variants of a product that the shop no longer shows. */
export async function forgetMissingVariants(
  trx: Database,
  accountId: AccountId,
  productGid: string,
  present: readonly VariantGid[],
): Promise<void> {
  await sql`
    update variant set gone_at = app_now() where account_id = ${accountId}
      and product_gid = ${productGid} and gone_at is null
      and not (variant_gid = any(${present}::text[]))
  `.execute(trx)
}

/**
 * Variants that a page of the whole catalogue should have shown and did not. `afterNumber` and `upToNumber`
 * bound the page by the numbers of gids (null: no bound); what was read since the page was asked for stays.
 */
export async function forgetUnlisted(
  trx: Database,
  accountId: AccountId,
  page: {
    readonly present: readonly VariantGid[]
    readonly afterNumber: number | null
    readonly upToNumber: number | null
    readonly askedAtMs: number
  },
): Promise<void> {
  await sql`
    update variant set gone_at = app_now() where account_id = ${accountId} and gone_at is null
      and substring(variant_gid from '[0-9]+$')::bigint > ${page.afterNumber ?? -1}
      and substring(variant_gid from '[0-9]+$')::bigint <= coalesce(${page.upToNumber}::bigint,
        9223372036854775807)
      and as_of < from_ms(${page.askedAtMs}) and not (variant_gid = any(${page.present}::text[]))
  `.execute(trx)
}

/** Notes that stock of an inventory item moved; answers the SKUs of its variants. */
export async function noteStockChange(
  trx: Database,
  accountId: AccountId,
  inventoryItemGids: readonly string[],
): Promise<VariantGid[]> {
  const { rows } = await sql<{ gid: VariantGid }>`
    update variant set stock_changed_at = app_now()
    where account_id = ${accountId} and inventory_item_gid = any(${inventoryItemGids}::text[])
    returning variant_gid as gid
  `.execute(trx)
  return rows.map((row) => row.gid)
}

/** True when a product is told otherwise than last time, for the first time, or as deleted. */
export async function noteProductShape(
  trx: Database,
  accountId: AccountId,
  productGid: string,
  shape: string | null,
): Promise<boolean> {
  if (shape === null) {
    await sql`
      delete from product_shape where account_id = ${accountId} and product_gid = ${productGid}
    `.execute(trx)
    return true
  }
  const { rows } = await sql`
    insert into product_shape as p (account_id, product_gid, shape)
    values (${accountId}, ${productGid}, ${shape})
    on conflict (account_id, product_gid) do update set shape = excluded.shape
      where p.shape <> excluded.shape
    returning 1
  `.execute(trx)
  return rows.length > 0
}

export type CatalogueState = {
  readonly cursor: string | null
  /** The number of the last variant before `cursor`; null at the start of a pass. */
  readonly afterNumber: number | null
  readonly completeAtMs: number | null
}

export async function readCatalogueState(
  db: Database,
  accountId: AccountId,
): Promise<CatalogueState> {
  const { rows } = await sql<CatalogueState>`
    select cursor, after_number as "afterNumber", complete_at as "completeAtMs"
    from catalogue_state where account_id = ${accountId}
  `.execute(db)
  return rows[0] ?? { cursor: null, afterNumber: null, completeAtMs: null }
}

/** `complete` sets the time of completeness to now; a cursor says where the next page begins. */
export async function saveCatalogueState(
  trx: Database,
  accountId: AccountId,
  state: Pick<CatalogueState, 'cursor' | 'afterNumber'> & { readonly complete: boolean },
): Promise<void> {
  await sql`
    insert into catalogue_state as c (account_id, cursor, after_number, complete_at)
    values (${accountId}, ${state.cursor}, ${state.afterNumber},
      case when ${state.complete} then app_now() end)
    on conflict (account_id) do update set cursor = excluded.cursor,
      after_number = excluded.after_number, complete_at = coalesce(excluded.complete_at, c.complete_at)
  `.execute(trx)
}

/** A bulk operation that reads the whole catalogue. */
export type BulkPass = {
  readonly gid: string
  readonly begunAtMs: number
  /** Lines of its document that are stored. */
  readonly rowsDone: number
}

export async function readBulkPass(db: Database, accountId: AccountId): Promise<BulkPass | null> {
  const { rows } = await sql<BulkPass>`
    select bulk_gid as gid, bulk_begun_at as "begunAtMs", bulk_rows as "rowsDone"
    from catalogue_state where account_id = ${accountId} and bulk_gid is not null
  `.execute(db)
  return rows[0] ?? null
}

export async function saveBulkPass(
  trx: Database,
  accountId: AccountId,
  pass: BulkPass | null,
): Promise<void> {
  await sql`
    insert into catalogue_state (account_id, bulk_gid, bulk_begun_at, bulk_rows)
    values (${accountId}, ${pass?.gid ?? null}, from_ms(${pass?.begunAtMs ?? null}),
      ${pass?.rowsDone ?? 0})
    on conflict (account_id) do update set bulk_gid = excluded.bulk_gid,
      bulk_begun_at = excluded.bulk_begun_at, bulk_rows = excluded.bulk_rows
  `.execute(trx)
}

/** Variants that we take for the shop's, by the numbers of their gids. */
export async function pageKnownVariants(
  db: Database,
  accountId: AccountId,
  page: { readonly after: number | null; readonly limit: number },
): Promise<{ readonly variantGid: VariantGid; readonly number: number }[]> {
  const { rows } = await sql<{ variantGid: VariantGid; number: number }>`
    select variant_gid as "variantGid", substring(variant_gid from '[0-9]+$')::bigint as number
    from variant where account_id = ${accountId} and gone_at is null
      and substring(variant_gid from '[0-9]+$')::bigint > ${page.after ?? -1}
    order by substring(variant_gid from '[0-9]+$')::bigint limit ${page.limit}
  `.execute(db)
  return rows
}

/** Those of them that were not read since. */
export async function forgetVariants(
  trx: Database,
  accountId: AccountId,
  gids: readonly VariantGid[],
  begunAtMs: number,
): Promise<void> {
  if (gids.length === 0) return
  await sql`
    update variant set gone_at = app_now() where account_id = ${accountId} and gone_at is null
      and variant_gid = any(${gids}::text[]) and as_of < from_ms(${begunAtMs})
  `.execute(trx)
}

export type StoredMapping = {
  readonly sku: string
  readonly components: readonly { readonly variantGid: VariantGid; readonly quantity: number }[]
}

export async function saveMappings(
  trx: Database,
  accountId: AccountId,
  mappings: readonly StoredMapping[],
  by: string,
): Promise<void> {
  if (mappings.length === 0) return
  await sql`
    insert into sku_mapping (account_id, sku, components, by_whom, at)
    select ${accountId}, r."sku", r."components", ${by}, app_now()
    from ${jsonRows(mappings)} as r("sku" text, "components" jsonb)
    on conflict (account_id, sku) do update set components = excluded.components,
      by_whom = excluded.by_whom, at = excluded.at
  `.execute(trx)
}

export async function removeMapping(
  trx: Database,
  accountId: AccountId,
  sku: string,
): Promise<boolean> {
  const { rows } = await sql`
    delete from sku_mapping where account_id = ${accountId} and sku = ${sku} returning sku
  `.execute(trx)
  return rows.length > 0
}
