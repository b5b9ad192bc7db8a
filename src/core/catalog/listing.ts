/**
 * One of Amazon's listings as Amazon shows it: a SKU of the seller on one marketplace. What Amazon did not say
 * is null and means unknown, never none.
 * Source: Listings Items API 2021-08-01 and the listings report (read 2026-11-22).
 */
import type { MarketplaceId, SellerSku } from '../ids.ts'

export type ListingIssue = {
  readonly code: string
  /** ERROR, WARNING, INFO, or a word that we do not know. */
  readonly severity: string
  /** Amazon's own words. */
  readonly message: string
  readonly attributes: readonly string[]
}

/** How much a buyer is shown; counts of it, for the quality check. */
export type ListingFacts = {
  readonly brand: string | null
  readonly bullets: number
  readonly images: number
  readonly hasDescription: boolean
}

/** What only a search shows; a report says nothing of it. */
export type ListingDetail = {
  readonly issues: readonly ListingIssue[]
  readonly facts: ListingFacts
}

export type Listing = {
  readonly marketplaceId: MarketplaceId
  readonly amazonSku: SellerSku
  readonly asin: string | null
  readonly title: string | null
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  readonly channels: readonly string[]
  readonly productType: string | null
  /** What Amazon shows for the merchant's channel. */
  readonly quantity: number | null
  readonly status: string | null
  /** `barcodeKey` of each. */
  readonly barcodes: readonly string[]
  readonly detail: ListingDetail | null
}

/**
 * Amazon fulfils a SKU as soon as one of its channels is Amazon's: such a SKU never takes the merchant's
 * figure, which would turn the offer around.
 */
export function fulfillerOf(channels: readonly string[]): Listing['fulfilledBy'] {
  if (channels.some((channel) => channel.startsWith('AMAZON'))) return 'AMAZON'
  return channels.includes('DEFAULT') ? 'MERCHANT' : null
}
