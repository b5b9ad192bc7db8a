/** Reasons and holds that several concerns of order life share, with their texts. */
import type { HoldText } from '../orders/hold-text.ts'
import type { HoldDetail } from '../orders/reasons.ts'

export type LifeReason =
  | 'SHOP_ORDER_NOT_READ'
  | 'SETTLE_EFFECT'
  | 'FOUND_EFFECT'
  | 'READ_BACK'
  | 'DEADLINE_NOT_NEAR'
  | 'DEADLINE_OVER'

export type LifeHold = 'MONEY_QUARANTINED' | 'OWN_EFFECT_UNSETTLED'

export const lifeReasonTexts: Readonly<Record<LifeReason, string>> = {
  SHOP_ORDER_NOT_READ: 'The Shopify order has changed and is read first.',
  SETTLE_EFFECT: 'Waiting until it is sure whether an earlier call did anything.',
  FOUND_EFFECT: 'An earlier call of ours had arrived; it is written down.',
  READ_BACK: 'Reading back whether the other side took it.',
  DEADLINE_NOT_NEAR: 'Its ship-by time is not near.',
  DEADLINE_OVER: 'No clock is running for it.',
}

export const lifeHoldTexts: Readonly<Record<LifeHold, HoldText>> = {
  MONEY_QUARANTINED: {
    title: 'Money waits for your yes',
    text: (detail) => `${say(detail, 'event')} was ${whyOf(say(detail, 'why'))}; nothing is sent.`,
    fix: 'Compare both sides. Approve it and Crossdock carries it over once; dismiss it and it stays as it is.',
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
  return 'of an origin that is not known'
}

function say(detail: HoldDetail, name: string): string {
  return String(detail[name] ?? '')
}
