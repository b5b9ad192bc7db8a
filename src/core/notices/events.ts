/**
 * What a merchant can be told about, how urgent it is, and by which ways. The matrix of the settings has
 * one row for each event here. Nothing here is ever told to a buyer.
 */

export const noticeEvents = [
  'orderImported',
  'orderHeld',
  'shipByNear',
  'buyerAsksToCancel',
  'moneyQuarantined',
  'refundRefused',
  'shippedHereCancelledThere',
  'lifeHeld',
  'incident',
  'pollSilent',
] as const

export type NoticeEvent = (typeof noticeEvents)[number]

/** `console` is the list in Crossdock itself; the others leave it. */
export const noticeChannels = ['console', 'mail', 'chat', 'webhook'] as const

export type NoticeChannel = (typeof noticeChannels)[number]
export type OutsideChannel = Exclude<NoticeChannel, 'console'>

export const outsideChannels = [
  'mail',
  'chat',
  'webhook',
] as const satisfies readonly OutsideChannel[]

/** `urgent` passes digest and quiet hours. */
export type Severity = 'urgent' | 'normal'

/** Holds of order life that are told as an event of their own; all others are `lifeHeld`. */
export const lifeEvents: Readonly<Record<string, NoticeEvent>> = {
  SHIP_BY_24_HOURS: 'shipByNear',
  SHIP_BY_4_HOURS: 'shipByNear',
  SHIP_BY_OVER: 'shipByNear',
  SHIPPED_NOT_CONFIRMED: 'shipByNear',
  AUTO_CANCEL_NEAR: 'shipByNear',
  UNCONFIRMED_23_DAYS: 'shipByNear',
  UNCONFIRMED_28_DAYS: 'shipByNear',
  UNCONFIRMED_30_DAYS: 'shipByNear',
  BUYER_ASKS_TO_CANCEL: 'buyerAsksToCancel',
  MONEY_QUARANTINED: 'moneyQuarantined',
  AMAZON_REFUSED_REFUND: 'refundRefused',
  SHOP_REFUND_REFUSED: 'refundRefused',
  REFUND_UNCLEAR: 'refundRefused',
  REFUND_NOT_SEEN: 'refundRefused',
  SHIPPED_HERE_CANCELLED_THERE: 'shippedHereCancelledThere',
}

const urgentEvents: ReadonlySet<NoticeEvent> = new Set([
  'buyerAsksToCancel',
  'shippedHereCancelledThere',
  'incident',
  'pollSilent',
])

/** Clocks that run out within hours, or have. */
const urgentCodes: ReadonlySet<string> = new Set([
  'SHIP_BY_4_HOURS',
  'SHIP_BY_OVER',
  'AUTO_CANCEL_NEAR',
  'UNCONFIRMED_28_DAYS',
])

export function severityOf({
  event,
  code,
}: {
  readonly event: NoticeEvent
  readonly code: string
}): Severity {
  return urgentEvents.has(event) || urgentCodes.has(code) ? 'urgent' : 'normal'
}
