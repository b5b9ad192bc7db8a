/** Why the return concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldDetail, HoldText } from '../orders/hold-text.ts'

export type ReturnReason =
  | 'NO_RETURN_DUE'
  | 'RETURN_NOT_MIRRORED'
  | 'RETURN_WAITS_FOR_SELLER'
  | 'OPEN_RETURN_IN_SHOP'
  | 'RETURN_ON_BOTH_SIDES'
  | 'RETURN_DISMISSED'

export type ReturnHold = 'RETURN_NOT_MATCHED' | 'RETURN_REFUSED'

export const returnReasonTexts: Readonly<Record<ReturnReason, string>> = {
  NO_RETURN_DUE: 'Nothing was sent back.',
  RETURN_NOT_MIRRORED: 'The return on Amazon is shown here and not written into Shopify.',
  RETURN_WAITS_FOR_SELLER:
    'The return on Amazon is not approved; it is opened in Shopify once it is.',
  OPEN_RETURN_IN_SHOP: 'The return was approved on Amazon; it is opened in Shopify.',
  RETURN_ON_BOTH_SIDES: 'Both sides show the same returns.',
  RETURN_DISMISSED: 'A person chose to leave this return as it is.',
}

export const returnHoldTexts: Readonly<Record<ReturnHold, HoldText>> = {
  RETURN_NOT_MATCHED: {
    title: 'A return on Amazon has no shipped units in Shopify',
    text: (detail) =>
      `Return ${say(detail, 'return')} names ${say(detail, 'quantity')} of SKU ${say(detail, 'sku')}; Shopify shows no such units as shipped and not returned.`,
    fix: 'Fulfil the order in Shopify if it has left, or open the return there by hand; then dismiss this.',
  },
  RETURN_REFUSED: {
    title: 'Shopify refused to open the return',
    text: (detail) =>
      `Shopify answered ${say(detail, 'code')} for return ${say(detail, 'return')}.`,
    fix: 'Open it in Shopify by hand and dismiss this, or Repeat.',
  },
}

function say(detail: HoldDetail, name: string): string {
  return String(detail[name] ?? '')
}
