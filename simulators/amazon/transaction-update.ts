/**
 * TRANSACTION_UPDATE as Amazon's schema TransactionUpdateNotification has it (models of 2026-08-05): PascalCase, an amount
 * that is a JSON number, the order under the name "OrderId".
 */
import type { EnvelopeIds } from './delivery.ts'
import type { PostedTransaction } from './finance.ts'
import { amountOf, totalOf } from './transaction-shape.ts'

/** One notification, ready to be sent as JSON. */
export function transactionUpdateEnvelope(posted: PostedTransaction, ids: EnvelopeIds): unknown {
  return {
    NotificationVersion: '1.0',
    NotificationType: 'TRANSACTION_UPDATE',
    PayloadVersion: '1.0',
    EventTime: ids.publishTime,
    Payload: {
      TransactionUpdateNotification: {
        SellingPartnerMetadata: {
          SellingPartnerId: ids.sellerId,
          MarketplaceId: posted.marketplaceId,
          AccountType: 'PAYABLE',
        },
        RelatedIdentifiers: [
          { RelatedIdentifierName: 'OrderId', RelatedIdentifierValue: posted.orderId },
        ],
        TransactionType: posted.type,
        PostedDate: new Date(posted.postedMs).toISOString(),
        TotalAmount: {
          CurrencyAmount: amountOf(totalOf(posted), posted.currency),
          CurrencyCode: posted.currency,
        },
      },
    },
    NotificationMetadata: {
      ApplicationId: ids.applicationId,
      SubscriptionId: ids.subscriptionId,
      PublishTime: ids.publishTime,
      NotificationId: ids.notificationId,
    },
  }
}
