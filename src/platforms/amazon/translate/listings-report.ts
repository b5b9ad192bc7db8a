/**
 * The rows of the report of all listings, a flat file: tabs, no quotes, a heading. Its columns are found by
 * their names, which differ with the marketplace's language; a row without a SKU is none.
 * Source: GET_MERCHANT_LISTINGS_ALL_DATA as sellers are known to get it (2026-11-22); Amazon's model does not
 * describe it, so an unknown heading is refused and nothing is taken from it.
 */
import { fulfillerOf, type Listing } from '../../../core/catalog/listing.ts'
import { barcodeKey } from '../../../core/catalog/sku-key.ts'
import { id, type MarketplaceId } from '../../../core/ids.ts'

const names = {
  sku: ['seller-sku', 'sku', '出品者SKU'],
  title: ['item-name', '商品名'],
  quantity: ['quantity', '数量'],
  asin: ['asin1', 'asin', 'ASIN 1'],
  productId: ['product-id', '商品ID'],
  productIdType: ['product-id-type', '商品IDタイプ'],
  channel: ['fulfillment-channel', 'fulfilment-channel', 'フルフィルメント・チャンネル'],
  status: ['status', 'ステータス'],
} as const

type Column = keyof typeof names

/** Undefined when the heading is none that we know. The answer gives null for a row without a listing. */
export function listingRows(
  heading: string,
  marketplaceId: MarketplaceId,
): ((line: string) => Listing | null) | undefined {
  const titles = heading
    .replace(/^\uFEFF/, '')
    .split('\t')
    .map((title) => title.trim())
  const place = (column: Column) =>
    titles.findIndex((title) => (names[column] as readonly string[]).includes(title))
  if (place('sku') < 0 || place('title') < 0 || place('quantity') < 0) return undefined
  const places = new Map(Object.keys(names).map((name) => [name, place(name as Column)]))
  return (line) => {
    const cells = line.split('\t')
    const cell = (column: Column) => (cells[places.get(column) ?? -1] ?? '').trim()
    return cell('sku') === '' ? null : listingOf(cell, marketplaceId)
  }
}

function listingOf(cell: (column: Column) => string, marketplaceId: MarketplaceId): Listing {
  const channel = cell('channel')
  const channels = channel === '' ? [] : [channel]
  const isAsin = cell('productIdType') === '1' || /^B0[A-Z0-9]{8}$/.test(cell('productId'))
  const barcode = isAsin ? null : barcodeKey(cell('productId'))
  const asin = cell('asin') || (isAsin ? cell('productId') : '')
  return {
    marketplaceId,
    amazonSku: id('SellerSku', cell('sku').toWellFormed()),
    asin: asin || null,
    title: cell('title').toWellFormed() || null,
    fulfilledBy: fulfillerOf(channels),
    channels,
    productType: null,
    quantity: /^\d{1,9}$/.test(cell('quantity')) ? Number(cell('quantity')) : null,
    status: cell('status').toUpperCase() || null,
    barcodes: barcode === null ? [] : [barcode],
    detail: null,
  }
}
