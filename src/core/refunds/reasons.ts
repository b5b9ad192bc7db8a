/** Why the refund concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldDetail, HoldText } from '../orders/hold-text.ts'

export type RefundReason =
  | 'NO_REFUND_DUE'
  | 'REFUND_ON_AMAZON'
  | 'REFUND_IN_SHOP'
  | 'CANCEL_REFUNDED_UNITS'
  | 'REFUND_ON_THE_DESK'
  | 'REFUND_DONE_ON_AMAZON'
  | 'REFUNDED_ON_BOTH_SIDES'
  | 'REFUND_ABSORBED'
  | 'REFUND_DISMISSED'
  | 'REFUND_IS_AMAZONS'
  | 'REFUND_NOT_PAID_YET'
  | 'READ_AMAZON'
  | 'READ_FINANCES'

export type RefundHold =
  | 'REFUND_BEFORE_SHIPMENT'
  | 'REFUND_PART_OF_KIT'
  | 'REFUND_WITHOUT_LINES'
  | 'REFUND_OVER_CHARGE'
  | 'REFUND_PARTIAL_UNSURE'
  | 'REFUND_BOOKS_UNCLEAR'
  | 'ALREADY_REFUNDED'
  | 'AMAZON_REFUSED_REFUND'
  | 'REFUND_UNCLEAR'
  | 'REFUND_NOT_SEEN'
  | 'EXTERNAL_REFUND_NOT_RECORDABLE'

export const refundReasonTexts: Readonly<Record<RefundReason, string>> = {
  NO_REFUND_DUE: 'Nothing was refunded.',
  REFUND_ON_AMAZON: 'The order was refunded in Shopify; the same is refunded on Amazon.',
  REFUND_IN_SHOP: 'The order was refunded on Amazon; it is written down in Shopify.',
  CANCEL_REFUNDED_UNITS: 'Units that never left were refunded in Shopify; Amazon cancels them.',
  REFUND_ON_THE_DESK: 'The refund waits to be sent to Amazon with others, or for its report.',
  REFUND_DONE_ON_AMAZON: 'Amazon took the refund; it is looked for in the finances later.',
  REFUNDED_ON_BOTH_SIDES: 'Both sides show the refund.',
  REFUND_ABSORBED: 'It belongs to a cancellation, and nobody was charged on Amazon.',
  REFUND_DISMISSED: 'A person chose to leave this refund as it is.',
  REFUND_IS_AMAZONS: 'Amazon ships this order and refunds it by itself.',
  REFUND_NOT_PAID_YET: 'Shopify has not moved the money yet.',
  READ_AMAZON: 'The Amazon order is read first, so that nothing is sent on old books.',
  READ_FINANCES: "Amazon's finances are read.",
}

export const refundHoldTexts: Readonly<Record<RefundHold, HoldText>> = {
  REFUND_BEFORE_SHIPMENT: {
    title: 'Refunded in Shopify before it left',
    text: (detail) =>
      `Amazon charges when it ships and takes no refund before: ${say(detail, 'items')}, ship by ${say(detail, 'shipBy')}.`,
    fix: 'Ship it, and the refund is sent by itself. If it shall not leave, cancel the order in Shopify.',
  },
  REFUND_PART_OF_KIT: {
    title: 'Units were taken back that Amazon cannot cancel',
    text: () => 'The refund names a part of a kit, or more units than Amazon still expects.',
    fix: 'Cancel the units in Seller Central, then dismiss this refund.',
  },
  REFUND_WITHOUT_LINES: {
    title: 'A refund that its lines do not explain',
    text: (detail) =>
      `${say(detail, 'money')} went back in Shopify (${say(detail, 'why')}). Suggested for Amazon: ${say(detail, 'suggested')}.`,
    fix: 'Approve sends the suggestion; Split says what is given back of which item; Dismiss leaves Amazon as it is.',
  },
  REFUND_OVER_CHARGE: {
    title: 'More was refunded than Amazon charged',
    text: (detail) =>
      `${say(detail, 'money')} went back in Shopify; left on Amazon: ${say(detail, 'left')}.`,
    fix: 'Split sends a smaller amount; dismiss leaves Amazon as it is.',
  },
  REFUND_PARTIAL_UNSURE: {
    title: 'A part is refunded while Amazon may have given back some already',
    text: (detail) => `Amazon's finances lag 48 hours behind. To be sent: ${say(detail, 'lines')}.`,
    fix: 'Look at the order in Seller Central. Approve sends it; dismiss leaves it. With a notification queue this is sure by itself.',
  },
  REFUND_BOOKS_UNCLEAR: {
    title: 'The books of this order cannot be read whole',
    text: (detail) => `Not understood: ${say(detail, 'unclear')}.`,
    fix: 'Compare the order in Seller Central. Approve sends the refund all the same, as far as Amazon takes it; dismiss leaves it.',
  },
  ALREADY_REFUNDED: {
    title: 'Refund failed: already refunded on Amazon',
    text: (detail) =>
      `Refund failed: already refunded on Amazon on ${say(detail, 'date')}. Nothing was sent.`,
    fix: 'Dismiss it if both sides mean the same refund. If the buyer shall get more, Split says how much of which item.',
  },
  AMAZON_REFUSED_REFUND: {
    title: 'Amazon refused the refund',
    text: (detail) =>
      `Shopify ${say(detail, 'shopify')}, Amazon ${say(detail, 'amazon')}. Amazon answered ${say(detail, 'code')}.`,
    fix: 'Refund the buyer in Seller Central; it settles by itself when Amazon lists it. Repeat sends it once more; dismiss leaves it.',
  },
  REFUND_UNCLEAR: {
    title: 'Nobody knows whether Amazon has the refund',
    text: (detail) =>
      `Shopify ${say(detail, 'shopify')}, Amazon unknown: no clear answer came (${say(detail, 'code')}).`,
    fix: 'Look at the order in Seller Central. If the refund is there, it settles by itself. If it is not, Repeat sends it again.',
  },
  REFUND_NOT_SEEN: {
    title: 'Amazon took the refund and does not list it',
    text: (detail) =>
      `Shopify ${say(detail, 'shopify')}, Amazon ${say(detail, 'amazon')}: its report says that it was applied, and a week later its finances do not show it.`,
    fix: 'Look at the order in Seller Central. Repeat sends it once more; dismiss leaves it.',
  },
  EXTERNAL_REFUND_NOT_RECORDABLE: {
    title: 'A refund on Amazon cannot be written down in Shopify',
    text: (detail) =>
      `${say(detail, 'money')} went back on Amazon on ${say(detail, 'date')}; ${say(detail, 'why')}.`,
    fix: 'Our books count it. Note it in Shopify by hand if your reports need it, then dismiss it here.',
  },
}

function say(detail: HoldDetail, name: string): string {
  const value = detail[name]
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
