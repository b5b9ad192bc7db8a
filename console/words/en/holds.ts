/**
 * Holds by code: the same words as the API's, so that codes of the record read alike. The sentence with the
 * figures of one order comes from the server.
 */
import { stockHolds } from './stock-holds.ts'

export const holds = {
  ...stockHolds,
  UNKNOWN_VALUE: {
    title: 'Amazon sent a value that Crossdock does not know',
    fix: 'Look at the order in Seller Central. If a program is the unknown value, Export imports it as an ordinary order; otherwise update Crossdock and report the value.',
  },
  UNREADABLE_ORDER: {
    title: 'Amazon sent an order that cannot be read',
    fix: 'Update Crossdock; the order is read again by itself. Until then fulfil it from Seller Central.',
  },
  AMAZON_BEHIND_EVENT: {
    title: 'Amazon announced an order that it does not show',
    fix: 'Look for it in Seller Central. It goes on by itself as soon as Amazon shows it.',
  },
  SKU_UNMAPPED: {
    title: 'No Shopify variant for a SKU',
    fix: 'Map the SKU to a variant, or give a Shopify variant this SKU. The order then goes on by itself.',
  },
  SKU_AMBIGUOUS: {
    title: 'Several Shopify variants fit one SKU',
    fix: 'Map the SKU to the right variant, or make the SKUs in Shopify unique. The order then goes on by itself.',
  },
  MONEY_DOES_NOT_ADD_UP: {
    title: 'The amounts do not add up to the total',
    fix: 'Compare the order in Seller Central. If Amazon corrects it, it goes on by itself; else enter it in Shopify by hand and dismiss it here.',
  },
  PAID_REPLACEMENT: {
    title: 'A replacement order with a price',
    fix: 'Look at both orders in Seller Central. Export imports it as an ordinary, paid order; dismiss leaves it.',
  },
  PARTLY_SHIPPED: {
    title: 'A part of the order was shipped before it came to Shopify',
    fix: 'Ship the rest from Seller Central and dismiss it here; or Export it, and in Shopify at once mark as fulfilled what has left, without notice.',
  },
  UNABLE_TO_RESERVE_INVENTORY: {
    title: 'Unable to reserve inventory',
    fix: 'Restock in Shopify: the order is then created by itself, or at once with Export. Force export creates it although stock is short.',
  },
  SHOPIFY_REFUSED: {
    title: 'Shopify refused the order',
    fix: 'Change what Shopify names, then use Export to try again.',
  },
  ADOPTION_UNCLEAR: {
    title: 'Shopify may have this order already',
    fix: 'Open it in Shopify. Approve it as the same order, or have a separate one created, or dismiss.',
  },
  LOCATION_NOT_CHOSEN: {
    title: 'Shopify placed the order at another location',
    fix: 'Move the fulfilment in Shopify, or choose this location in the settings. Dismiss leaves it there.',
  },
  BACKFILL_NOT_VISIBLE: {
    title: 'The order is too old to be sure that Shopify does not have it',
    fix: 'Grant the scope read_all_orders, or check in Shopify by hand and then use Force export.',
  },
  DOUBLED_EFFECT: {
    title: 'Two Shopify orders for one Amazon order',
    fix: 'Cancel one of them in Shopify without refund and without notice to the buyer, and delete it.',
  },
  SHIP_BY_24_HOURS: {
    title: 'Ship within 24 hours',
    fix: 'Ship it and fulfil it in Shopify; Amazon is told by itself.',
  },
  SHIP_BY_4_HOURS: {
    title: 'Ship within 4 hours',
    fix: 'Ship it now and fulfil it in Shopify, or ask the buyer for more time in Seller Central.',
  },
  SHIP_BY_OVER: {
    title: 'The ship-by time is over',
    fix: 'Ship it today and fulfil it in Shopify. If you cannot, cancel it in Shopify.',
  },
  SHIPPED_NOT_CONFIRMED: {
    title: 'Shipped here, not known there',
    fix: 'See what holds its shipment: a missing tracking number, a lane that only watches, or a refusal. Your figures suffer until Amazon knows.',
  },
  AUTO_CANCEL_NEAR: {
    title: 'Amazon will cancel this order',
    fix: 'Ship it and fulfil it in Shopify today. If it has left already, add its tracking number.',
  },
  UNCONFIRMED_23_DAYS: {
    title: 'Not confirmed for 23 days',
    fix: 'Fulfil it in Shopify with its tracking number.',
  },
  UNCONFIRMED_28_DAYS: {
    title: 'Two days until the pay is lost',
    fix: 'Fulfil it in Shopify with its tracking number now.',
  },
  UNCONFIRMED_30_DAYS: {
    title: 'Not confirmed within 30 days',
    fix: 'Ask Seller Support whether the order can still be confirmed.',
  },
  MONEY_QUARANTINED: {
    title: 'Money waits for your yes',
    fix: 'Compare both sides. Approve it and Crossdock carries it over once; dismiss it and it stays as it is.',
  },
  SHOP_HOLD_STANDS: {
    title: 'Our hold still stands in Shopify',
    fix: 'Release the fulfilment in the Shopify admin, and this goes away. Or repeat it here.',
  },
  OWN_EFFECT_UNSETTLED: {
    title: 'A call of ours has no clear answer yet',
    fix: 'It settles by itself within minutes. If it does not, look at the order on both sides.',
  },
  TRACKING_MISSING: {
    title: 'A parcel without tracking',
    fix: 'Add the tracking number to the fulfilment in Shopify; it is confirmed by itself. Without one, the setting ship.withoutTracking confirms it all the same, and Amazon counts it against your valid-tracking rate.',
  },
  TRACKING_UNREADABLE: {
    title: 'A tracking number that Amazon would refuse',
    fix: 'Correct the number in Shopify (letters and digits, no address, no text); it is confirmed by itself.',
  },
  TRACKING_SPLIT_UNKNOWN: {
    title: 'Several tracking numbers on one fulfilment',
    fix: 'Approve to confirm all of it under the first number, or split the fulfilment in Shopify.',
  },
  SHIPMENT_NOT_TAKEN: {
    title: 'Amazon does not show the parcel',
    fix: 'Look at the order in Seller Central and confirm it there if it is open. Repeat sends it once more.',
  },
  SHIPMENT_REFUSED: {
    title: 'Amazon refused the shipment confirmation',
    fix: 'Look at the order in Seller Central. Repeat tries it once more.',
  },
  SHIPPED_ELSEWHERE: {
    title: 'Amazon knows these units under another parcel',
    fix: 'If the goods left twice, act on it; if only the number differs, correct it in Seller Central. Dismiss leaves both sides as they are.',
  },
  FULFILMENT_CANCELLED: {
    title: 'A fulfilment was cancelled after Amazon was told',
    fix: 'Amazon cannot take a parcel back. Fulfil it again in Shopify with the right number and the parcel is corrected, or settle it with the buyer. Dismiss once done.',
  },
  CHECK_MESSAGES: {
    title: 'Check messages before shipping',
    fix: 'Open the order in Seller Central, read what the buyer wrote, then release it here. Shopify holds it until then.',
  },
  PRIME_FOREIGN_LABEL: {
    title: 'A Prime order shipped without a Buy Shipping label',
    fix: 'Labels from Buy Shipping confirm themselves. Approve if this foreign label is meant; it counts against your Prime figures.',
  },
  SHIPPED_HERE_CANCELLED_THERE: {
    title: 'Shipped here, cancelled there',
    fix: 'Stop the parcel if you can, and talk to Amazon. Dismiss once it is settled.',
  },
  SHOP_FULFILMENT_REFUSED: {
    title: 'Shopify refused the fulfilment',
    fix: "Fulfil the order in Shopify by hand with Amazon's tracking number, or Repeat.",
  },
  ADOPTED_LINES_UNKNOWN: {
    title: "Another app's lines fit no Amazon item for sure",
    fix: 'Map the Amazon SKU to the variant, or confirm the parcel in Seller Central by hand; dismiss it once both sides agree.',
  },
  BUYER_ASKS_TO_CANCEL: {
    title: 'The buyer asks to cancel',
    fix: 'Accept cancels it on both sides and does not count against you. Decline lets it ship. Shopify holds it until then.',
  },
  CANCELLED_WITHOUT_REFUND: {
    title: 'Cancelled in Shopify without a refund: still open on Amazon',
    fix: 'Refund the order in Shopify and it is cancelled on Amazon by itself, or approve to cancel it there all the same. Otherwise ship it.',
  },
  CANCEL_REFUSED: {
    title: 'Amazon refused the cancellation',
    fix: 'Look at the order in Seller Central: it may have shipped. Repeat sends the cancellation once more; dismiss leaves it.',
  },
  CANCEL_UNCLEAR: {
    title: 'Nobody knows whether Amazon has the cancellation',
    fix: 'Look at the order in Seller Central. If it is cancelled there, it settles by itself. If not, Repeat sends it again.',
  },
  CANCEL_NOT_SHOWN: {
    title: 'Amazon took the cancellation and shows the order as open',
    fix: 'Look at the order in Seller Central and cancel it there if it is open. Repeat sends it once more.',
  },
  SHOP_CANCEL_REFUSED: {
    title: 'Shopify refused to cancel the order',
    fix: 'Amazon has cancelled it. Cancel it in Shopify by hand without writing to the buyer, or Repeat.',
  },
  PARTLY_CANCELLED_ON_AMAZON: {
    title: 'Amazon cancelled a part of the order',
    fix: 'Remove these units from the Shopify order before you ship it, then dismiss this.',
  },
  REFUND_BEFORE_SHIPMENT: {
    title: 'Refunded in Shopify before it left',
    fix: 'Ship it, and the refund is sent by itself. If it shall not leave, cancel the order in Shopify.',
  },
  REFUND_PART_OF_KIT: {
    title: 'Units were taken back that Amazon cannot cancel',
    fix: 'Cancel the units in Seller Central, then dismiss this refund.',
  },
  HELD_BY_PERSON: {
    title: 'Held by hand',
    fix: 'Release it once it is settled. Amazon’s ship-by time runs on meanwhile.',
  },
  REFUND_WITHOUT_LINES: {
    title: 'A refund that its lines do not explain',
    fix: 'Divide the amount over what it was for. Approve sends our suggestion; leave it, and Amazon stays as it is.',
  },
  REFUND_OVER_CHARGE: {
    title: 'More was refunded than Amazon charged',
    fix: 'Split sends a smaller amount; dismiss leaves Amazon as it is.',
  },
  REFUND_PARTIAL_UNSURE: {
    title: 'A part is refunded while Amazon may have given back some already',
    fix: 'Look at the order in Seller Central. Approve sends it; dismiss leaves it. With a notification queue this is sure by itself.',
  },
  REFUND_BOOKS_UNCLEAR: {
    title: 'The books of this order cannot be read whole',
    fix: 'Compare the order in Seller Central. Approve sends the refund all the same, as far as Amazon takes it; dismiss leaves it.',
  },
  ALREADY_REFUNDED: {
    title: 'Refund failed: already refunded on Amazon',
    fix: 'Dismiss it if both sides mean the same refund. If the buyer shall get more, Split says how much of which item.',
  },
  AMAZON_REFUSED_REFUND: {
    title: 'Amazon refused the refund',
    fix: 'Refund the buyer in Seller Central; it settles by itself when Amazon lists it. Repeat sends it once more; dismiss leaves it.',
  },
  REFUND_UNCLEAR: {
    title: 'Nobody knows whether Amazon has the refund',
    fix: 'Look at the order in Seller Central. If the refund is there, it settles by itself. If it is not, Repeat sends it again.',
  },
  REFUND_NOT_SEEN: {
    title: 'Amazon took the refund and does not list it',
    fix: 'Look at the order in Seller Central. Repeat sends it once more; dismiss leaves it.',
  },
  EXTERNAL_REFUND_NOT_RECORDABLE: {
    title: 'A refund on Amazon cannot be written down in Shopify',
    fix: 'Our books count it. Note it in Shopify by hand if your reports need it, then dismiss it here.',
  },
  RETURN_NOT_MATCHED: {
    title: 'A return on Amazon has no shipped units in Shopify',
    fix: 'Fulfil the order in Shopify if it has left, or open the return there by hand; then dismiss this.',
  },
  RETURN_REFUSED: {
    title: 'Shopify refused to open the return',
    fix: 'Open it in Shopify by hand and dismiss this, or Repeat.',
  },
  ADDRESS_CHANGED: {
    title: 'The address changed on Amazon',
    fix: 'Copy the address from Seller Central into the Shopify order, then release it here. Shopify holds it until then.',
  },
  ADDRESS_WRITTEN: {
    title: 'The address changed, and Shopify has the new one',
    fix: 'Look at labels that were printed already, then release it here. Shopify holds it until then.',
  },
  ADDRESS_MOVES_ORDER: {
    title: 'The new address changed more than the address',
    fix: 'Set location and taxes of the Shopify order right where they matter to you, then release it here. Shopify holds it until then.',
  },
  LESS_ON_AMAZON: {
    title: 'Amazon expects less than Shopify shows',
    fix: 'Compare the quantities in Seller Central. Remove from the Shopify order what is no longer to be shipped, then dismiss this.',
  },
  PURGE_ORDER_OPEN: {
    title: "A buyer's data is due to go, and the order is still open",
    fix: 'Fulfil or cancel the order in Shopify; the data then goes by itself. Approve removes it now all the same; dismiss leaves it to you.',
  },
  PURGE_REFUSED: {
    title: "Shopify refused to remove a buyer's data",
    fix: 'Remove name, address, phone and gift messages from the Shopify order and its customer by hand and dismiss this, or Repeat.',
  },
  PURGE_NOT_SHOWN: {
    title: "Shopify still shows a buyer's data",
    fix: 'Look at the order in Shopify. Remove what is there by hand and dismiss this, or Repeat.',
  },
}
