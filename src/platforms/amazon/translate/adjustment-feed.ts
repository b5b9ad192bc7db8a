/**
 * POST_PAYMENT_ADJUSTMENT_DATA: money back to the buyer, by item and component. Amazon has no key
 * against doing it twice; amounts are totals of the line, never of a unit.
 * Source: facts section 3.4.
 */
import type { AmazonItemId, AmazonOrderId } from '../../../core/ids.ts'
import { InvariantError } from '../../../core/invariant-error.ts'
import { formatDecimal, type Money } from '../../../core/money.ts'
import { feedEnvelope, type XmlElement, xmlText } from './feed-envelope.ts'

type AdjustedItem = {
  readonly itemId: AmazonItemId
  readonly reason: string
  /** Our own id; Amazon shows it to the seller and tells it back nowhere. */
  readonly adjustmentId: string
  readonly components: readonly { readonly type: string; readonly amount: Money }[]
  readonly quantityCancelled: number | null
}

export type AdjustedOrder = {
  readonly orderId: AmazonOrderId
  readonly items: readonly AdjustedItem[]
}

/** One message an order, in the order given: the nth order is message n of the processing report. */
export function adjustmentFeed(merchantId: string, orders: readonly AdjustedOrder[]): string {
  return feedEnvelope(
    merchantId,
    'OrderAdjustment',
    orders.map((order) => ({ OrderAdjustment: bodyOf(order) })),
  )
}

function bodyOf({ orderId, items }: AdjustedOrder): XmlElement {
  if (items.length === 0) throw new InvariantError('feed: an adjusted order names its items')
  return { AmazonOrderID: xmlText(orderId), AdjustedItem: items.map(itemOf) }
}

function itemOf(item: AdjustedItem): XmlElement {
  const component = item.components.flatMap(componentOf)
  const cancelled = item.quantityCancelled
  if (component.length === 0 && cancelled === null) {
    throw new InvariantError('feed: an adjusted item gives money back or cancels units')
  }
  if (cancelled !== null && !(Number.isSafeInteger(cancelled) && cancelled > 0)) {
    throw new InvariantError('feed: cancelled units are a positive number')
  }
  return {
    AmazonOrderItemCode: xmlText(item.itemId),
    MerchantAdjustmentItemID: xmlText(item.adjustmentId),
    AdjustmentReason: xmlText(item.reason),
    ItemPriceAdjustments: component.length === 0 ? undefined : { Component: component },
    QuantityCancelled: cancelled === null ? undefined : `${cancelled}`,
  }
}

/** Nothing for zero: Amazon is told only of what it gives back. */
function componentOf({ type, amount }: AdjustedItem['components'][number]): XmlElement[] {
  if (!Number.isSafeInteger(amount.amountMinor) || amount.amountMinor < 0) {
    throw new InvariantError('feed: money back is a whole number of minor units, not negative')
  }
  if (amount.amountMinor === 0) return []
  const { currency } = amount
  return [
    { Type: xmlText(type), Amount: { '@currency': currency, '#text': formatDecimal(amount) } },
  ]
}
