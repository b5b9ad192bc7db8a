/**
 * From what a person writes (a Shopify SKU, or a variant's gid) to the variants of the shop. A SKU that
 * several variants share is no answer: which one is meant must be said by gid.
 */
import { type AccountId, id, type VariantGid } from '../../core/ids.ts'
import type { Database } from '../../store/pool.ts'
import { type FoundVariant, findVariants } from '../../store/read/variants.ts'

/** `variant` is a Shopify SKU or a gid such as gid://shopify/ProductVariant/1. */
export type WantedComponent = { readonly variant: string; readonly quantity: number }

export type Resolved =
  | { readonly is: 'found'; readonly variantGid: VariantGid }
  | { readonly is: 'none' }
  | { readonly is: 'several'; readonly variants: readonly FoundVariant[] }

export const quantityMax = 1_000

const gidPrefix = 'gid://shopify/ProductVariant/'

/** Answers a function from a written variant to what it means, after two reads of the catalogue. */
export async function resolveVariants(
  db: Database,
  accountId: AccountId,
  written: readonly string[],
): Promise<(variant: string) => Resolved> {
  const gids = written.filter(isGid)
  const skus = written.filter((text) => !isGid(text))
  const found = await findVariants(db, accountId, { gids, skus })
  const byGid = new Map(found.map((variant) => [variant.variantGid as string, variant]))
  const bySku = new Map<string, FoundVariant[]>()
  for (const variant of found) {
    if (variant.sku !== null) {
      bySku.set(variant.sku, [...(bySku.get(variant.sku) ?? []), variant])
    }
  }
  return (text) => {
    const one = byGid.get(text)
    const fitting = isGid(text) ? (one === undefined ? [] : [one]) : (bySku.get(text) ?? [])
    const [first] = fitting
    if (first === undefined) return { is: 'none' }
    if (fitting.length > 1) return { is: 'several', variants: fitting }
    return { is: 'found', variantGid: id('VariantGid', first.variantGid) }
  }
}

function isGid(text: string): boolean {
  return text.startsWith(gidPrefix)
}
