/**
 * POST_ORDER_ACKNOWLEDGEMENT_DATA as cancellation: `Failure` with a reason for each item cancels the
 * whole order. It must never be sent once an item was confirmed shipped: Amazon then refunds everything.
 * Source: facts section 3.3 (reasons are an open set: what Amazon takes today is not documented).
 */
import type { AmazonItemId, AmazonOrderId } from '../../../core/ids.ts'
import { InvariantError } from '../../../core/invariant-error.ts'
import { feedEnvelope, xmlText } from './feed-envelope.ts'

export type CancelledOrder = {
  readonly orderId: AmazonOrderId
  /** Every item of the order. */
  readonly items: readonly { readonly itemId: AmazonItemId; readonly reason: string }[]
}

/** One message an order, in the order given: the nth order is message n of the processing report. */
export function acknowledgementFeed(merchantId: string, orders: readonly CancelledOrder[]): string {
  return feedEnvelope(
    merchantId,
    'OrderAcknowledgement',
    orders.map((order) => ({ OrderAcknowledgement: bodyOf(order) })),
  )
}

function bodyOf({ orderId, items }: CancelledOrder) {
  if (items.length === 0) throw new InvariantError('feed: a cancelled order names its items')
  return {
    AmazonOrderID: xmlText(orderId),
    StatusCode: 'Failure',
    Item: items.map(({ itemId, reason }) => ({
      AmazonOrderItemCode: xmlText(itemId),
      CancelReason: xmlText(reason),
    })),
  }
}
