/** Why the shipment concern did what it did: its reasons and its holds, with the text of each hold. */
import type { HoldDetail, HoldText } from '../orders/hold-text.ts'

export type ShipmentReason =
  | 'NO_SHIPMENT_DUE'
  | 'SHIPPED_ON_BOTH_SIDES'
  | 'SHIPMENT_DISMISSED'
  | 'AMAZON_CONFIRMS_ITSELF'
  | 'READ_PACKAGES'
  | 'CONFIRM_PARCEL'
  | 'CORRECT_PARCEL'
  | 'REPEAT_DROPPED_CONFIRMATION'
  | 'FULFIL_IN_SHOP'
  | 'TELL_DELIVERED'
  | 'HOLD_UNTIL_CHECKED'
  | 'RELEASE_CHECKED'
  | 'TELL_FULFIL_BY'

export type ShipmentHold =
  | 'TRACKING_MISSING'
  | 'TRACKING_UNREADABLE'
  | 'TRACKING_SPLIT_UNKNOWN'
  | 'SHIPMENT_NOT_TAKEN'
  | 'SHIPMENT_REFUSED'
  | 'SHIPPED_ELSEWHERE'
  | 'FULFILMENT_CANCELLED'
  | 'CHECK_MESSAGES'
  | 'PRIME_FOREIGN_LABEL'
  | 'SHIPPED_HERE_CANCELLED_THERE'
  | 'SHOP_FULFILMENT_REFUSED'
  | 'ADOPTED_LINES_UNKNOWN'

export const shipmentReasonTexts: Readonly<Record<ShipmentReason, string>> = {
  NO_SHIPMENT_DUE: 'Nothing was shipped that the other side does not know of.',
  SHIPPED_ON_BOTH_SIDES: 'Both sides show the same parcels.',
  SHIPMENT_DISMISSED: 'A person chose to leave this parcel as it is.',
  AMAZON_CONFIRMS_ITSELF: 'Amazon knows these parcels by its own labels; nothing is confirmed.',
  READ_PACKAGES: "Amazon's parcels are read before anything is told to it.",
  CONFIRM_PARCEL: 'The parcel left in Shopify; Amazon is told.',
  CORRECT_PARCEL: 'The tracking changed in Shopify; the same parcel is corrected on Amazon.',
  REPEAT_DROPPED_CONFIRMATION:
    'Amazon took the confirmation and does not show it; it is repeated once.',
  FULFIL_IN_SHOP: 'The parcel left on Amazon; it is written down in Shopify.',
  TELL_DELIVERED: 'Amazon says that the parcel was delivered; Shopify is told.',
  HOLD_UNTIL_CHECKED: 'Its messages are to be checked before it ships; Shopify holds it.',
  RELEASE_CHECKED: 'Its messages were checked; Shopify may ship it.',
  TELL_FULFIL_BY: "Amazon's ship-by time is written into Shopify.",
}

export const shipmentHoldTexts: Readonly<Record<ShipmentHold, HoldText>> = {
  TRACKING_MISSING: {
    title: 'A parcel without tracking',
    text: (detail) =>
      `${say(detail, 'fulfillment')} left in Shopify without a tracking number; Amazon expects it by ${say(detail, 'shipBy')}.`,
    fix: 'Add the tracking number to the fulfilment in Shopify; it is confirmed by itself. Without one, the setting ship.withoutTracking confirms it all the same, and Amazon counts it against your valid-tracking rate.',
  },
  TRACKING_UNREADABLE: {
    title: 'A tracking number that Amazon would refuse',
    text: (detail) => `The tracking number of ${say(detail, 'fulfillment')} is not one.`,
    fix: 'Correct the number in Shopify (letters and digits, no address, no text); it is confirmed by itself.',
  },
  TRACKING_SPLIT_UNKNOWN: {
    title: 'Several tracking numbers on one fulfilment',
    text: (detail) =>
      `${say(detail, 'fulfillment')} has ${say(detail, 'numbers')} numbers for ${say(detail, 'units')} units; nobody knows what is in which parcel.`,
    fix: 'Approve to confirm all of it under the first number, or split the fulfilment in Shopify.',
  },
  SHIPMENT_NOT_TAKEN: {
    title: 'Amazon does not show the parcel',
    text: (detail) =>
      `Amazon was told ${say(detail, 'times')} times and still shows no parcel ${say(detail, 'parcel')}.`,
    fix: 'Look at the order in Seller Central and confirm it there if it is open. Repeat sends it once more.',
  },
  SHIPMENT_REFUSED: {
    title: 'Amazon refused the shipment confirmation',
    text: (detail) => `Amazon answered ${say(detail, 'code')}.`,
    fix: 'Look at the order in Seller Central. Repeat tries it once more.',
  },
  SHIPPED_ELSEWHERE: {
    title: 'Amazon knows these units under another parcel',
    text: (detail) =>
      `Shopify shows ${say(detail, 'fulfillment')}; Amazon has all units of it shipped under ${say(detail, 'known')}.`,
    fix: 'If the goods left twice, act on it; if only the number differs, correct it in Seller Central. Dismiss leaves both sides as they are.',
  },
  FULFILMENT_CANCELLED: {
    title: 'A fulfilment was cancelled after Amazon was told',
    text: (detail) =>
      `${say(detail, 'fulfillment')} was cancelled in Shopify; Amazon has parcel ${say(detail, 'parcel')}.`,
    fix: 'Amazon cannot take a parcel back. Fulfil it again in Shopify with the right number and the parcel is corrected, or settle it with the buyer. Dismiss once done.',
  },
  CHECK_MESSAGES: {
    title: 'Check messages before shipping',
    text: (detail) => `This order has: ${say(detail, 'flags')}.`,
    fix: 'Open the order in Seller Central, read what the buyer wrote, then release it here. Shopify holds it until then.',
  },
  PRIME_FOREIGN_LABEL: {
    title: 'A Prime order shipped without a Buy Shipping label',
    text: (detail) => `${say(detail, 'fulfillment')} was shipped with ${say(detail, 'carrier')}.`,
    fix: 'Labels from Buy Shipping confirm themselves. Approve if this foreign label is meant; it counts against your Prime figures.',
  },
  SHIPPED_HERE_CANCELLED_THERE: {
    title: 'Shipped here, cancelled there',
    text: (detail) => `${say(detail, 'fulfillment')} left, and Amazon has cancelled the order.`,
    fix: 'Stop the parcel if you can, and talk to Amazon. Dismiss once it is settled.',
  },
  SHOP_FULFILMENT_REFUSED: {
    title: 'Shopify refused the fulfilment',
    text: (detail) => `Shopify answered ${say(detail, 'code')}: ${say(detail, 'text')}`,
    fix: "Fulfil the order in Shopify by hand with Amazon's tracking number, or Repeat.",
  },
  ADOPTED_LINES_UNKNOWN: {
    title: "Another app's lines fit no Amazon item for sure",
    text: (detail) =>
      `Another app made the Shopify order, and its lines (${say(detail, 'lines')}) fit none of Amazon's items, or several. What left on one side is not told to the other.`,
    fix: 'Map the Amazon SKU to the variant, or confirm the parcel in Seller Central by hand; dismiss it once both sides agree.',
  },
}

function say(detail: HoldDetail, name: string): string {
  const value = detail[name]
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}
