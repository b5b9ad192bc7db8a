/**
 * The mapping table as people see it: each Amazon SKU with the variants that it stands for, those of this
 * connection and, where it has none, those for every connection.
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId, VariantGid } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type MappingRow = {
  readonly amazonSku: string
  readonly components: readonly {
    readonly variantGid: VariantGid
    readonly quantity: number
    readonly shopifySku: string | null
    readonly productTitle: string | null
    readonly variantTitle: string | null
    /** True when the shop no longer has the variant: the mapping then finds nothing. */
    readonly gone: boolean
  }[]
  /** Holds for every connection, not for this alone. */
  readonly everywhere: boolean
  readonly by: string
  readonly atMs: number
}

export type MappingPage = {
  readonly mappings: readonly MappingRow[]
  /** Give it as `after` for the next page; null at the end. */
  readonly next: string | null
}

/** By Amazon SKU. `search` is the beginning of an Amazon SKU. */
export async function readMappings(
  db: Database,
  accountId: AccountId,
  asked: { readonly after: string | null; readonly limit: number; readonly search?: string | null },
): Promise<MappingPage> {
  const begins = (asked.search ?? '').replaceAll(/[\\%_]/g, '\\$&')
  const rows = await select(
    db,
    accountId,
    sql`(${asked.after}::text is null or sku > ${asked.after})
      and (${begins} = '' or sku like ${begins} || '%')`,
    asked.limit + 1,
  )
  const page = rows.slice(0, asked.limit)
  const next = rows.length > asked.limit ? (page.at(-1)?.amazonSku ?? null) : null
  return { mappings: page, next }
}

/** What holds for these Amazon SKUs: this connection's own mapping, else the one for all. */
export async function readMappingsIn(
  db: Database,
  accountId: AccountId,
  amazonSkus: readonly string[],
): Promise<MappingRow[]> {
  return select(db, accountId, sql`sku = any(${amazonSkus}::text[])`, amazonSkus.length)
}

/** Those of this connection's own mappings with these Amazon SKUs. */
export async function readMappingsOf(
  db: Database,
  accountId: AccountId,
  amazonSkus: readonly string[],
): Promise<MappingRow[]> {
  const rows = await readMappingsIn(db, accountId, amazonSkus)
  return rows.filter((row) => !row.everywhere)
}

async function select(
  db: Database,
  accountId: AccountId,
  where: RawBuilder<unknown>,
  limit: number,
): Promise<MappingRow[]> {
  const { rows } = await sql<MappingRow>`
    select m.sku as "amazonSku", m.everywhere, m.by_whom as by, m.at as "atMs", (
      select jsonb_agg(jsonb_build_object('variantGid', p.part->>'variantGid',
        'quantity', (p.part->>'quantity')::int, 'shopifySku', v.sku,
        'productTitle', v.observed->>'productTitle', 'variantTitle', v.observed->>'variantTitle',
        'gone', v.variant_gid is null or v.gone_at is not null) order by p.place)
      from jsonb_array_elements(m.components) with ordinality as p(part, place)
      left join variant v on v.account_id = ${accountId} and v.variant_gid = p.part->>'variantGid'
    ) as components
    from (
      (select sku, false as everywhere, components, by_whom, at from sku_mapping
        where account_id = ${accountId} and ${where} order by sku limit ${limit})
      union all
      (select sku, true, coalesce(present_components(${accountId}, components), components),
          by_whom, at from global_mapping g
        where ${where} and not exists (select from sku_mapping o
          where o.account_id = ${accountId} and o.sku = g.sku)
        order by sku limit ${limit})
      order by sku limit ${limit}
    ) m
    order by m.sku
  `.execute(db)
  return rows
}
