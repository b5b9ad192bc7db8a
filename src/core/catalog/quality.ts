/**
 * What a listing lacks, and where the two sides tell a product differently. A listing whose details were never
 * read is not judged: unknown is not missing. Pure.
 */
import { normaliseTitle } from '../orders/match-title.ts'
import type { ListingDetail } from './listing.ts'

export type QualityFinding = {
  readonly code: QualityCode
  /** What is there, for a person: counts, or both sides' words. */
  readonly amazon: string
  readonly shopify: string | null
}

export type QualityCode =
  | 'BULLETS_MISSING'
  | 'BULLETS_FEW'
  | 'IMAGES_MISSING'
  | 'IMAGES_FEW'
  | 'DESCRIPTION_MISSING'
  | 'BRAND_MISSING'
  | 'BRAND_DIFFERS'
  | 'TITLE_DIFFERS'

/** Sellers are advised to use all five bullets and several images (Seller Central, 2026-11). */
const bulletsWanted = 5
const imagesWanted = 3
/** Of the words of the product's title in the shop, so many should stand in Amazon's. */
const sharedWordsMin = 0.5

export type ShopWords = { readonly productTitle: string; readonly vendor: string | null }

/** `shop` is null for a listing without a link, and for a kit: then only Amazon's side is judged. */
export function listingQuality(
  listing: { readonly title: string | null; readonly detail: Pick<ListingDetail, 'facts'> },
  shop: ShopWords | null,
): readonly QualityFinding[] {
  const { facts } = listing.detail
  return [
    ...few('BULLETS', facts.bullets, bulletsWanted),
    ...few('IMAGES', facts.images, imagesWanted),
    ...(facts.hasDescription ? [] : [only('DESCRIPTION_MISSING', '')]),
    ...brandFindings(facts.brand, shop?.vendor ?? null),
    ...titleFindings(listing.title, shop?.productTitle ?? null),
  ]
}

function few(what: 'BULLETS' | 'IMAGES', count: number, wanted: number): QualityFinding[] {
  if (count === 0) return [only(`${what}_MISSING`, '0')]
  return count < wanted ? [only(`${what}_FEW`, `${count}`)] : []
}

function brandFindings(amazon: string | null, shopify: string | null): QualityFinding[] {
  if (amazon === null) return [{ code: 'BRAND_MISSING', amazon: '', shopify }]
  if (shopify === null || shopify === '' || fold(amazon) === fold(shopify)) return []
  return [{ code: 'BRAND_DIFFERS', amazon, shopify }]
}

function titleFindings(amazon: string | null, shopify: string | null): QualityFinding[] {
  if (amazon === null || shopify === null) return []
  const wanted = new Set(words(shopify))
  if (wanted.size === 0) return []
  const present = new Set(words(amazon))
  const shared = [...wanted].filter((word) => present.has(word)).length
  return shared / wanted.size >= sharedWordsMin ? [] : [{ code: 'TITLE_DIFFERS', amazon, shopify }]
}

function only(code: QualityCode, amazon: string): QualityFinding {
  return { code, amazon, shopify: null }
}

function words(text: string): string[] {
  return normaliseTitle(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function fold(text: string): string {
  return words(text).join(' ')
}
