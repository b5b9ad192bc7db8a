/**
 * Reports of listings and of FBA stock as tab-separated text. Columns as Amazon's sellers know them (Seller Central's help
 * and stored samples); in Europe the text is ISO-8859-1, elsewhere UTF-8: unproven, and a setting. A near-real-time FBA
 * report is made anew at most every 30 minutes; who asks sooner gets the last one.
 */
import { gzipSync } from 'node:zlib'
import { marketplace } from '../marketplaces.ts'
import type { ReportRecord } from '../reports.ts'
import type { AmazonWorld } from '../world.ts'
import type { FbaStock } from './fba-stock.ts'
import { isByAmazon, type Listing, merchantQuantity, statusOf } from './listing.ts'

export const stockReportTypes = [
  'GET_MERCHANT_LISTINGS_ALL_DATA',
  'GET_MERCHANT_LISTINGS_DATA',
  'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA',
  'GET_FBA_MYI_ALL_INVENTORY_DATA',
] as const

export type StockReport = {
  readonly contentType: string
  /** Compressed parts of the text, each of whole lines. */
  readonly parts: readonly Uint8Array[]
}

/** Undefined when there is nothing to tell. */
export function stockReport(world: AmazonWorld, report: ReportRecord): StockReport | undefined {
  const [marketplaceId = ''] = report.marketplaceIds
  const { currency, countryCode, taxMode } = marketplace(marketplaceId)
  const isEurope = taxMode === 'included' && !['JP', 'AU', 'SG', 'MX', 'BR'].includes(countryCode)
  const latin = isEurope && world.settings().flatFileEncoding === 'by-region'
  const encode = (text: string): Uint8Array =>
    Buffer.from(latin ? replaceForeign(text) : text, latin ? 'latin1' : 'utf8')
  const byAmazon = report.reportType.startsWith('GET_FBA')
  const lines = byAmazon
    ? fbaLines(world, marketplaceId, currency)
    : listingLines(world, report.reportType, marketplaceId, currency)
  const parts = packed(lines, byAmazon ? fbaColumns : listingColumns, encode)
  if (parts === undefined) return undefined
  return { contentType: `text/plain; charset=${latin ? 'ISO-8859-1' : 'UTF-8'}`, parts }
}

const linesInPart = 10_000

function packed(
  lines: Iterable<readonly (string | number)[]>,
  columns: readonly string[],
  encode: (text: string) => Uint8Array,
): readonly Uint8Array[] | undefined {
  const parts: Uint8Array[] = []
  let text = `${columns.join('\t')}\r\n`
  let count = 0
  for (const line of lines) {
    text += `${line.map(plain).join('\t')}\r\n`
    count += 1
    if (count % linesInPart !== 0) continue
    parts.push(gzipSync(encode(text), { level: 1 }))
    text = ''
  }
  if (count === 0) return undefined
  if (text !== '') parts.push(gzipSync(encode(text), { level: 1 }))
  return parts
}

/** Tabs and line ends would break the table. */
function plain(value: string | number): string {
  return String(value).replaceAll(/[\t\r\n]+/g, ' ')
}

function replaceForeign(text: string): string {
  return text.replaceAll(/[^\t\r\n -ÿ]/g, '?')
}

const listingColumns = [
  'item-name',
  'item-description',
  'listing-id',
  'seller-sku',
  'price',
  'quantity',
  'open-date',
  'image-url',
  'item-is-marketplace',
  'product-id-type',
  'zshop-shipping-fee',
  'item-note',
  'item-condition',
  'zshop-category1',
  'zshop-browse-path',
  'zshop-storefront-feature',
  'asin1',
  'asin2',
  'asin3',
  'will-ship-internationally',
  'expedited-shipping',
  'zshop-boldface',
  'product-id',
  'bid-for-featured-placement',
  'add-delete',
  'pending-quantity',
  'fulfillment-channel',
  'merchant-shipping-group',
  'status',
]

function* listingLines(
  { listings }: AmazonWorld,
  type: string,
  marketplaceId: string,
  currency: string,
): Iterable<readonly (string | number)[]> {
  for (const { sku } of listings.store.rows()) {
    const listing = listings.store.get(sku)
    if (listing?.marketplaceIds.includes(marketplaceId) !== true) continue
    const status = statusOf(listing, listings.fba.get(sku)?.fulfillable ?? 0)
    const isActive = status.includes('BUYABLE')
    if (type === 'GET_MERCHANT_LISTINGS_DATA' && !isActive) continue
    yield listingLine(listing, currency, isActive ? 'Active' : 'Inactive')
  }
}

function listingLine(
  listing: Listing,
  currency: string,
  status: string,
): readonly (string | number)[] {
  const { content, asin } = listing
  const byAmazon = isByAmazon(listing)
  const quantity = byAmazon ? '' : (merchantQuantity(listing) ?? '')
  const channel = listing.availability[0]?.code ?? ''
  const opened = new Date(listing.createdMs).toISOString()
  const date = `${opened.slice(8, 10)}/${opened.slice(5, 7)}/${opened.slice(0, 4)} ${opened.slice(11, 19)} GMT`
  const head = [listing.title, content.description, `L${asin}`, listing.sku]
  const price = listing.priceByCurrency[currency] ?? ''
  const middle = [price, quantity, date, '', 'y', 1, '', '', 11, '', '', '']
  const tail = ['', '', '', asin, '', '', byAmazon ? '' : 0, channel, 'Migrated Template', status]
  return [...head, ...middle, asin, '', '', ...tail]
}

const fbaColumns = [
  'sku',
  'fnsku',
  'asin',
  'product-name',
  'condition',
  'your-price',
  'mfn-listing-exists',
  'mfn-fulfillable-quantity',
  'afn-listing-exists',
  'afn-warehouse-quantity',
  'afn-fulfillable-quantity',
  'afn-unsellable-quantity',
  'afn-reserved-quantity',
  'afn-total-quantity',
  'per-unit-volume',
  'afn-inbound-working-quantity',
  'afn-inbound-shipped-quantity',
  'afn-inbound-receiving-quantity',
  'afn-researching-quantity',
  'afn-reserved-future-supply',
  'afn-future-supply-buyable',
]

function* fbaLines(
  { listings }: AmazonWorld,
  marketplaceId: string,
  currency: string,
): Iterable<readonly (string | number)[]> {
  for (const stock of listings.fba.all()) {
    const listing = listings.store.get(stock.sku)
    if (listing?.marketplaceIds.includes(marketplaceId) !== true) continue
    yield fbaLine(stock, listing, listing.priceByCurrency[currency] ?? '')
  }
}

function fbaLine(stock: FbaStock, listing: Listing, price: string): readonly (string | number)[] {
  const reserved = stock.pendingCustomerOrder + stock.pendingTransshipment + stock.fcProcessing
  const unsellable = stock.customerDamaged + stock.warehouseDamaged
  const warehouse = stock.fulfillable + reserved + unsellable + stock.researching
  const inbound = [stock.inboundWorking, stock.inboundShipped, stock.inboundReceiving]
  const total = warehouse + inbound.reduce((sum, one) => sum + one, 0)
  const mfn = merchantQuantity(listing)
  return [
    ...[stock.sku, stock.fnSku, stock.asin, stock.title, 'New', price],
    ...[mfn === undefined ? 'No' : 'Yes', mfn ?? '', 'Yes', warehouse, stock.fulfillable],
    ...[unsellable, reserved, total, '0.01', ...inbound, stock.researching, 0, 0],
  ]
}
