/**
 * POST_PAYMENT_ADJUSTMENT_DATA, message by message: refunds by order item and component, and units cancelled before
 * they are shipped. A message is applied whole or refused whole. Amounts are line totals, there is no key that makes a
 * repeat harmless: two equal partial refunds both succeed, until nothing is left.
 */
import { type Applied, type FeedSource, orderOfFeed, refusedMessage } from './acknowledge-orders.ts'
import { type Book, type RefundLine, unitsEver } from './books.ts'
import { chargesOf, currencyOf, shareOf } from './charges.ts'
import type { FeedMessage } from './feed-envelope.ts'
import { toMinor } from './money.ts'
import { isPending, type OrderItem, type OrderRecord } from './order-shape.ts'
import { type RefundFault, refundFault, refundFaults } from './refunds.ts'
import type { AmazonWorld } from './world.ts'
import type { XmlElement } from './xml-reader.ts'
import { childOf, childrenOf, textOf } from './xml-rules.ts'

type Adjustment = {
  readonly orderItemId: string
  readonly adjustmentId: string | undefined
  readonly reason: string
  readonly lines: readonly RefundLine[]
  readonly cancelled: number
}

/** Applies one message of the feed. */
export function adjustOrder(
  world: AmazonWorld,
  { body }: FeedMessage,
  source: FeedSource,
): Applied {
  const orderId = textOf(body, 'AmazonOrderID') ?? ''
  const record = orderOfFeed(world, orderId, source)
  if (record === undefined) return refusedMessage(orderId, '18001', 'The order was not found.')
  if (record.status === 'CANCELLED') {
    return refusedMessage(orderId, '18002', 'The order is canceled and cannot be adjusted.')
  }
  if (isPending(record.status)) {
    return refusedMessage(orderId, '18003', 'The order is pending and cannot be adjusted.')
  }
  const adjustments: Adjustment[] = []
  for (const element of childrenOf(body, 'AdjustedItem')) {
    const read = readAdjustment(record, element)
    if ('code' in read) return refusedMessage(orderId, read.code, read.words)
    adjustments.push(read)
  }
  return apply(world, record, adjustments, source)
}

function apply(
  world: AmazonWorld,
  record: OrderRecord,
  adjustments: readonly Adjustment[],
  source: FeedSource,
): Applied {
  const { orderId } = record.order
  const book = world.books.of(record)
  const refused = (fault: RefundFault): Applied => refusedMessage(orderId, fault.code, fault.words)
  const cuts = adjustments.filter((one) => one.cancelled > 0)
  const refunds = adjustments.filter((one) => one.cancelled === 0)
  const cutFault = cutsFault(record, book, cuts)
  if (cutFault !== undefined) return refused(cutFault)
  const lines = refunds.flatMap((one) => one.lines)
  const fault = refunds.length === 0 ? undefined : refundFault(record, book, lines)
  const waits =
    fault === refundFaults.notShipped && world.settings().earlyRefunds === 'wait' && !cuts.length
  if (fault !== undefined && !waits) return refused(fault)
  const refund = (): void => giveBack(world, orderId, refunds, source)
  if (waits) {
    book.waiting.push({ run: refund })
    return { orderId, effect: 'refund waits for the shipment', results: [] }
  }
  if (cuts.length > 0) cutAll(world, orderId, cuts, source)
  if (refunds.length > 0) refund()
  const effects = [cuts.length > 0 ? 'cancelled units' : '', refunds.length > 0 ? 'refunded' : '']
  return { orderId, effect: effects.filter(Boolean).join(', '), results: [] }
}

/** Checks once more, for a refund that waited may have become too much. */
function giveBack(
  world: AmazonWorld,
  orderId: string,
  refunds: readonly Adjustment[],
  { feedId, messageId }: FeedSource,
): void {
  const record = world.store.get(orderId)
  if (record === undefined) return
  const lines = refunds.flatMap((one) => one.lines)
  if (refundFault(record, world.books.of(record), lines) !== undefined) return
  const adjustmentIds = refunds.flatMap((one) => one.adjustmentId ?? [])
  const reason = refunds[0]?.reason ?? ''
  const by = 'SELLER_APPLICATION'
  world.account.refund(orderId, { by, reason, lines, adjustmentIds, feedId, messageId })
}

function cutAll(
  world: AmazonWorld,
  orderId: string,
  cuts: readonly Adjustment[],
  { feedId, messageId }: FeedSource,
): void {
  world.account.cancelUnits(orderId, {
    by: 'SELLER_APPLICATION',
    reason: cuts[0]?.reason ?? '',
    cuts: new Map(cuts.map((one) => [one.orderItemId, one.cancelled])),
    lagMs: world.settings().writeLagMs,
    feedId,
    messageId,
  })
}

const cutFaults = {
  tooMany: {
    code: '18035',
    words: 'The quantity cancelled exceeds the quantity that has not been shipped.',
  },
  repeated: { code: '18036', words: 'The order item is there twice in the message.' },
  fba: refundFaults.exceeded,
} as const

/** The amounts beside a cancelled quantity are those of the cancelled units, which nobody was charged for. */
function cutsFault(
  record: OrderRecord,
  book: Book,
  cuts: readonly Adjustment[],
): RefundFault | undefined {
  if (cuts.length === 0) return undefined
  if (record.order.fulfillment.fulfilledBy === 'AMAZON') return cutFaults.fba
  if (new Set(cuts.map((one) => one.orderItemId)).size < cuts.length) return cutFaults.repeated
  for (const { orderItemId, cancelled, lines } of cuts) {
    const item = record.order.orderItems.find((one) => one.orderItemId === orderItemId)
    if (item === undefined) return refundFaults.noItem
    if (cancelled > (item.fulfillment?.quantityUnfulfilled ?? 0)) return cutFaults.tooMany
    const most = shareOf(chargesOf(item).amounts, cancelled, unitsEver(item, book))
    const isOver = lines.some((line) => line.amountMinor > (most.get(line.component) ?? 0))
    if (isOver) return refundFaults.exceeded
  }
  return undefined
}

function readAdjustment(record: OrderRecord, element: XmlElement): Adjustment | RefundFault {
  const orderItemId = textOf(element, 'AmazonOrderItemCode') ?? ''
  const item = record.order.orderItems.find((one) => one.orderItemId === orderItemId)
  if (item === undefined) return refundFaults.noItem
  const prices = childOf(element, 'ItemPriceAdjustments')
  const groups = [
    ...(prices === undefined ? [] : [{ group: prices, promotion: false }]),
    ...childrenOf(element, 'PromotionAdjustments').map((group) => ({ group, promotion: true })),
  ]
  const lines: RefundLine[] = []
  for (const { group, promotion } of groups) {
    for (const component of childrenOf(group, 'Component')) {
      const line = readLine(item, component, promotion)
      if ('code' in line) return line
      lines.push(line)
    }
  }
  return {
    orderItemId,
    adjustmentId: textOf(element, 'MerchantAdjustmentItemID'),
    reason: textOf(element, 'AdjustmentReason') ?? '',
    lines,
    cancelled: Number(textOf(element, 'QuantityCancelled') ?? '0'),
  }
}

function readLine(
  item: OrderItem,
  component: XmlElement,
  promotion: boolean,
): RefundLine | RefundFault {
  const currency = currencyOf(item)
  const amount = childOf(component, 'Amount')
  const type = textOf(component, 'Type') ?? ''
  if (amount?.attributes.currency !== currency) {
    return { code: '18037', words: `The currency of the order is ${currency}.` }
  }
  const minor = minorOf(amount.text, currency)
  if (minor === undefined) {
    return { code: '18038', words: `${amount.text} is not an amount of ${currency}.` }
  }
  const { orderItemId } = item
  if (!promotion) return { orderItemId, component: type, amountMinor: minor }
  const name = type === 'Shipping' ? 'ShippingPromotion' : 'Promotion'
  return { orderItemId, component: name, amountMinor: -Math.abs(minor) }
}

/** Zeros behind the last decimal that the currency has are let through. */
function minorOf(text: string, currency: string): number | undefined {
  try {
    const trimmed = text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
    return toMinor(trimmed, currency)
  } catch {
    return undefined
  }
}
