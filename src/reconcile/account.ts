/**
 * What reconcile needs of the world, as small records of functions. `main.ts` builds them from the
 * platform clients and the store; the soak builds them over simulators in memory.
 */
import type {
  AccountId,
  AmazonOrderId,
  FulfillmentOrderGid,
  InventoryItemGid,
  LocationGid,
  ShopifyOrderGid,
  VariantGid,
} from '../core/ids.ts'
import type { PersonalFacts } from '../core/orders/amazon-order.ts'
import type { AmazonReading } from '../core/orders/amazon-reading.ts'
import type { OrderPolicy } from '../core/orders/policy.ts'
import type { ShopifyOrder, ShopifyOrderDraft } from '../core/orders/shopify-order.ts'
import type { LookUpKind, Refusal } from '../core/orders/view.ts'
import type { Deadlines, Monotonic } from '../core/ports.ts'
import type { Ask, Take } from '../store/budgets.ts'
import type { StoredVariant } from '../store/catalogue.ts'
import type { WatchTerms } from '../store/life-events.ts'
import type { SealedPersonal } from '../store/orders.ts'
import type { Database } from '../store/pool.ts'
import type { CataloguePort } from './catalogue-ports.ts'
import type { AmazonLifePort, ShopifyLifePort } from './life-ports.ts'
import type { StockAccount } from './stock-ports.ts'

export type CreateAnswer =
  | { readonly kind: 'done'; readonly order: ShopifyOrder }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unclear'; readonly code: string }

export type SearchPage = {
  readonly readings: readonly AmazonReading[]
  readonly nextToken: string | null
  /** The server's own upper bound, echoed: the next watermark. */
  readonly boundMs: number
}

export type SearchQuestion = {
  readonly family: 'updated' | 'created'
  /** Only orders that still wait for something: pending, unshipped, partially shipped. */
  readonly openOnly: boolean
  readonly afterMs: number
  readonly beforeMs: number | null
  readonly token: string | null
}

export type AmazonPort = {
  getOrder(orderId: AmazonOrderId, deadlines: Deadlines): Promise<AmazonReading>
  searchOrders(question: SearchQuestion, deadlines: Deadlines): Promise<SearchPage>
}

export type ShopOrderPage = {
  readonly orders: readonly ShopifyOrder[]
  readonly cursor: string | null
  /** Orders whose shape we could not read, with the Amazon ids that stand in them. */
  readonly unreadable: readonly {
    readonly gid: ShopifyOrderGid | null
    readonly amazonIds: readonly AmazonOrderId[]
  }[]
}
export type VariantPage = {
  readonly variants: readonly StoredVariant[]
  readonly cursor: string | null
}
export type StockLevel = {
  readonly variantGid: VariantGid
  readonly sku: string | null
  readonly inventoryItemGid: InventoryItemGid | null
  readonly tracked: boolean
  readonly locations: readonly {
    readonly locationGid: LocationGid
    readonly name: string
    readonly available: number | null
  }[]
}

export type ShopifyPort = {
  /** Makes sure of a token before an intent is written. Throws PlatformError. */
  ready(): Promise<void>
  createOrder(
    draft: ShopifyOrderDraft,
    personal: PersonalFacts | null,
    deadlines: Deadlines,
  ): Promise<CreateAnswer>
  lookUpOrder(
    kind: LookUpKind,
    orderId: AmazonOrderId,
    deadlines: Deadlines,
  ): Promise<ShopifyOrder[]>
  readOrder(gid: ShopifyOrderGid, deadlines: Deadlines): Promise<ShopifyOrder | null>
  pageOrders(
    question: {
      readonly updatedFromMs: number | null
      readonly createdFromMs: number | null
      readonly cursor: string | null
    },
    deadlines: Deadlines,
  ): Promise<ShopOrderPage>
  pageVariants(cursor: string | null, deadlines: Deadlines): Promise<VariantPage>
  variantsOfProduct(productGid: string, deadlines: Deadlines): Promise<StoredVariant[]>
  stockOf(variantGids: readonly VariantGid[], deadlines: Deadlines): Promise<StockLevel[]>
  moveFulfillmentOrder(
    gid: FulfillmentOrderGid,
    to: LocationGid,
    deadlines: Deadlines,
  ): Promise<{ readonly kind: 'done' } | { readonly kind: 'refused'; readonly code: string }>
}

export type Sealing = {
  sealReading(reading: AmazonReading): SealedPersonal
  openPersonal(orderId: AmazonOrderId, sealed: Uint8Array): PersonalFacts
}

/** Machine lengths around one write (design rule 3). */
export type WriteTiming = {
  readonly sendBeforeMs: number
  readonly answerByMs: number
  readonly settleMs: number
}

export type Account = {
  readonly accountId: AccountId
  readonly policy: OrderPolicy
  /** Amazon's id of the seller, which feeds carry; null until it is known. */
  readonly sellerId: string | null
  /** Grows with each reconnect (design rule 5). */
  readonly epoch: number
  /** When what a reading shows counts as made while nobody watched, or as too much at once. */
  readonly watch: WatchTerms
  readonly amazonLife: AmazonLifePort
  readonly catalogue: CataloguePort
  readonly shopifyLife: ShopifyLifePort
  readonly stock: StockAccount
  readonly timing: WriteTiming
  readonly amazon: AmazonPort
  readonly shopify: ShopifyPort
  readonly sealing: Sealing
  readonly buckets: {
    readonly getOrder: string
    readonly searchOrders: string
    readonly shopify: string
    readonly confirmShipment: string
    readonly cancelOrder: string
    readonly createFeedDocument: string
    readonly createFeed: string
    readonly getFeed: string
    readonly getFeeds: string
    readonly getFeedDocument: string
    readonly listTransactions: string
    readonly solicitations: string
    readonly createReport: string
    readonly getReport: string
    readonly getReportDocument: string
    readonly searchListingsItems: string
    readonly getListingsItem: string
    readonly patchListingsItem: string
    readonly getInventorySummaries: string
  }
  /** Points that one Shopify operation asks for. */
  readonly shopifyCost: (operation: string) => number
  readonly polling: {
    readonly everyMs: number
    readonly shopEveryMs: number
    /** How often the stock is read that refused orders wait for; half an hour when left out. */
    readonly stockEveryMs?: number
    readonly overlapMs: number
    readonly pagesMax: number
    /** So long a message waits for others of its feed. */
    readonly feedGatherMs: number
    /** Ages of a feed at which it is asked for. */
    readonly feedAskMs: readonly number[]
  }
}

export type ReconcileDeps = {
  readonly db: Database
  readonly account: (accountId: AccountId) => Promise<Account>
  readonly monotonic: Monotonic
  readonly newId: () => string
  readonly take: (ask: Ask) => Promise<Take>
  /** So many of the calls that were taken have come back: what the bucket holds is at most the rest. */
  readonly returned: (bucket: string, calls: number, taken: Take) => Promise<void>
  /** `effects`: the ledger's names of the writes that stand at this moment. */
  readonly failpoint: (name: Failpoint, effects?: readonly string[]) => Promise<void>
  readonly report: Report
  readonly limits: {
    readonly roundsMax: number
    readonly sendsAtOnce: number
  }
}

/** Moments around a write at which the crash tests and the soak may stop a worker. */
export type Failpoint =
  | 'before-intent'
  | 'after-intent'
  | 'after-answer'
  | 'after-record'
  | 'before-settle'

/** What reconcile tells the log and the metrics: ids and codes only. */
export type Report = {
  incident(code: string, orderId: AmazonOrderId | null): void
  imported(orderId: AmazonOrderId, latencyMs: number | null): void
  problem(code: string, subject: string): void
}
