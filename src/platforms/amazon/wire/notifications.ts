/**
 * Notifications API v1 (destinations, subscriptions) and the ORDER_CHANGE envelope, which is
 * PascalCase. `DestinationPostalCode` in it is personal data and is never read.
 * Source: model notifications v1 and OrderChangeNotification schema (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireName, wireText, wireTime } from './values.ts'

const destination = z.object({
  destinationId: wireName,
  resource: z.object({ sqs: z.object({ arn: wireText }).nullish() }),
})

export const wireDestinations = z.object({ payload: z.array(destination) })
export const wireDestination = z.object({ payload: destination })
export const wireSubscription = z.object({
  payload: z.object({ subscriptionId: wireName, destinationId: wireName }),
})

/** Either casing of the envelope, as far as it takes to know what it is. */
export const wireEnvelope = z.union([
  z.object({ NotificationType: wireName }).transform((envelope) => envelope.NotificationType),
  z.object({ notificationType: wireName }).transform((envelope) => envelope.notificationType),
])

export const wireOrderChange = z.object({
  EventTime: wireTime,
  NotificationMetadata: z.object({ NotificationId: wireName }),
  Payload: z.object({
    OrderChangeNotification: z.object({
      SellerId: wireText.nullish(),
      AmazonOrderId: wireText.pipe(z.string().regex(/^\d{3}-\d{7}-\d{7}$/)),
      OrderChangeTrigger: z.object({ TimeOfOrderChange: wireTime.nullish() }).nullish(),
      Summary: z.object({ MarketplaceId: wireText.nullish() }).nullish(),
    }),
  }),
})
