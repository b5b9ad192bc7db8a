/**
 * POST_ORDER_ACKNOWLEDGEMENT_DATA, message by message: Success links the seller's own order number, Failure cancels the
 * listed items. On an order of which anything was confirmed shipped a Failure refunds the whole order: that is what
 * Amazon's XML guide warns of, and no error. The codes and words of refusals are ours, for Amazon's are not public.
 */
import type { Source } from './books.ts'
import type { FeedMessage } from './feed-envelope.ts'
import { isPending, type OrderRecord } from './order-shape.ts'
import type { MessageResult } from './processing-report.ts'
import { fullRefund } from './refunds.ts'
import type { AmazonWorld } from './world.ts'
import type { XmlElement } from './xml-reader.ts'
import { childrenOf, textOf } from './xml-rules.ts'

export type Applied = {
  readonly orderId: string
  /** What was done; nothing when the message was refused. */
  readonly effect?: string
  readonly results: readonly Omit<MessageResult, 'messageId'>[]
}

export type FeedSource = Required<Source> & { readonly marketplaceIds: readonly string[] }

/** Applies one message of the feed. */
export function acknowledgeOrder(
  world: AmazonWorld,
  { body }: FeedMessage,
  source: FeedSource,
): Applied {
  const orderId = textOf(body, 'AmazonOrderID') ?? ''
  const record = orderOfFeed(world, orderId, source)
  if (record === undefined) return refusedMessage(orderId, '19001', 'The order was not found.')
  if (textOf(body, 'StatusCode') === 'Success')
    return { orderId, effect: 'acknowledged', results: [] }
  const fault = cancelFault(record, childrenOf(body, 'Item'))
  if (fault !== undefined) return refusedMessage(orderId, ...fault)
  return cancel(world, record, childrenOf(body, 'Item'), source)
}

/** The order, if the feed was for its marketplace. */
export function orderOfFeed(
  world: AmazonWorld,
  orderId: string,
  { marketplaceIds }: FeedSource,
): OrderRecord | undefined {
  const record = world.store.get(orderId)
  const marketplaceId = record?.order.salesChannel.marketplaceId ?? ''
  return marketplaceIds.includes(marketplaceId) ? record : undefined
}

export function refusedMessage(orderId: string, code: string, words: string): Applied {
  return { orderId, results: [{ result: 'Error', code, words, orderId }] }
}

function cancelFault(
  { order, status }: OrderRecord,
  items: readonly XmlElement[],
): [code: string, words: string] | undefined {
  if (order.fulfillment.fulfilledBy === 'AMAZON') {
    return ['19002', 'The order is fulfilled by Amazon and cannot be canceled by the seller.']
  }
  if (status === 'CANCELLED') return ['19003', 'The order is already canceled.']
  if (isPending(status)) return ['19004', 'The order is pending and cannot be canceled yet.']
  if (items.length === 0) return ['19005', 'The items to be canceled are missing.']
  for (const item of items) {
    const code = textOf(item, 'AmazonOrderItemCode')
    const known = order.orderItems.find((one) => one.orderItemId === code)
    if (known === undefined) return ['19006', 'The order item is not part of the order.']
    if (textOf(item, 'CancelReason') === undefined) return ['19007', 'The CancelReason is missing.']
    const { quantityFulfilled = 0, quantityUnfulfilled = 0 } = known.fulfillment ?? {}
    if (quantityFulfilled + quantityUnfulfilled === 0) {
      return ['19008', 'The order item is already canceled.']
    }
  }
  return undefined
}

function cancel(
  world: AmazonWorld,
  record: OrderRecord,
  items: readonly XmlElement[],
  source: FeedSource,
): Applied {
  const { account, books } = world
  const { orderId, orderItems } = record.order
  const { feedId, messageId } = source
  const by = 'SELLER_APPLICATION'
  const reason = textOf(items[0] ?? emptyItem, 'CancelReason') ?? ''
  const isShipped = orderItems.some((item) => (item.fulfillment?.quantityFulfilled ?? 0) > 0)
  const wanted = new Set(items.map((item) => textOf(item, 'AmazonOrderItemCode')))
  const cuts = new Map(
    orderItems
      .filter((item) => isShipped || wanted.has(item.orderItemId))
      .map((item): [string, number] => [
        item.orderItemId,
        item.fulfillment?.quantityUnfulfilled ?? 0,
      ])
      .filter(([, quantity]) => quantity > 0),
  )
  const lagMs = world.settings().writeLagMs
  if (cuts.size > 0) account.cancelUnits(orderId, { by, reason, cuts, lagMs, feedId, messageId })
  if (!isShipped) return { orderId, effect: 'cancelled', results: [] }
  const left = fullRefund(record, books.of(record))
  if (left.length > 0) account.refund(orderId, { by, reason, feedId, messageId })
  return { orderId, effect: 'refunded the whole order', results: [] }
}

const emptyItem: XmlElement = { name: 'Item', attributes: {}, children: [], text: '' }
