/**
 * Reads notifications that concern order life: money was booked for an order, a feed or a report is
 * finished. Each only says where to look again; what is there is read from Amazon itself.
 */
import type { z } from 'zod'
import {
  type AmazonOrderId,
  id,
  type MarketplaceId,
  parseAmazonOrderId,
  type SellerSku,
} from '../../core/ids.ts'
import { type OrderChange, readOrderChange } from './order-change.ts'
import { parseJson } from './wire/answers.ts'
import {
  wireEventBridge,
  wireFbaChange,
  wireFeedFinished,
  wireListingChange,
  wireQuantityChange,
  wireReportFinished,
  wireTransactionUpdate,
} from './wire/life-notices.ts'
import { wireEnvelope } from './wire/notifications.ts'
import { issuePaths } from './wire/values.ts'

type Told = {
  /** Deliveries may repeat; this id does not change. */
  readonly notificationId: string
  /** World time at which it happened. */
  readonly eventTimeMs: number
}

export type LifeNotice =
  | (Told & {
      readonly kind: 'transaction-update'
      /** Empty when the money belongs to no order. */
      readonly orderIds: readonly AmazonOrderId[]
      readonly transactionType: string
    })
  | (Told & {
      /** A listing's quantity in the merchant's channel changed, whoever did it. */
      readonly kind: 'quantity-change'
      readonly sku: SellerSku
      readonly channel: string
      readonly quantity: number
    })
  | (Told & {
      /** What Amazon holds of a SKU changed; how much there is, is read. */
      readonly kind: 'fba-change'
      readonly sku: SellerSku
    })
  | (Told & {
      /** The status or the issues of a listing changed. */
      readonly kind: 'listing-change'
      readonly sku: SellerSku
      readonly marketplaceId: MarketplaceId | null
    })
  | (Told & {
      readonly kind: 'feed-finished'
      readonly feedId: string
      readonly feedType: string
      readonly status: string
      readonly resultDocumentId: string | null
    })
  | (Told & {
      readonly kind: 'report-finished'
      readonly reportId: string
      readonly reportType: string
      readonly status: string
      readonly documentId: string | null
    })

type Unreadable = Extract<OrderChange, { kind: 'unreadable' }>

/** A notification of any type that we know. Never throws, whatever the text is. */
export function readNotification(text: string): OrderChange | LifeNotice {
  const whole = parseJson(text)
  const wrapped = wireEventBridge.safeParse(whole)
  const value = wrapped.success ? wrapped.data.detail : whole
  switch (wireEnvelope.safeParse(value).data) {
    case 'TRANSACTION_UPDATE':
      return readTransactionUpdate(value)
    case 'LISTINGS_ITEM_MFN_QUANTITY_CHANGE':
      return readQuantityChange(value)
    case 'FBA_INVENTORY_AVAILABILITY_CHANGES':
      return readFbaChange(value)
    case 'LISTINGS_ITEM_STATUS_CHANGE':
    case 'LISTINGS_ITEM_ISSUES_CHANGE':
      return readListingChange(value)
    case 'FEED_PROCESSING_FINISHED':
      return readFeedFinished(value)
    case 'REPORT_PROCESSING_FINISHED':
      return readReportFinished(value)
    default:
      return readOrderChange(wrapped.success ? JSON.stringify(value) : text)
  }
}

function readTransactionUpdate(value: unknown): LifeNotice | Unreadable {
  const parsed = wireTransactionUpdate.safeParse(value)
  if (!parsed.success) return unreadable(parsed.error)
  const { EventTime, NotificationMetadata, Payload } = parsed.data
  const { RelatedIdentifiers, TransactionType } = Payload.TransactionUpdateNotification
  const orderIds = (RelatedIdentifiers ?? [])
    // The notification says OrderId where Finances says ORDER_ID.
    .filter(({ RelatedIdentifierName: name }) => /^order_?id$/i.test(name ?? ''))
    .map(({ RelatedIdentifierValue: orderId }) => parseAmazonOrderId(orderId ?? ''))
    .filter((orderId) => orderId !== undefined)
  return {
    kind: 'transaction-update',
    notificationId: NotificationMetadata.NotificationId,
    eventTimeMs: EventTime,
    orderIds: [...new Set(orderIds)],
    transactionType: TransactionType,
  }
}

function readQuantityChange(value: unknown): LifeNotice | Unreadable {
  const parsed = wireQuantityChange.safeParse(value)
  if (!parsed.success) return unreadable(parsed.error)
  const { EventTime, NotificationMetadata, Payload } = parsed.data
  return {
    kind: 'quantity-change',
    notificationId: NotificationMetadata.NotificationId,
    eventTimeMs: EventTime,
    sku: id('SellerSku', Payload.Sku),
    channel: Payload.FulfillmentChannelCode,
    quantity: Payload.Quantity,
  }
}

function readFbaChange(value: unknown): LifeNotice | Unreadable {
  const parsed = wireFbaChange.safeParse(value)
  if (!parsed.success) return unreadable(parsed.error)
  const { EventTime, NotificationMetadata, Payload } = parsed.data
  return {
    kind: 'fba-change',
    notificationId: NotificationMetadata.NotificationId,
    eventTimeMs: EventTime,
    sku: id('SellerSku', Payload.SKU),
  }
}

function readListingChange(value: unknown): LifeNotice | Unreadable {
  const parsed = wireListingChange.safeParse(value)
  if (!parsed.success) return unreadable(parsed.error)
  const { EventTime, NotificationMetadata, Payload } = parsed.data
  return {
    kind: 'listing-change',
    notificationId: NotificationMetadata.NotificationId,
    eventTimeMs: EventTime,
    sku: id('SellerSku', Payload.Sku),
    marketplaceId: Payload.MarketplaceId ? id('MarketplaceId', Payload.MarketplaceId) : null,
  }
}

function readFeedFinished(value: unknown): LifeNotice | Unreadable {
  const parsed = wireFeedFinished.safeParse(value)
  if (!parsed.success) return unreadable(parsed.error)
  const feed = parsed.data.payload.feedProcessingFinishedNotification
  return {
    kind: 'feed-finished',
    ...toldOf(parsed.data),
    feedId: feed.feedId,
    feedType: feed.feedType,
    status: feed.processingStatus,
    resultDocumentId: feed.resultFeedDocumentId || null,
  }
}

function readReportFinished(value: unknown): LifeNotice | Unreadable {
  const parsed = wireReportFinished.safeParse(value)
  if (!parsed.success) return unreadable(parsed.error)
  const report = parsed.data.payload.reportProcessingFinishedNotification
  return {
    kind: 'report-finished',
    ...toldOf(parsed.data),
    reportId: report.reportId,
    reportType: report.reportType,
    status: report.processingStatus,
    documentId: report.reportDocumentId || null,
  }
}

function toldOf(wire: {
  eventTime: number
  notificationMetadata: { notificationId: string }
}): Told {
  return {
    notificationId: wire.notificationMetadata.notificationId,
    eventTimeMs: wire.eventTime,
  }
}

function unreadable(error: z.ZodError): Unreadable {
  return { kind: 'unreadable', paths: issuePaths(error) }
}
