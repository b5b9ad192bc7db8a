/**
 * One listing of the seller, in the words of Listings Items 2021-08-01 (model of 2026-08-05). A change makes a new record.
 * The quantity belongs to the SKU and its channel, not to a marketplace: so the model's availability and the notification
 * have it.
 */

export const merchantChannel = 'DEFAULT'

/** The channel of Amazon's own fulfilment in the region that is simulated. */
export const amazonChannel = 'AMAZON_EU'

export type Availability = {
  readonly code: string
  readonly quantity?: number
  readonly leadTimeDays?: number
  readonly restockDate?: string
}

export type ListingIssue = {
  readonly code: string
  readonly message: string
  readonly severity: 'ERROR' | 'WARNING' | 'INFO'
  readonly attributeNames?: readonly string[]
  readonly categories: readonly string[]
  readonly enforcements?: {
    readonly actions: readonly { readonly action: string }[]
    readonly exemption: { readonly status: string; readonly expiryDate?: string }
  }
  readonly marketplaceIds?: readonly string[]
}

/** What a buyer reads, for quality checks. */
export type ListingContent = {
  readonly brand: string
  readonly bullets: readonly string[]
  readonly description: string
  readonly images: number
  readonly barcode: string
  readonly options: readonly { readonly name: string; readonly value: string }[]
}

export type AttributeRows = readonly Readonly<Record<string, unknown>>[]

export type Listing = {
  readonly sku: string
  readonly asin: string
  readonly productType: string
  readonly title: string
  readonly fnSku?: string
  readonly marketplaceIds: readonly string[]
  readonly createdMs: number
  readonly updatedMs: number
  readonly availability: readonly Availability[]
  readonly priceByCurrency: Readonly<Record<string, string>>
  readonly content: ListingContent
  readonly issues: readonly ListingIssue[]
  /** Attributes that were patched, beside the availability. */
  readonly patched?: Readonly<Record<string, AttributeRows>>
}

/** Whether Amazon ships what is sold under this SKU. */
export function isByAmazon(listing: Listing): boolean {
  return listing.availability.some(({ code }) => code !== merchantChannel)
}

export function merchantQuantity(listing: Listing): number | undefined {
  return listing.availability.find(({ code }) => code === merchantChannel)?.quantity
}

export function isSuppressed(listing: Listing): boolean {
  return listing.issues.some(
    ({ enforcements }) =>
      enforcements?.exemption.status === 'NOT_EXEMPT' &&
      enforcements.actions.some(({ action }) =>
        ['LISTING_SUPPRESSED', 'CATALOG_ITEM_REMOVED'].includes(action),
      ),
  )
}

/** Of an Amazon-fulfilled one the warehouse decides, see `fulfillable`. */
export function statusOf(listing: Listing, fulfillable: number): string[] {
  if (isSuppressed(listing)) return []
  const units = (merchantQuantity(listing) ?? 0) + (isByAmazon(listing) ? fulfillable : 0)
  return units > 0 ? ['BUYABLE', 'DISCOVERABLE'] : ['DISCOVERABLE']
}
