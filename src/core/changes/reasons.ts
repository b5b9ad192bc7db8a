/** Why the change concern did what it did: its reasons and its hold, with the text. */
import type { HoldDetail, HoldText } from '../orders/hold-text.ts'

export type ChangeReason =
  | 'NO_CHANGE_DUE'
  | 'HOLD_FOR_ADDRESS'
  | 'WRITE_ADDRESS'
  | 'RELEASE_ADDRESS'

export type ChangeHold =
  | 'ADDRESS_CHANGED'
  | 'ADDRESS_WRITTEN'
  | 'ADDRESS_MOVES_ORDER'
  | 'LESS_ON_AMAZON'

export const changeReasonTexts: Readonly<Record<ChangeReason, string>> = {
  NO_CHANGE_DUE: 'Nothing changed on Amazon that Shopify does not know of.',
  HOLD_FOR_ADDRESS:
    'The address changed on Amazon after the import; Shopify holds the order until a person has seen it.',
  WRITE_ADDRESS: 'The new address is written into the Shopify order, which stays held.',
  RELEASE_ADDRESS: 'A person has seen to the address; Shopify may ship the order.',
}

export const changeHoldTexts: Readonly<Record<ChangeHold, HoldText>> = {
  ADDRESS_CHANGED: {
    title: 'The address changed on Amazon',
    text: () =>
      'Since it came to Shopify, Amazon shows another address for it, or shows one for the first time.',
    fix: 'Copy the address from Seller Central into the Shopify order, then release it here. Shopify holds it until then.',
  },
  ADDRESS_WRITTEN: {
    title: 'The address changed, and Shopify has the new one',
    text: () =>
      'Since it came to Shopify, Amazon shows another address for it, or shows one for the first time. It stands in the Shopify order now; total and location are as before.',
    fix: 'Look at labels that were printed already, then release it here. Shopify holds it until then.',
  },
  ADDRESS_MOVES_ORDER: {
    title: 'The new address changed more than the address',
    text: (detail) =>
      detail.moved === 'yes'
        ? 'The new address stands in the Shopify order, and Shopify sends it from another location now.'
        : `The new address stands in the Shopify order, and Shopify counted it anew: ${say(detail, 'before')} before, ${say(detail, 'now')} now. Amazon charged what it charged before.`,
    fix: 'Set location and taxes of the Shopify order right where they matter to you, then release it here. Shopify holds it until then.',
  },
  LESS_ON_AMAZON: {
    title: 'Amazon expects less than Shopify shows',
    text: (detail) =>
      `Amazon's order comes to ${say(detail, 'amazon')} now, the Shopify order to ${say(detail, 'shopify')}: units were taken away, or a price was lowered.`,
    fix: 'Compare the quantities in Seller Central. Remove from the Shopify order what is no longer to be shipped, then dismiss this.',
  },
}

function say(detail: HoldDetail, name: string): string {
  return String(detail[name] ?? '')
}
