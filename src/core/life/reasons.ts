/** Reasons and holds that several concerns of order life share, with their texts. */

import { formatDecimal } from '../money.ts'
import type { HoldDetail, HoldText } from '../orders/hold-text.ts'

export type LifeReason =
  | 'SHOP_ORDER_NOT_READ'
  | 'SETTLE_EFFECT'
  | 'FOUND_EFFECT'
  | 'READ_BACK'
  | 'DEADLINE_NOT_NEAR'
  | 'DEADLINE_OVER'

/** Alarms of the clocks, the most urgent first. */
const deadlineHolds = [
  'UNCONFIRMED_30_DAYS',
  'UNCONFIRMED_28_DAYS',
  'AUTO_CANCEL_NEAR',
  'UNCONFIRMED_23_DAYS',
  'SHIP_BY_OVER',
  'SHIPPED_NOT_CONFIRMED',
  'SHIP_BY_4_HOURS',
  'SHIP_BY_24_HOURS',
] as const

export type DeadlineHold = (typeof deadlineHolds)[number]

export type LifeHold =
  | 'MONEY_QUARANTINED'
  | 'OWN_EFFECT_UNSETTLED'
  | 'SHOP_HOLD_STANDS'
  | DeadlineHold

/** Lower is more urgent. */
export function deadlineRank(code: DeadlineHold): number {
  return deadlineHolds.indexOf(code)
}

export const lifeReasonTexts: Readonly<Record<LifeReason, string>> = {
  SHOP_ORDER_NOT_READ: 'The Shopify order has changed and is read first.',
  SETTLE_EFFECT: 'Waiting until it is sure whether an earlier call did anything.',
  FOUND_EFFECT: 'An earlier call of ours had arrived; it is written down.',
  READ_BACK: 'Reading back whether the other side took it.',
  DEADLINE_NOT_NEAR: 'Its ship-by time is not near.',
  DEADLINE_OVER: 'No clock is running for it.',
}

export const lifeHoldTexts: Readonly<Record<LifeHold, HoldText>> = {
  SHIP_BY_24_HOURS: {
    title: 'Ship within 24 hours',
    text: (detail) => `Amazon expects it to leave by ${say(detail, 'by')}.`,
    fix: 'Ship it and fulfil it in Shopify; Amazon is told by itself.',
  },
  SHIP_BY_4_HOURS: {
    title: 'Ship within 4 hours',
    text: (detail) => `Amazon expects it to leave by ${say(detail, 'by')}.`,
    fix: 'Ship it now and fulfil it in Shopify, or ask the buyer for more time in Seller Central.',
  },
  SHIP_BY_OVER: {
    title: 'The ship-by time is over',
    text: (detail) => `Amazon expected it to leave by ${say(detail, 'by')}; it counts as late.`,
    fix: 'Ship it today and fulfil it in Shopify. If you cannot, cancel it in Shopify.',
  },
  SHIPPED_NOT_CONFIRMED: {
    title: 'Shipped here, not known there',
    text: () => 'It left in Shopify more than 15 minutes ago and Amazon does not know it.',
    fix: 'See what holds its shipment: a missing tracking number, a lane that only watches, or a refusal. Your figures suffer until Amazon knows.',
  },
  AUTO_CANCEL_NEAR: {
    title: 'Amazon will cancel this order',
    text: (detail) =>
      `Without a confirmation Amazon cancels it by ${say(detail, 'by')} and you are not paid; ${risk(detail)} are at risk.`,
    fix: 'Ship it and fulfil it in Shopify today. If it has left already, add its tracking number.',
  },
  UNCONFIRMED_23_DAYS: {
    title: 'Not confirmed for 23 days',
    text: (detail) =>
      `What is not confirmed by ${say(detail, 'by')} is not paid; ${risk(detail)} are at risk.`,
    fix: 'Fulfil it in Shopify with its tracking number.',
  },
  UNCONFIRMED_28_DAYS: {
    title: 'Two days until the pay is lost',
    text: (detail) =>
      `What is not confirmed by ${say(detail, 'by')} is not paid; ${risk(detail)} are at risk.`,
    fix: 'Fulfil it in Shopify with its tracking number now.',
  },
  UNCONFIRMED_30_DAYS: {
    title: 'Not confirmed within 30 days',
    text: (detail) =>
      `The time to confirm ended ${say(detail, 'by')}; ${risk(detail)} may not be paid.`,
    fix: 'Ask Seller Support whether the order can still be confirmed.',
  },
  MONEY_QUARANTINED: {
    title: 'Money waits for your yes',
    text: (detail) => `${say(detail, 'event')} was ${whyOf(say(detail, 'why'))}; nothing is sent.`,
    fix: 'Compare both sides. Approve it and Crossdock carries it over once; dismiss it and it stays as it is.',
  },
  SHOP_HOLD_STANDS: {
    title: 'Our hold still stands in Shopify',
    text: (detail) => `Shopify did not take it back (${say(detail, 'code')}), so it cannot ship.`,
    fix: 'Release the fulfilment in the Shopify admin, and this goes away. Or repeat it here.',
  },
  OWN_EFFECT_UNSETTLED: {
    title: 'A call of ours has no clear answer yet',
    text: (detail) => `${say(detail, 'effect')} is not settled; no money moves until it is.`,
    fix: 'It settles by itself within minutes. If it does not, look at the order on both sides.',
  },
}

function whyOf(why: string): string {
  if (why === 'baseline') return 'there before this connection began'
  if (why === 'late') return 'made while nobody was watching'
  if (why === 'burst') return 'one of too many in a short time'
  if (why === 'adopted') return 'made on an order that another app put into Shopify'
  return 'of an origin that is not known'
}

function say(detail: HoldDetail, name: string): string {
  return String(detail[name] ?? '')
}

function risk(detail: HoldDetail): string {
  const { atRiskMinor, currency } = detail
  if (typeof atRiskMinor !== 'number' || typeof currency !== 'string') return 'its proceeds'
  return `${formatDecimal({ amountMinor: atRiskMinor, currency })} ${currency}`
}
