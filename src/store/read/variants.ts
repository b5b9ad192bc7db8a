/** Finds variants by what a person writes: a Shopify SKU, or a variant's gid. */
import { sql } from 'kysely'
import type { AccountId, VariantGid } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type FoundVariant = {
  readonly variantGid: VariantGid
  readonly sku: string | null
  readonly productTitle: string
  readonly variantTitle: string
}

/** Variants that the shop still has, whose gid or SKU is among these. */
export async function findVariants(
  db: Database,
  accountId: AccountId,
  wanted: { readonly gids: readonly string[]; readonly skus: readonly string[] },
): Promise<FoundVariant[]> {
  const { rows } = await sql<FoundVariant>`
    select variant_gid as "variantGid", sku, observed->>'productTitle' as "productTitle",
      observed->>'variantTitle' as "variantTitle"
    from variant where account_id = ${accountId} and gone_at is null
      and variant_gid = any(${wanted.gids}::text[])
    union
    select variant_gid, sku, observed->>'productTitle', observed->>'variantTitle'
    from variant where account_id = ${accountId} and gone_at is null
      and sku = any(${wanted.skus}::text[])
    order by 1
  `.execute(db)
  return rows
}
