/** What a person or a test may do with the simulated shop, as plain functions. */

import type { ThrottleStatus } from '../graphql/throttle.ts'
import type { OrderRecord, QuantityName, SentMail } from '../records.ts'
import type { ShopifyPlan, ShopStatus } from '../settings.ts'
import type { LifeControl } from './life-types.ts'

export type VariantSpec = {
  readonly sku?: string
  readonly barcode?: string
  readonly price: string
  readonly options?: readonly { readonly name: string; readonly value: string }[]
  readonly tracked?: boolean
  readonly policy?: 'DENY' | 'CONTINUE'
  readonly requiresShipping?: boolean
  /** Units by location name, or all at the first location. */
  readonly stock?: number | Readonly<Record<string, number>>
}

export type ProductSpec = {
  readonly title: string
  readonly vendor?: string
  readonly productType?: string
  readonly tags?: readonly string[]
  readonly variants: readonly VariantSpec[]
}

export type LocationSpec = {
  readonly name: string
  readonly city?: string
  readonly countryCode?: string
  readonly isActive?: boolean
  readonly fulfillsOnlineOrders?: boolean
}

export type OrderLineSpec = {
  readonly sku?: string
  readonly title?: string
  readonly quantity: number
  /** Of one unit; the variant's own price when left out. */
  readonly price?: string
}

/** An order that did not come through the app under test. */
export type ForeignOrderSpec = {
  readonly appName?: string
  readonly lines: readonly OrderLineSpec[]
  readonly currency?: string
  readonly name?: string
  readonly sourceIdentifier?: string
  readonly sourceName?: string
  readonly tags?: readonly string[]
  readonly note?: string
  readonly attributes?: readonly { readonly key: string; readonly value: string }[]
  readonly shippingPrice?: string
  /** Whether it is paid; true unless said. */
  readonly paid?: boolean
  readonly gateway?: string
  readonly email?: string
  /** A tip of the buyer, as a line of its own. */
  readonly tip?: string
  readonly claimStock?: boolean
  /** How long ago it was made; now when left out. */
  readonly createdAgoMs?: number
}

export type StockSpec = {
  readonly sku: string
  readonly quantity: number
  /** Location name; the first one when left out. */
  readonly location?: string
}

export type StockedShopSpec = {
  readonly count: number
  readonly seed: number
  /** Of each; without it between 0 and 99. */
  readonly quantity?: number
  /** The first one when left out. */
  readonly location?: string
}

export type StockMove = StockSpec & { readonly from: QuantityName; readonly to: QuantityName }

export type StockChange = {
  readonly atMs: number
  readonly by: string
  readonly reason: string
  readonly referenceDocumentUri: string | null
  readonly changes: readonly {
    readonly location: string
    readonly name: string
    readonly delta: number
  }[]
}

/** An order without the buyer's data, for counting and comparing. */
export type OrderSummary = {
  readonly id: string
  readonly name: string
  readonly app: string
  readonly sourceIdentifier: string | null
  readonly tags: readonly string[]
  readonly total: string
  readonly currency: string
  readonly financialStatus: string | null
  readonly fulfillmentStatus: string
  readonly cancelled: boolean
  readonly canNotifyCustomer: boolean
  readonly createdAtMs: number
  readonly lines: readonly {
    readonly sku: string | null
    readonly title: string
    readonly quantity: number
    readonly unitPrice: string
  }[]
}

export type ShopCounts = {
  readonly orders: number
  readonly products: number
  readonly variants: number
  readonly subscriptions: number
  readonly deliveriesPending: number
  readonly mails: number
  /** Also those that found no address. */
  readonly mailsAsked: number
  readonly fulfilments: number
  readonly refunds: number
  readonly returns: number
  readonly doubledEffects: number
}

export type ShopifyControl = LifeControl & {
  addLocation(spec: LocationSpec): { locationId: string }
  setLocationActive(spec: { name: string; isActive: boolean }): void
  addProduct(spec: ProductSpec): { productId: string; variantIds: string[] }
  /** Very many plain products at once, STK-0000001 and on. */
  stockShop(spec: StockedShopSpec): { variants: number }
  removeProduct(spec: { productId: string }): void
  renameSku(spec: { from: string; to: string }): { variantId: string }
  /** Sets what is available at a location. */
  setStock(spec: StockSpec): void
  /** Adds to what is available at a location. */
  restock(spec: StockSpec): void
  /** The merchant moves units from one state to another at a location. */
  moveStock(spec: StockMove): void
  /** Stocks a variant at a location, or takes it off. */
  connectStock(spec: { sku: string; location: string; connected: boolean }): void
  /** Whether the shop counts the units of a variant at all. */
  setTracked(spec: { sku: string; tracked: boolean }): void
  /** What changed the stock of a SKU, oldest first. */
  stockHistory(spec: { sku: string }): readonly StockChange[]
  stockOf(sku: string): readonly { location: string; quantities: Record<string, number> }[]
  createOrderAsOtherApp(spec: ForeignOrderSpec): { orderId: string; name: string }
  placeWebOrder(spec: ForeignOrderSpec): { orderId: string; name: string }
  merchantCancel(spec: MerchantCancel): void
  merchantDelete(spec: { orderId: string }): void
  merchantTag(spec: { orderId: string; add?: readonly string[]; remove?: readonly string[] }): void
  orders(filter?: { sourceIdentifier?: string; tag?: string }): OrderSummary[]
  /** Everything that the shop knows of an order, buyer's data included: for tests only. */
  orderRecord(orderId: string): OrderRecord | undefined
  ordersBySourceIdentifier(sourceIdentifier: string): OrderSummary[]
  counts(): ShopCounts
  mailsSent(): readonly SentMail[]
  subscriptions(): readonly { id: string; topic: string; uri: string; failures: number }[]
  throttleStatus(): ThrottleStatus
  setPlan(spec: { plan: ShopifyPlan }): void
  setQuotas(spec: { quotas: 'default' | 'off' }): void
  setOrdersPerMinute(spec: { limit: number }): void
  setIndexLag(spec: { indexLagMs: number; identifierLagMs?: number }): void
  setRoutingDelay(spec: { routingDelayMs: number }): void
  setRefuseDuplicateId(spec: { refuse: boolean }): void
  setShopStatus(spec: { status: ShopStatus }): void
  removeScope(spec: { scope: string }): void
  grantScope(spec: { scope: string }): void
  uninstall(): void
  reinstall(): void
}

export type MerchantCancel = {
  readonly orderId: string
  readonly reason?: string
  readonly restock?: boolean
  readonly refund?: boolean
  readonly notify?: boolean
  readonly staffNote?: string
}
