/**
 * Reads what came from the notification queue. Of an ORDER_CHANGE only "look at order X again" is kept:
 * ids and times, no personal data and no status (the order itself is read for that).
 */
import { type AmazonOrderId, id, type MarketplaceId } from '../../core/ids.ts'
import { parseJson } from './wire/answers.ts'
import { wireEnvelope, wireOrderChange } from './wire/notifications.ts'
import { issuePaths } from './wire/values.ts'

export type OrderChange =
  | {
      readonly kind: 'order-change'
      readonly orderId: AmazonOrderId
      /** Deliveries may repeat; this id does not change. */
      readonly notificationId: string
      /** World time at which the order changed; when Amazon does not say, when it told us. */
      readonly eventTimeMs: number
      readonly marketplaceId: MarketplaceId | null
      readonly sellerId: string | null
    }
  /** A notification of another type: no business of orders. */
  | { readonly kind: 'other'; readonly notificationType: string }
  | { readonly kind: 'unreadable'; readonly paths: readonly string[] }

/** Never throws, whatever the text is. */
export function readOrderChange(text: string): OrderChange {
  const value = parseJson(text)
  const envelope = wireEnvelope.safeParse(value)
  if (envelope.success && envelope.data !== 'ORDER_CHANGE') {
    return { kind: 'other', notificationType: envelope.data }
  }
  const parsed = wireOrderChange.safeParse(value)
  if (!envelope.success || !parsed.success) {
    const paths = parsed.success ? ['NotificationType'] : issuePaths(parsed.error)
    return { kind: 'unreadable', paths }
  }
  const { EventTime, NotificationMetadata, Payload } = parsed.data
  const change = Payload.OrderChangeNotification
  const marketplaceId = change.Summary?.MarketplaceId
  return {
    kind: 'order-change',
    orderId: id('AmazonOrderId', change.AmazonOrderId),
    notificationId: NotificationMetadata.NotificationId,
    eventTimeMs: change.OrderChangeTrigger?.TimeOfOrderChange ?? EventTime,
    marketplaceId: marketplaceId ? id('MarketplaceId', marketplaceId) : null,
    sellerId: change.SellerId || null,
  }
}
