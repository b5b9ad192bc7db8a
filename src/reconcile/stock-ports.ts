/** What stock needs of the platforms and of the settings, beside the ports of orders. */
import type { Listing } from '../core/catalog/listing.ts'
import type { MarketplaceId, SellerSku } from '../core/ids.ts'
import type { StockPolicy } from '../core/inventory/stock-policy.ts'
import type { Deadlines } from '../core/ports.ts'
import type { Answered, FeedState } from './life-ports.ts'

export type SkuAsked = {
  readonly sellerId: string
  readonly sku: SellerSku
  readonly marketplaceId: MarketplaceId
}

export type StockReport = {
  readonly processed: number
  readonly accepted: number
  readonly invalid: number
  readonly refused: ReadonlyMap<number, { readonly code: string; readonly text: string }>
}

export type StockMessage = {
  readonly messageNo: number
  readonly sku: string
  readonly productType: string
  readonly quantity: number
}

export type AmazonStockPort = {
  setQuantity(
    change: SkuAsked & { readonly productType: string; readonly quantity: number },
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly submissionId: string | null }>>
  /** Null: Amazon knows no such SKU. */
  readListing(asked: SkuAsked, deadlines: Deadlines): Promise<Listing | null>
  /** Of at most 20 SKUs those that Amazon shows. */
  readListings(
    asked: Omit<SkuAsked, 'sku'> & { readonly skus: readonly SellerSku[] },
    deadlines: Deadlines,
  ): Promise<readonly Listing[]>
  uploadStockFeed(
    feed: { readonly sellerId: string; readonly messages: readonly StockMessage[] },
    deadlines: Deadlines,
  ): Promise<{ readonly documentId: string }>
  createStockFeed(
    feed: { readonly documentId: string; readonly marketplaceId: MarketplaceId },
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly feedId: string }>>
  getFeed(feedId: string, deadlines: Deadlines): Promise<FeedState>
  listFeeds(
    question: { readonly type: 'JSON_LISTINGS_FEED'; readonly createdFromMs: number },
    deadlines: Deadlines,
  ): Promise<readonly FeedState[]>
  /** A page of what Amazon holds; a token lives 30 seconds. */
  readFba(
    question: {
      readonly marketplaceId: MarketplaceId
      readonly skus: readonly SellerSku[] | null
      readonly token: string | null
    },
    deadlines: Deadlines,
  ): Promise<{ readonly figures: readonly FbaFigure[]; readonly nextToken: string | null }>
  readStockReport(documentId: string, deadlines: Deadlines): Promise<StockReport>
}

export type FbaFigure = {
  readonly amazonSku: SellerSku
  readonly asin: string | null
  readonly fulfillable: number | null
  readonly reserved: number
  readonly inbound: number
  readonly unfulfillable: number
}

export type StockAccount = {
  readonly policy: StockPolicy
  readonly amazon: AmazonStockPort
  /** So many figures that wait go in a feed, not one by one. */
  readonly feedFrom: number
  /** Between two audits. */
  readonly auditEveryMs: number
  /** So many drifts in one audit are an incident. */
  readonly alarmFrom: number
}
