/** The listings of the catalogue: believable content, some of it poor, and a few issues. The same for the same catalogue. */
import type { CatalogueItem } from '../../worlds/catalogue.ts'
import {
  amazonChannel,
  type Listing,
  type ListingContent,
  type ListingIssue,
  merchantChannel,
} from './listing.ts'

const dayMs = 86_400_000

/** One listing of a catalogue item; what is poor about it follows from its place. */
export function listingOf(
  item: CatalogueItem,
  at: number,
  marketplaceIds: readonly string[],
  nowMs: number,
): Listing {
  const byAmazon = item.fulfilledBy === 'AMAZON'
  const createdMs = nowMs - (400 - (at % 300)) * dayMs
  return {
    sku: item.amazonSku,
    asin: item.asin,
    productType: 'HOME',
    title: item.amazonTitle,
    ...(byAmazon ? { fnSku: `X00${item.asin.slice(-7)}` } : {}),
    marketplaceIds,
    createdMs,
    updatedMs: createdMs + (at % 90) * dayMs,
    availability: byAmazon
      ? [{ code: amazonChannel }]
      : [{ code: merchantChannel, quantity: item.stock, leadTimeDays: 1 + (at % 3) }],
    priceByCurrency: item.priceByCurrency,
    content: contentOf(item, at),
    issues: issuesOf(at),
  }
}

function contentOf(item: CatalogueItem, at: number): ListingContent {
  const brand = at % 37 === 9 ? 'NORDVIK HOME AB' : 'Nordvik'
  const bullets = ['Made in small batches', 'Packed without plastic', 'Two years of guarantee']
  return {
    brand,
    bullets: at % 29 === 5 ? [] : bullets,
    description: at % 41 === 7 ? '' : `${item.productTitle} by Nordvik.`,
    images: at % 31 === 3 ? 0 : 3,
    barcode: item.barcode,
    options: item.options,
  }
}

/** Codes and words of Amazon's own examples in the model and the feed schema. */
const missingAttribute: ListingIssue = {
  code: '18448',
  message:
    'Attributes tagged as relevant_attributes are incomplete. Provide values for the following attribute(s): item_weight, theme',
  severity: 'WARNING',
  attributeNames: ['item_weight', 'theme'],
  categories: ['MISSING_ATTRIBUTE'],
}

const poorImage: ListingIssue = {
  code: '18027',
  message:
    'We believe the main image has text, logo, graphic, or watermark that is not permitted for this product type. Submit a compliant image to lift the suppression. Also refer to Product image requirements.',
  severity: 'ERROR',
  categories: ['INVALID_IMAGE'],
  enforcements: {
    actions: [{ action: 'SEARCH_SUPPRESSED' }],
    exemption: { status: 'NOT_EXEMPT' },
  },
}

function issuesOf(at: number): ListingIssue[] {
  return [...(at % 43 === 11 ? [missingAttribute] : []), ...(at % 59 === 17 ? [poorImage] : [])]
}
