/**
 * Notifications that concern order life. Amazon writes TRANSACTION_UPDATE in PascalCase and the two
 * about finished processing in camelCase. Of money only its time and orders are read.
 * Source: schemas of TransactionUpdate, FeedProcessingFinished and ReportProcessingFinished (commit
 * 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireName, wireStock, wireText, wireTime } from './values.ts'

export const wireTransactionUpdate = z.object({
  EventTime: wireTime,
  NotificationMetadata: z.object({ NotificationId: wireName }),
  Payload: z.object({
    TransactionUpdateNotification: z.object({
      RelatedIdentifiers: z
        .array(
          z.object({
            RelatedIdentifierName: wireText.nullish(),
            RelatedIdentifierValue: wireText.nullish(),
          }),
        )
        .max(1_000)
        .nullish(),
      TransactionType: wireName,
    }),
  }),
})

/** Nothing in it names a marketplace. */
export const wireQuantityChange = z.object({
  EventTime: wireTime,
  NotificationMetadata: z.object({ NotificationId: wireName }),
  Payload: z.object({
    FulfillmentChannelCode: wireName,
    Sku: wireName,
    Quantity: wireStock,
  }),
})

export const wireFbaChange = z.object({
  EventTime: wireTime,
  NotificationMetadata: z.object({ NotificationId: wireName }),
  Payload: z.object({ SKU: wireName }),
})

/** Of a listing's status or issues: only which listing it is. What is so now is read. */
export const wireListingChange = z.object({
  EventTime: wireTime,
  NotificationMetadata: z.object({ NotificationId: wireName }),
  Payload: z.object({ Sku: wireName, MarketplaceId: wireText.nullish() }),
})

/** A rule of EventBridge that leads into the queue puts its own envelope around. */
export const wireEventBridge = z.object({ 'detail-type': z.string(), detail: z.looseObject({}) })

const finished = {
  eventTime: wireTime,
  notificationMetadata: z.object({ notificationId: wireName }),
}

export const wireFeedFinished = z.object({
  ...finished,
  payload: z.object({
    feedProcessingFinishedNotification: z.object({
      feedId: wireName,
      feedType: wireName,
      processingStatus: wireName,
      resultFeedDocumentId: wireText.nullish(),
    }),
  }),
})

export const wireReportFinished = z.object({
  ...finished,
  payload: z.object({
    reportProcessingFinishedNotification: z.object({
      reportId: wireName,
      reportType: wireName,
      processingStatus: wireName,
      reportDocumentId: wireText.nullish(),
    }),
  }),
})
