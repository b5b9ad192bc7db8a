/** Amazon's listings as people see them, with their links; and what the catalogue holds in all. */
import { sql } from 'kysely'
import type { ListingFacts, ListingIssue } from '../../core/catalog/listing.ts'
import type { AccountId, VariantGid } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type ListingRow = {
  readonly marketplaceId: string
  readonly amazonSku: string
  readonly asin: string | null
  readonly title: string | null
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  readonly productType: string | null
  readonly quantity: number | null
  readonly status: string | null
  readonly barcodes: readonly string[]
  /** Null: not read yet. */
  readonly issues: readonly ListingIssue[] | null
  readonly facts: ListingFacts | null
  readonly seenAtMs: number
  readonly how: 'mapping' | 'everywhere' | 'sku' | 'former-sku' | null
  readonly components: readonly { readonly variantGid: VariantGid; readonly quantity: number }[]
  /** Of the linked variant where it is a single one. */
  readonly productTitle: string | null
  readonly vendor: string | null
}

export type ListingFilter = 'all' | 'issues' | 'detailed'

/** By SKU and marketplace. `after` is `<sku>\n<marketplace>` of the last row before. */
export async function readListingRows(
  db: Database,
  accountId: AccountId,
  asked: {
    readonly filter: ListingFilter
    readonly after: string | null
    readonly limit: number
    readonly mappingFirst: boolean
    /** The beginning of an Amazon SKU. */
    readonly search?: string | null
  },
): Promise<{ readonly listings: readonly ListingRow[]; readonly next: string | null }> {
  const [afterSku = null, afterMarketplace = ''] = asked.after?.split('\n') ?? []
  const begins = (asked.search ?? '').replaceAll(/[\\%_]/g, '\\$&')
  const filter = {
    all: sql`true`,
    issues: sql`jsonb_array_length(l.issues) > 0`,
    detailed: sql`l.facts is not null`,
  }[asked.filter]
  const { rows } = await sql<ListingRow>`
    select l.marketplace_id as "marketplaceId", l.amazon_sku as "amazonSku", l.asin, l.title,
      l.fulfilled_by as "fulfilledBy", l.product_type as "productType", l.quantity, l.status,
      l.barcodes, l.issues, l.facts, l.seen_at as "seenAtMs", k.how,
      coalesce(k.components, '[]') as components, v.observed->>'productTitle' as "productTitle",
      v.observed->>'vendor' as vendor
    from (select * from listing l where l.account_id = ${accountId} and l.gone_at is null
      and (${afterSku}::text is null or (l.amazon_sku, l.marketplace_id) > (${afterSku}, ${afterMarketplace}))
      and ${filter} and (${begins} = '' or l.amazon_sku like ${begins} || '%')
      order by l.amazon_sku, l.marketplace_id limit ${asked.limit + 1}) l
    left join lateral link_of(${accountId}, l.amazon_sku, ${asked.mappingFirst}) k on true
    left join variant v on v.account_id = ${accountId} and jsonb_array_length(k.components) = 1
      and v.variant_gid = k.components->0->>'variantGid'
    order by l.amazon_sku, l.marketplace_id
  `.execute(db)
  const listings = rows.slice(0, asked.limit)
  const last = listings.at(-1)
  const more = rows.length > asked.limit && last !== undefined
  return { listings, next: more ? `${last.amazonSku}\n${last.marketplaceId}` : null }
}

export type CatalogueCounts = {
  readonly variants: number
  /** SKUs that several variants share, and how many variants those are. */
  readonly doubledSkus: number
  readonly variantsOfDoubledSkus: number
  readonly variantsWithoutSku: number
  readonly listings: number
  readonly listingsGone: number
  /** Listings whose details were never read. */
  readonly listingsUndetailed: number
  readonly listingsWithIssues: number
  readonly mappings: number
  readonly mappingsEverywhere: number
  readonly variantsReadAtMs: number | null
  readonly listingsReadAtMs: number | null
}

export async function readCatalogueCounts(
  db: Database,
  accountId: AccountId,
): Promise<CatalogueCounts> {
  const { rows } = await sql<CatalogueCounts>`
    select v.*, l.*, d.*,
      (select count(*) from sku_mapping where account_id = ${accountId}) as mappings,
      (select count(*) from global_mapping) as "mappingsEverywhere",
      (select complete_at from catalogue_state where account_id = ${accountId}) as "variantsReadAtMs",
      (select min(complete_at) from listing_pass where account_id = ${accountId}) as "listingsReadAtMs"
    from (select count(*) as variants, count(*) filter (where sku is null) as "variantsWithoutSku"
        from variant where account_id = ${accountId} and gone_at is null) v
      cross join (select count(*) as "doubledSkus", coalesce(sum(n), 0)::bigint as "variantsOfDoubledSkus"
        from (select count(*) as n from variant where account_id = ${accountId} and gone_at is null
          and sku is not null group by sku having count(*) > 1) g) d
      cross join (select count(*) filter (where gone_at is null) as listings,
          count(*) filter (where gone_at is not null) as "listingsGone",
          count(*) filter (where gone_at is null and facts is null) as "listingsUndetailed",
          count(*) filter (where gone_at is null and jsonb_array_length(issues) > 0) as "listingsWithIssues"
        from listing where account_id = ${accountId}) l
  `.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('the catalogue query answered no row')
  return row
}

export type DoubledSku = {
  readonly sku: string
  readonly variants: readonly {
    readonly variantGid: VariantGid
    readonly productTitle: string
    readonly variantTitle: string
  }[]
}

/** SKUs that several variants share, by SKU. */
export async function readDoubledSkus(
  db: Database,
  accountId: AccountId,
  asked: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly skus: readonly DoubledSku[]; readonly next: string | null }> {
  const { rows } = await sql<DoubledSku>`
    select sku, jsonb_agg(jsonb_build_object('variantGid', variant_gid,
      'productTitle', observed->>'productTitle', 'variantTitle', observed->>'variantTitle')
      order by variant_gid) as variants
    from variant where account_id = ${accountId} and gone_at is null and sku is not null
      and (${asked.after}::text is null or sku > ${asked.after})
    group by sku having count(*) > 1 order by sku limit ${asked.limit + 1}
  `.execute(db)
  const skus = rows.slice(0, asked.limit)
  return { skus, next: rows.length > asked.limit ? (skus.at(-1)?.sku ?? null) : null }
}
