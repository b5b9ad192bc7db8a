/** The one step that puts a hold right: a verb of ours, or a place to go. */
import type { Hold } from '../api/order-page.ts'

type Place = 'map' | 'stock' | 'amazon' | 'shopify'

const places: Readonly<Record<string, Place>> = {
  SKU_UNMAPPED: 'map',
  SKU_AMBIGUOUS: 'map',
  UNABLE_TO_RESERVE_INVENTORY: 'stock',
  MONEY_DOES_NOT_ADD_UP: 'amazon',
  UNKNOWN_VALUE: 'amazon',
  AMAZON_BEHIND_EVENT: 'amazon',
  PAID_REPLACEMENT: 'amazon',
  PARTLY_SHIPPED: 'amazon',
  CHECK_MESSAGES: 'amazon',
  AMAZON_REFUSED_REFUND: 'amazon',
  REFUND_UNCLEAR: 'amazon',
  REFUND_NOT_SEEN: 'amazon',
  CANCEL_REFUSED: 'amazon',
  CANCEL_UNCLEAR: 'amazon',
  CANCEL_NOT_SHOWN: 'amazon',
  SHIPMENT_NOT_TAKEN: 'amazon',
  SHIPMENT_REFUSED: 'amazon',
  ADDRESS_CHANGED: 'amazon',
  LESS_ON_AMAZON: 'amazon',
  SHOPIFY_REFUSED: 'shopify',
  ADOPTION_UNCLEAR: 'shopify',
  LOCATION_NOT_CHOSEN: 'shopify',
  DOUBLED_EFFECT: 'shopify',
  TRACKING_MISSING: 'shopify',
  TRACKING_UNREADABLE: 'shopify',
  TRACKING_SPLIT_UNKNOWN: 'shopify',
  SHIP_BY_24_HOURS: 'shopify',
  SHIP_BY_4_HOURS: 'shopify',
  SHIP_BY_OVER: 'shopify',
  AUTO_CANCEL_NEAR: 'shopify',
  UNCONFIRMED_23_DAYS: 'shopify',
  UNCONFIRMED_28_DAYS: 'shopify',
  REFUND_BEFORE_SHIPMENT: 'shopify',
  CANCELLED_WITHOUT_REFUND: 'shopify',
  RETURN_NOT_MATCHED: 'shopify',
  PARTLY_CANCELLED_ON_AMAZON: 'shopify',
}

/** The whole was refunded already: reading it is the usual end, giving more the exception. */
const verbsFirst: Readonly<Record<string, string>> = { ALREADY_REFUNDED: 'dismiss' }

export function firstStep({ code, verbs }: Pick<Hold, 'code' | 'verbs'>): string | null {
  const first = places[code] ?? verbsFirst[code]
  return first ?? verbs.find(({ verb }) => verb !== 'approve')?.verb ?? null
}
