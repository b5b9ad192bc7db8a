/**
 * What order life needs of the platforms, as small records of functions beside `AmazonPort` and
 * `ShopifyPort`. Every write answers a value for what the business expects and throws PlatformError
 * for the rest; only its kind `unclear` leaves an effect in doubt (docs/rules/writes.md).
 */
import type { CancelReasonCode } from '../core/cancellations/writes.ts'
import type {
  AmazonItemId,
  AmazonOrderId,
  EffectKey,
  FulfillmentGid,
  FulfillmentOrderGid,
  MarketplaceId,
  RefundGid,
  ReturnGid,
  ShopifyOrderGid,
} from '../core/ids.ts'
import type { Money } from '../core/money.ts'
import type { PostalAddress } from '../core/orders/amazon-order.ts'
import type { ShopLife, Tracking } from '../core/orders/shop-life.ts'
import type { Deadlines } from '../core/ports.ts'
import type { ShopPersonal } from '../core/purge/shop-personal.ts'
import type { FinanceTransaction } from '../core/refunds/finance-transaction.ts'
import type { RefundDraft } from '../core/refunds/refund-draft.ts'
import type { ParcelDraft } from '../core/shipments/parcel-draft.ts'

/** A platform's own no. `text` is the platform's words where they hold no personal data. */
export type Refused = { readonly kind: 'refused'; readonly code: string; readonly text: string }
export type Done<Value> = { readonly kind: 'done' } & Value
export type Answered<Value = object> = Done<Value> | Refused

export type FeedType = 'POST_ORDER_ACKNOWLEDGEMENT_DATA' | 'POST_PAYMENT_ADJUSTMENT_DATA'

export type FeedState = {
  readonly feedId: string
  readonly feedType: string
  readonly status: 'IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'CANCELLED' | 'FATAL' | string
  readonly createdAtMs: number
  readonly resultDocumentId: string | null
  /** Null where Amazon does not say. */
  readonly marketplaceIds: readonly string[] | null
}

/** One row of a processing report; messages without a row succeeded. */
export type FeedResult = {
  readonly messageId: string
  readonly code: 'Error' | 'Warning' | string
  readonly messageCode: string
  readonly text: string
  readonly orderId: AmazonOrderId | null
}

export type ProcessingReport = {
  readonly processed: number
  readonly successful: number
  readonly withError: number
  readonly withWarning: number
  readonly results: readonly FeedResult[]
}

export type FeedAcknowledgement = {
  readonly orderId: AmazonOrderId
  readonly items: readonly { readonly itemId: AmazonItemId; readonly reason: string }[]
}

export type AdjustmentComponent =
  | 'Principal'
  | 'Shipping'
  | 'Tax'
  | 'ShippingTax'
  | 'GiftWrap'
  | 'GiftWrapTax'

export type FeedAdjustment = {
  readonly orderId: AmazonOrderId
  readonly items: readonly {
    readonly itemId: AmazonItemId
    readonly reason: string
    /** Our own id of this adjustment, told back nowhere; helps a person in Seller Central. */
    readonly adjustmentId: string
    readonly components: readonly { readonly type: AdjustmentComponent; readonly amount: Money }[]
    readonly quantityCancelled: number | null
  }[]
}

export type AmazonLifePort = {
  /** Done means 204: Amazon took the message. Only PACKAGES says that it counts. */
  confirmShipment(parcel: ParcelDraft, deadlines: Deadlines): Promise<Answered>
  /**
   * Done means 202: Amazon cancels the whole order later, and only the order says so. Refused with
   * `CALL_NOT_OFFERED` where Amazon has no such call for this account.
   */
  cancelOrder(
    cancel: { readonly orderId: AmazonOrderId; readonly reasonCode: CancelReasonCode },
    deadlines: Deadlines,
  ): Promise<Answered>
  /** createFeedDocument and the upload; may be repeated, it has no effect. */
  uploadFeed(xml: string, deadlines: Deadlines): Promise<{ readonly documentId: string }>
  /** Never repeated alone. */
  createFeed(
    feed: {
      readonly type: FeedType
      readonly documentId: string
      readonly marketplaceIds: readonly MarketplaceId[]
    },
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly feedId: string }>>
  getFeed(feedId: string, deadlines: Deadlines): Promise<FeedState>
  listFeeds(
    question: { readonly type: FeedType; readonly createdFromMs: number },
    deadlines: Deadlines,
  ): Promise<readonly FeedState[]>
  readFeedReport(documentId: string, deadlines: Deadlines): Promise<ProcessingReport>
  listTransactions(
    question: { readonly orderId: AmazonOrderId },
    deadlines: Deadlines,
  ): Promise<readonly FinanceTransaction[]>
  solicitationAllowed(
    orderId: AmazonOrderId,
    marketplaceId: MarketplaceId,
    deadlines: Deadlines,
  ): Promise<boolean>
  /** The 403 of this operation is a refusal, never a sign of bad credentials. */
  solicit(
    orderId: AmazonOrderId,
    marketplaceId: MarketplaceId,
    deadlines: Deadlines,
  ): Promise<Answered>
  requestReport(
    report: {
      readonly type: string
      readonly fromMs: number
      readonly toMs: number
      readonly marketplaceIds: readonly MarketplaceId[]
    },
    deadlines: Deadlines,
  ): Promise<{ readonly reportId: string }>
  getReport(
    reportId: string,
    deadlines: Deadlines,
  ): Promise<{ readonly status: string; readonly documentId: string | null }>
  /** The document's text, unpacked. May hold personal data: parse at once, keep nothing of it. */
  readReport(documentId: string, deadlines: Deadlines): Promise<string>
}

export type ShopFulfillmentDraft = {
  readonly parts: readonly {
    readonly fulfillmentOrderGid: FulfillmentOrderGid
    readonly lines: readonly { readonly foLineGid: string; readonly quantity: number }[]
  }[]
  readonly tracking: Tracking | null
}

export type CancelDraft = {
  readonly orderGid: ShopifyOrderGid
  /** Written into the staff note. */
  readonly key: EffectKey
  readonly reason: 'CUSTOMER' | 'INVENTORY' | 'OTHER' | 'STAFF' | 'DECLINED' | 'FRAUD'
  readonly restock: boolean
  readonly refund: boolean
}

export type ShopifyLifePort = {
  /** Null when the order is deleted. */
  readLife(gid: ShopifyOrderGid, deadlines: Deadlines): Promise<ShopLife | null>
  /** `notifyCustomer` is always false. */
  createFulfillment(
    draft: ShopFulfillmentDraft,
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly fulfillmentGid: FulfillmentGid }>>
  /** DELIVERED and its like on the fulfilment's timeline. */
  addFulfillmentEvent(
    event: { readonly gid: FulfillmentGid; readonly status: string; readonly atMs: number },
    deadlines: Deadlines,
  ): Promise<Answered>
  holdFulfillmentOrder(
    hold: {
      readonly gid: FulfillmentOrderGid
      readonly reason: string
      readonly notes: string
      readonly handle: string
    },
    deadlines: Deadlines,
  ): Promise<Answered>
  releaseHold(
    gid: FulfillmentOrderGid,
    holdGids: readonly string[],
    deadlines: Deadlines,
  ): Promise<Answered>
  /** The shipping address of the order becomes this one; null is refused. */
  updateAddress(
    gid: ShopifyOrderGid,
    address: PostalAddress | null,
    deadlines: Deadlines,
  ): Promise<Answered>
  /** What of the buyer the order still shows; null when it is deleted. */
  readPersonal(gid: ShopifyOrderGid, deadlines: Deadlines): Promise<ShopPersonal | null>
  /** Removes the buyer from the order, and from the customer that is of this order alone. */
  purgePersonal(gid: ShopifyOrderGid, deadlines: Deadlines): Promise<Answered>
  setFulfillBy(
    gid: FulfillmentOrderGid,
    fulfillByMs: number,
    deadlines: Deadlines,
  ): Promise<Answered>
  /** Done means accepted: Shopify cancels in a job; only the order read again says that it happened. */
  cancelOrder(
    draft: CancelDraft,
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly jobGid: string | null }>>
  /** `notify` is always false; units are not restocked. */
  createRefund(
    draft: RefundDraft,
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly refundGid: RefundGid }>>
  createReturn(
    draft: {
      readonly orderGid: ShopifyOrderGid
      readonly lines: readonly {
        readonly fulfillmentLineGid: string
        readonly quantity: number
        readonly reason: string
        readonly note: string
      }[]
    },
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly returnGid: ReturnGid }>>
}
