/**
 * One item of a listings search as our listing, for one marketplace. What a dataset that was asked for does
 * not hold is empty; a dataset that is not there at all is unknown.
 */
import { fulfillerOf, type Listing, type ListingFacts } from '../../../core/catalog/listing.ts'
import { barcodeKey } from '../../../core/catalog/sku-key.ts'
import { id, type MarketplaceId } from '../../../core/ids.ts'
import { type WireListing, wireAttribute, wireListing } from '../wire/listings.ts'

const issuesMax = 50
const wordsMax = 500
const attributesMax = 20

/** `elsewhere`: Amazon knows the SKU, and does not list it on this marketplace. */
export function readListing(
  value: unknown,
  marketplaceId: MarketplaceId,
): Listing | 'elsewhere' | 'unreadable' {
  const parsed = wireListing.safeParse(value)
  if (!parsed.success) return 'unreadable'
  const wire = parsed.data
  const summary = wire.summaries?.find((one) => one.marketplaceId === marketplaceId)
  if (wire.summaries != null && summary === undefined) return 'elsewhere'
  const channels = wire.fulfillmentAvailability?.map((one) => one.fulfillmentChannelCode) ?? []
  const merchant = wire.fulfillmentAvailability?.find(
    (one) => one.fulfillmentChannelCode === 'DEFAULT',
  )
  return {
    marketplaceId,
    amazonSku: id('SellerSku', wire.sku),
    asin: summary?.asin || null,
    title: summary?.itemName || firstText(wire, 'item_name', marketplaceId),
    fulfilledBy: fulfillerOf(channels),
    channels,
    productType: productTypeOf(wire, marketplaceId) ?? summary?.productType ?? null,
    quantity: merchant?.quantity ?? null,
    status: statusOf(summary?.status ?? null),
    barcodes: barcodesOf(wire, marketplaceId),
    detail:
      wire.attributes == null
        ? null
        : {
            issues: issuesOf(wire, marketplaceId).map((issue) => ({
              code: issue.code.slice(0, 80),
              severity: issue.severity.slice(0, 40),
              message: issue.message.slice(0, wordsMax),
              attributes: (issue.attributeNames ?? []).slice(0, attributesMax),
            })),
            facts: factsOf(wire, summary?.mainImage != null, marketplaceId),
          },
  }
}

/** Of this marketplace, and those that name none. */
function issuesOf({ issues }: WireListing, marketplaceId: MarketplaceId) {
  const here = (issues ?? []).filter(
    (issue) => issue.marketplaceIds?.includes(marketplaceId) ?? true,
  )
  return here.slice(0, issuesMax)
}

/** The words of the listings report: a listing that can be bought is active. */
function statusOf(statuses: readonly string[] | null): string | null {
  if (statuses === null) return null
  return statuses.includes('BUYABLE') ? 'ACTIVE' : 'INACTIVE'
}

function productTypeOf(wire: WireListing, marketplaceId: MarketplaceId): string | undefined {
  return wire.productTypes?.find((one) => one.marketplaceId === marketplaceId)?.productType
}

function factsOf(wire: WireListing, hasMain: boolean, marketplaceId: MarketplaceId): ListingFacts {
  const others = Object.keys(wire.attributes ?? {}).filter(
    (name) =>
      /^other_product_image_locator_\d+$/.test(name) &&
      values(wire, name, marketplaceId).length > 0,
  )
  const main = hasMain || values(wire, 'main_product_image_locator', marketplaceId).length > 0
  return {
    brand: firstText(wire, 'brand', marketplaceId),
    bullets: texts(wire, 'bullet_point', marketplaceId).length,
    images: others.length + (main ? 1 : 0),
    hasDescription: texts(wire, 'product_description', marketplaceId).length > 0,
  }
}

function barcodesOf(wire: WireListing, marketplaceId: MarketplaceId): string[] {
  const found = texts(wire, 'externally_assigned_product_identifier', marketplaceId)
  return [...new Set(found.map(barcodeKey).filter((key) => key !== null))]
}

function firstText(wire: WireListing, name: string, marketplaceId: MarketplaceId): string | null {
  return texts(wire, name, marketplaceId)[0] ?? null
}

function texts(wire: WireListing, name: string, marketplaceId: MarketplaceId): string[] {
  return values(wire, name, marketplaceId).flatMap(({ value }) => {
    const text = typeof value === 'number' ? String(value) : value
    return typeof text === 'string' && text.trim() !== '' ? [text.trim()] : []
  })
}

/** Of this marketplace, and those that name none. */
function values(wire: WireListing, name: string, marketplaceId: MarketplaceId) {
  const parsed = wireAttribute.safeParse(wire.attributes?.[name])
  if (!parsed.success) return []
  return parsed.data.filter((one) => (one.marketplace_id ?? marketplaceId) === marketplaceId)
}
