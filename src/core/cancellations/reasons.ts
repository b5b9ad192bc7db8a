/** Why the cancellation concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldDetail, HoldText } from '../orders/hold-text.ts'

export type CancellationReason =
  | 'NO_CANCELLATION_DUE'
  | 'CANCELLED_ON_BOTH_SIDES'
  | 'CANCEL_IN_SHOP'
  | 'CANCEL_ON_AMAZON'
  | 'CANCEL_ON_AMAZON_BY_CALL'
  | 'CANCEL_ON_AMAZON_BY_FEED'
  | 'CANCEL_UNITS_ON_AMAZON'
  | 'CANCEL_ON_THE_DESK'
  | 'HOLD_FOR_BUYER'
  | 'RELEASE_DECLINED'
  | 'CANCELLATION_DISMISSED'

export type CancellationHold =
  | 'BUYER_ASKS_TO_CANCEL'
  | 'CANCELLED_WITHOUT_REFUND'
  | 'CANCEL_REFUSED'
  | 'CANCEL_UNCLEAR'
  | 'CANCEL_NOT_SHOWN'
  | 'SHOP_CANCEL_REFUSED'
  | 'PARTLY_CANCELLED_ON_AMAZON'

export const cancellationReasonTexts: Readonly<Record<CancellationReason, string>> = {
  NO_CANCELLATION_DUE: 'Nothing was cancelled.',
  CANCELLED_ON_BOTH_SIDES: 'The order is cancelled on both sides.',
  CANCEL_IN_SHOP:
    'Amazon cancelled the order; it is cancelled in Shopify, and nobody is written to.',
  CANCEL_ON_AMAZON: 'The order was cancelled in Shopify and nothing has left; Amazon is told.',
  CANCEL_ON_AMAZON_BY_CALL:
    'The whole order is cancelled and nothing has left; Amazon is told by its direct call.',
  CANCEL_ON_AMAZON_BY_FEED:
    'Amazon does not offer this account its direct call to cancel, or it was given up; Amazon is told by feed.',
  CANCEL_UNITS_ON_AMAZON:
    'Units that have not left were cancelled in Shopify; Amazon is told of these.',
  CANCEL_ON_THE_DESK: 'The cancellation waits to be sent to Amazon with others, or for its report.',
  HOLD_FOR_BUYER:
    'The buyer asks to cancel; Shopify holds the order until you have said yes or no.',
  RELEASE_DECLINED: 'You declined the wish to cancel; Shopify may ship the order.',
  CANCELLATION_DISMISSED: 'A person chose to leave this cancellation as it is.',
}

export const cancellationHoldTexts: Readonly<Record<CancellationHold, HoldText>> = {
  BUYER_ASKS_TO_CANCEL: {
    title: 'The buyer asks to cancel',
    text: (detail) => `Requested for ${say(detail, 'items')}; ship by ${say(detail, 'shipBy')}.`,
    fix: 'Accept cancels it on both sides and does not count against you. Decline lets it ship. Shopify holds it until then.',
  },
  CANCELLED_WITHOUT_REFUND: {
    title: 'Cancelled in Shopify without a refund: still open on Amazon',
    text: (detail) =>
      `A cancellation needs a refund of more than 0. Nothing was sent; Amazon expects it by ${say(detail, 'shipBy')}.`,
    fix: 'Refund the order in Shopify and it is cancelled on Amazon by itself, or approve to cancel it there all the same. Otherwise ship it.',
  },
  CANCEL_REFUSED: {
    title: 'Amazon refused the cancellation',
    text: (detail) => `Amazon answered ${say(detail, 'code')}: ${say(detail, 'text')}`,
    fix: 'Look at the order in Seller Central: it may have shipped. Repeat sends the cancellation once more; dismiss leaves it.',
  },
  CANCEL_UNCLEAR: {
    title: 'Nobody knows whether Amazon has the cancellation',
    text: (detail) => `No clear answer came (${say(detail, 'code')}).`,
    fix: 'Look at the order in Seller Central. If it is cancelled there, it settles by itself. If not, Repeat sends it again.',
  },
  CANCEL_NOT_SHOWN: {
    title: 'Amazon took the cancellation and shows the order as open',
    text: () => 'The report says that it was applied, and the order still waits to be shipped.',
    fix: 'Look at the order in Seller Central and cancel it there if it is open. Repeat sends it once more.',
  },
  SHOP_CANCEL_REFUSED: {
    title: 'Shopify refused to cancel the order',
    text: (detail) => `Shopify answered ${say(detail, 'code')}: ${say(detail, 'text')}`,
    fix: 'Amazon has cancelled it. Cancel it in Shopify by hand without writing to the buyer, or Repeat.',
  },
  PARTLY_CANCELLED_ON_AMAZON: {
    title: 'Amazon cancelled a part of the order',
    text: (detail) => `Amazon no longer expects: ${say(detail, 'items')}.`,
    fix: 'Remove these units from the Shopify order before you ship it, then dismiss this.',
  },
}

function say(detail: HoldDetail, name: string): string {
  const value = detail[name]
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
