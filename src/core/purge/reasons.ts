/** Why the purge concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldDetail, HoldText } from '../orders/hold-text.ts'

export type PurgeReason =
  | 'NO_PURGE_DUE'
  | 'PURGE_OFF'
  | 'PURGE_NOT_OURS'
  | 'PURGE_CHECKED_FIRST'
  | 'PURGE_IN_SHOP'
  | 'PURGE_READ_BACK'
  | 'PURGED_IN_SHOP'
  | 'PURGE_LEFT'

export type PurgeHold = 'PURGE_ORDER_OPEN' | 'PURGE_REFUSED' | 'PURGE_NOT_SHOWN'

export const purgeReasonTexts: Readonly<Record<PurgeReason, string>> = {
  NO_PURGE_DUE: "The buyer's data may still be kept.",
  PURGE_OFF:
    "The buyer's data was removed from our books; the settings leave it in the Shopify order.",
  PURGE_NOT_OURS:
    "The buyer's data was removed from our books; another app made the Shopify order, so it is left as it is.",
  PURGE_CHECKED_FIRST:
    'The Shopify order is looked at first: does it still show whose order it was?',
  PURGE_IN_SHOP:
    "The time to keep the buyer's data is over: name, address, phone and gift messages are removed from the Shopify order.",
  PURGE_READ_BACK: "Reading back whether the buyer's data is gone from the Shopify order.",
  PURGED_IN_SHOP: "Neither our books nor the Shopify order hold the buyer's data any more.",
  PURGE_LEFT: "A person chose to leave the buyer's data in the Shopify order.",
}

export const purgeHoldTexts: Readonly<Record<PurgeHold, HoldText>> = {
  PURGE_ORDER_OPEN: {
    title: "A buyer's data is due to go, and the order is still open",
    text: () =>
      'The 30 days of Amazon are over and it was removed here, but the Shopify order is neither fulfilled nor cancelled: a change of its address would make Shopify count taxes anew.',
    fix: 'Fulfil or cancel the order in Shopify; the data then goes by itself. Approve removes it now all the same; dismiss leaves it to you.',
  },
  PURGE_REFUSED: {
    title: "Shopify refused to remove a buyer's data",
    text: (detail) =>
      `Shopify answered ${say(detail, 'code')}. It still shows: ${say(detail, 'left')}.`,
    fix: 'Remove name, address, phone and gift messages from the Shopify order and its customer by hand and dismiss this, or Repeat.',
  },
  PURGE_NOT_SHOWN: {
    title: "Shopify still shows a buyer's data",
    text: (detail) => `Shopify was asked to remove it and still shows: ${say(detail, 'left')}.`,
    fix: 'Look at the order in Shopify. Remove what is there by hand and dismiss this, or Repeat.',
  },
}

function say(detail: HoldDetail, name: string): string {
  return String(detail[name] ?? '')
}
