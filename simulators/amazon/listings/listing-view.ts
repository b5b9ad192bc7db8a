/** A listing as Listings Items 2021-08-01 shows it, data set by data set. */
import { marketplace } from '../marketplaces.ts'
import { type AttributeRows, type Listing, statusOf } from './listing.ts'
import { availabilityName } from './patch-rules.ts'

export const dataSets = [
  'summaries',
  'attributes',
  'issues',
  'offers',
  'fulfillmentAvailability',
  'procurement',
  'relationships',
  'productTypes',
] as const

export type DataSet = (typeof dataSets)[number]

/** `fulfillable`: the units in Amazon's warehouse, which decide whether an FBA offer can be bought. */
export function listingOnTheWire(
  listing: Listing,
  included: ReadonlySet<DataSet>,
  marketplaceIds: readonly string[],
  fulfillable: number,
): Record<string, unknown> {
  const here = marketplaceIds.filter((id) => listing.marketplaceIds.includes(id))
  const views: Record<DataSet, () => unknown> = {
    summaries: () => here.map((id) => summary(listing, id, fulfillable)),
    attributes: () => attributes(listing, here),
    issues: () =>
      listing.issues.map(({ marketplaceIds: own, ...issue }) => ({
        ...issue,
        marketplaceIds: own ?? here,
      })),
    offers: () => here.flatMap((id) => offer(listing, id)),
    fulfillmentAvailability: () =>
      listing.availability.map(({ code, quantity }) => ({
        fulfillmentChannelCode: code,
        ...(quantity === undefined ? {} : { quantity }),
      })),
    procurement: () => [],
    relationships: () => here.map((marketplaceId) => ({ marketplaceId, relationships: [] })),
    productTypes: () =>
      here.map((marketplaceId) => ({ marketplaceId, productType: listing.productType })),
  }
  const shown: Record<string, unknown> = { sku: listing.sku }
  for (const name of dataSets) if (included.has(name)) shown[name] = views[name]()
  return shown
}

function summary(listing: Listing, marketplaceId: string, fulfillable: number): unknown {
  const image = imageOf(listing, 1)
  return {
    marketplaceId,
    asin: listing.asin,
    productType: listing.productType,
    conditionType: 'new_new',
    status: statusOf(listing, fulfillable),
    ...(listing.fnSku === undefined ? {} : { fnSku: listing.fnSku }),
    itemName: listing.title,
    createdDate: new Date(listing.createdMs).toISOString(),
    lastUpdatedDate: new Date(listing.updatedMs).toISOString(),
    ...(image === undefined ? {} : { mainImage: { link: image, height: 500, width: 500 } }),
  }
}

function imageOf({ content, asin }: Listing, number: number): string | undefined {
  return number > content.images
    ? undefined
    : `https://m.media-amazon.example/images/${asin}-${number}.jpg`
}

function offer(listing: Listing, marketplaceId: string): unknown[] {
  const { currency } = marketplace(marketplaceId)
  const amount = listing.priceByCurrency[currency]
  if (amount === undefined) return []
  return [
    {
      marketplaceId,
      offerType: 'B2C',
      price: { currencyCode: currency, amount },
      audience: { value: 'ALL', displayName: 'Sell on Amazon' },
    },
  ]
}

function attributes(listing: Listing, here: readonly string[]): Record<string, AttributeRows> {
  const { content } = listing
  const rows = (values: readonly unknown[]): AttributeRows =>
    here.flatMap((marketplace_id) =>
      values.map((value) => ({ value, language_tag: 'en_GB', marketplace_id })),
    )
  const images = [1, 2, 3].flatMap((number) => {
    const link = imageOf(listing, number)
    const name =
      number === 1 ? 'main_product_image_locator' : `other_product_image_locator_${number - 1}`
    const value = here.map((marketplace_id) => ({ media_location: link, marketplace_id }))
    return link === undefined ? [] : [[name, value] as const]
  })
  const all: Record<string, AttributeRows> = {
    condition_type: here.map((marketplace_id) => ({ value: 'new_new', marketplace_id })),
    item_name: rows([listing.title]),
    brand: rows([content.brand]),
    bullet_point: rows(content.bullets),
    product_description: content.description === '' ? [] : rows([content.description]),
    externally_assigned_product_identifier:
      content.barcode === ''
        ? []
        : here.map((marketplace_id) => ({ type: 'ean', value: content.barcode, marketplace_id })),
    ...Object.fromEntries(images),
    ...Object.fromEntries(
      content.options.map((one) => [one.name.toLowerCase(), rows([one.value])]),
    ),
    ...listing.patched,
    [availabilityName]: listing.availability.map((one) => ({
      fulfillment_channel_code: one.code,
      ...(one.quantity === undefined ? {} : { quantity: one.quantity }),
      ...(one.leadTimeDays === undefined ? {} : { lead_time_to_ship_max_days: one.leadTimeDays }),
      ...(one.restockDate === undefined ? {} : { restock_date: one.restockDate }),
    })),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value.length > 0))
}
