/** The verbs of listings and stock as plain functions: what the seller does in Seller Central, Amazon in its warehouses, a buyer. */
import { z } from 'zod'
import { orderSpecSchema } from '../order-spec.ts'
import type { AmazonWorld } from '../world.ts'
import type { FbaFigures, FbaStock } from './fba-stock.ts'
import { amazonChannel, type Listing, merchantChannel, merchantQuantity } from './listing.ts'
import type { HarmDone } from './listings.ts'
import { buyable } from './order-stock.ts'
import type { StockedSpec } from './stocked-block.ts'

const amount = z.string().regex(/^\d+(\.\d+)?$/)
const whole = z.int().nonnegative()

export const issueSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  severity: z.enum(['ERROR', 'WARNING', 'INFO']),
  attributeNames: z.array(z.string()).optional(),
  categories: z.array(z.string()).optional(),
  enforcement: z
    .enum([
      'LISTING_SUPPRESSED',
      'ATTRIBUTE_SUPPRESSED',
      'CATALOG_ITEM_REMOVED',
      'SEARCH_SUPPRESSED',
    ])
    .optional(),
})

export const listingSpecSchema = z.strictObject({
  sku: z.string().min(1),
  asin: z.string().optional(),
  title: z.string().optional(),
  fulfilledBy: z.enum(['MERCHANT', 'AMAZON']).optional(),
  /** Of the merchant, or in Amazon's warehouse. */
  quantity: whole.optional(),
  leadTimeDays: whole.optional(),
  marketplaceIds: z.array(z.string()).optional(),
  price: z.record(z.string(), amount).optional(),
  brand: z.string().optional(),
  bullets: z.array(z.string()).optional(),
  description: z.string().optional(),
  images: whole.optional(),
  barcode: z.string().optional(),
  issues: z.array(issueSchema).optional(),
})

export type ListingSpec = z.infer<typeof listingSpecSchema>

export const fbaSchema = z.strictObject({
  fulfillable: whole.optional(),
  pendingCustomerOrder: whole.optional(),
  pendingTransshipment: whole.optional(),
  fcProcessing: whole.optional(),
  inboundWorking: whole.optional(),
  inboundShipped: whole.optional(),
  inboundReceiving: whole.optional(),
  researching: whole.optional(),
  customerDamaged: whole.optional(),
  warehouseDamaged: whole.optional(),
})

export const stockedSchema = z.strictObject({
  count: z.int().positive().max(2_000_000),
  seed: z.int(),
  quantity: whole.optional(),
  leadTimeDays: whole.optional(),
})

export const purchaseSchema = orderSpecSchema.extend({
  sku: z.string(),
  quantity: z.int().positive().optional(),
})

export type Purchase = z.infer<typeof purchaseSchema>

export type StockControl = {
  addListing(spec: ListingSpec): void
  listing(sku: string): Listing | undefined
  /** In Seller Central, or by another program: at once. */
  setListingQuantity(sku: string, quantity: number): void
  setListingIssues(sku: string, issues: NonNullable<ListingSpec['issues']>): void
  removeFromMarketplace(sku: string, marketplaceId: string): void
  merchantQuantity(sku: string): number | undefined
  listingCount(): number
  /** Very many plain listings at once; gives back how many there are then. */
  stockListings(spec: StockedSpec): number
  fbaStock(sku: string): FbaStock | undefined
  setFbaStock(sku: string, figures: FbaFigures): void
  /** A buyer orders what is there; undefined when it is not. */
  buy(purchase: Purchase): string | undefined
  /** What patches did that nobody wants; empty for a careful application. */
  listingHarms(): readonly HarmDone[]
  /** Accepted patches that do not show yet. */
  waitingPatches(): number
}

export function createStockControl(world: AmazonWorld): StockControl {
  const { listings } = world
  const known = (sku: string): Listing => {
    const listing = listings.store.get(sku)
    if (listing === undefined) throw new Error(`no listing ${sku}`)
    return listing
  }
  return {
    addListing: (spec) => addListing(world, spec),
    listing: (sku) => listings.store.get(sku),
    setListingQuantity(sku, quantity) {
      const delta = quantity - (merchantQuantity(known(sku)) ?? 0)
      listings.moveQuantity(sku, delta, 'Seller Central')
    },
    setListingIssues(sku, issues) {
      known(sku)
      listings.change(sku, (one) => ({ ...one, issues: issues.map(issueOf) }), 'Amazon')
    },
    removeFromMarketplace(sku, marketplaceId) {
      const marketplaceIds = known(sku).marketplaceIds.filter((id) => id !== marketplaceId)
      listings.change(sku, (one) => ({ ...one, marketplaceIds }), 'Seller Central')
    },
    merchantQuantity: (sku) => merchantQuantity(known(sku)),
    listingCount: () => listings.store.size(),
    stockListings(spec) {
      listings.stock(spec)
      return listings.store.size()
    },
    fbaStock: (sku) => listings.fba.get(sku),
    setFbaStock(sku, figures) {
      if (listings.fba.get(sku) === undefined) throw new Error(`no FBA stock of ${sku}`)
      listings.changeFba(sku, () => withoutGaps(figures), 'Amazon')
    },
    buy({ sku, quantity = 1, ...spec }) {
      if (buyable(listings, sku) < quantity) return undefined
      return world.account.place({ ...spec, lines: [{ sku, quantity }] })
    },
    listingHarms: listings.harms,
    waitingPatches: listings.waiting,
  }
}

function addListing({ listings, clock, settings }: AmazonWorld, spec: ListingSpec): void {
  const byAmazon = spec.fulfilledBy === 'AMAZON'
  const { quantity = 0, leadTimeDays } = spec
  const asin = spec.asin ?? `B0${hashOf(spec.sku)}`
  const merchant = {
    code: merchantChannel,
    quantity,
    ...(leadTimeDays === undefined ? {} : { leadTimeDays }),
  }
  const nowMs = clock.nowMs()
  const listing: Listing = {
    sku: spec.sku,
    asin,
    productType: 'HOME',
    title: spec.title ?? `Listing ${spec.sku}`,
    ...(byAmazon ? { fnSku: `X00${asin.slice(-7)}` } : {}),
    marketplaceIds: spec.marketplaceIds ?? settings().participations,
    createdMs: nowMs,
    updatedMs: nowMs,
    availability: byAmazon ? [{ code: amazonChannel }] : [merchant],
    priceByCurrency: spec.price ?? { EUR: '19.90', GBP: '17.90', USD: '21.90' },
    content: {
      brand: spec.brand ?? 'Nordvik',
      bullets: spec.bullets ?? ['One', 'Two'],
      description: spec.description ?? `Listing ${spec.sku}.`,
      images: spec.images ?? 1,
      barcode: spec.barcode ?? '',
      options: [],
    },
    issues: (spec.issues ?? []).map(issueOf),
  }
  listings.add(listing, byAmazon ? quantity : undefined)
}

function issueOf({
  enforcement,
  attributeNames,
  categories = [],
  ...issue
}: NonNullable<ListingSpec['issues']>[number]): Listing['issues'][number] {
  return {
    ...issue,
    categories,
    ...(attributeNames === undefined ? {} : { attributeNames }),
    ...(enforcement === undefined
      ? {}
      : {
          enforcements: {
            actions: [{ action: enforcement }],
            exemption: { status: 'NOT_EXEMPT' },
          },
        }),
  }
}

/** Eight digits that follow from the SKU. */
function hashOf(sku: string): string {
  let hash = 7
  for (const sign of sku) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) % 100_000_000
  return String(hash).padStart(8, '0')
}

function withoutGaps(figures: FbaFigures): FbaFigures {
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => value !== undefined))
}
