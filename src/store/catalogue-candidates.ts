/**
 * Variants that Amazon SKUs might mean, found by their keys alone: each class of keys is one index, so the cost
 * hangs on how many keys are asked for and not on how large the shop is. A list of keys is joined laterally with a
 * limit: as `= any(…)` it may be planned as a reading of all variants.
 */
import { sql } from 'kysely'
import type { StrongKeys, WeakKeys } from '../core/catalog/candidate-keys.ts'
import type { Candidate } from '../core/catalog/suggest.ts'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'

/** Of one key: a title or a barcode that half the shop shares is no evidence. */
const perKeyMax = 25
/** Of one title: as many as the variants of a large product. */
const perTitleMax = 300

export async function strongCandidates(
  db: Database,
  accountId: AccountId,
  keys: readonly StrongKeys[],
): Promise<Candidate[]> {
  const skuKeys = keys.map((one) => one.skuKey).filter((key) => key !== '')
  const barcodes = [...new Set(keys.flatMap((one) => one.barcodes))]
  const titles = [...new Set(keys.flatMap((one) => one.titleKeys))]
  const { rows } = await sql<Candidate>`
    select ${candidate} from unnest(${skuKeys}::text[]) as k(key)
    cross join lateral (select * from variant v where v.account_id = ${accountId}
      and v.gone_at is null and v.sku is not null and sku_key(v.sku) = k.key limit ${perKeyMax}) v
    union
    select ${candidate} from unnest(${barcodes}::text[]) as k(key)
    cross join lateral (select * from variant v where v.account_id = ${accountId}
      and v.gone_at is null and v.observed->>'barcode' is not null
      and barcode_key(v.observed->>'barcode') = k.key limit ${perKeyMax}) v
    union
    select ${candidate} from unnest(${titles}::text[]) as k(key)
    cross join lateral (select * from variant v where v.account_id = ${accountId}
      and v.gone_at is null and v.title_key = k.key limit ${perTitleMax}) v
  `.execute(db)
  return rows
}

export async function weakCandidates(
  db: Database,
  accountId: AccountId,
  keys: readonly WeakKeys[],
): Promise<Candidate[]> {
  const skuKeys = [...new Set(keys.flatMap((one) => one.skuKeys))]
  const prefixes = keys.flatMap((one) => (one.prefix === null ? [] : [one.prefix]))
  if (skuKeys.length === 0) return []
  const { rows } = await sql<Candidate>`
    select ${candidate} from unnest(${skuKeys}::text[]) as k(key)
    cross join lateral (select * from variant v where v.account_id = ${accountId}
      and v.gone_at is null and v.sku is not null and sku_key(v.sku) = k.key limit ${perKeyMax}) v
    union
    select ${candidate} from unnest(${prefixes}::text[]) as k(key)
    cross join lateral (select * from variant v where v.account_id = ${accountId}
      and v.gone_at is null and v.sku is not null and sku_key(v.sku) ~>~ k.key
      and sku_key(v.sku) ~<~ (k.key || chr(1114111)) limit ${perKeyMax}) v
  `.execute(db)
  return rows
}

const candidate = sql`v.variant_gid as "variantGid", v.sku,
  v.observed->>'productTitle' as "productTitle", v.observed->>'variantTitle' as "variantTitle",
  v.observed->'options' as options, v.observed->>'barcode' as barcode`
