/** Why we stop, by family: the same few promises stand behind all holds. */
export const families = {
  stock: ['UNABLE_TO_RESERVE_INVENTORY', 'LOCATION_NOT_CHOSEN'],
  product: ['SKU_UNMAPPED', 'SKU_AMBIGUOUS', 'ADOPTED_LINES_UNKNOWN'],
  unknown: ['UNKNOWN_VALUE', 'UNREADABLE_ORDER', 'AMAZON_BEHIND_EVENT'],
  sums: ['MONEY_DOES_NOT_ADD_UP', 'PAID_REPLACEMENT', 'REFUND_BOOKS_UNCLEAR', 'LESS_ON_AMAZON'],
  twice: [
    ...['ADOPTION_UNCLEAR', 'BACKFILL_NOT_VISIBLE', 'DOUBLED_EFFECT', 'PARTLY_SHIPPED'],
    ...['OWN_EFFECT_UNSETTLED', 'SHIPPED_ELSEWHERE', 'FULFILMENT_CANCELLED'],
  ],
  refused: [
    ...['SHOPIFY_REFUSED', 'SHOP_FULFILMENT_REFUSED', 'SHIPMENT_REFUSED', 'CANCEL_REFUSED'],
    ...['SHOP_CANCEL_REFUSED', 'AMAZON_REFUSED_REFUND', 'RETURN_REFUSED'],
  ],
  unclear: [
    ...['CANCEL_UNCLEAR', 'CANCEL_NOT_SHOWN', 'REFUND_UNCLEAR', 'REFUND_NOT_SEEN'],
    ...['SHIPMENT_NOT_TAKEN', 'REFUND_PARTIAL_UNSURE'],
  ],
  money: [
    ...['MONEY_QUARANTINED', 'REFUND_WITHOUT_LINES', 'REFUND_OVER_CHARGE', 'ALREADY_REFUNDED'],
    ...['REFUND_BEFORE_SHIPMENT', 'REFUND_PART_OF_KIT', 'EXTERNAL_REFUND_NOT_RECORDABLE'],
    'CANCELLED_WITHOUT_REFUND',
  ],
  late: [
    ...['SHIP_BY_24_HOURS', 'SHIP_BY_4_HOURS', 'SHIP_BY_OVER', 'SHIPPED_NOT_CONFIRMED'],
    ...['AUTO_CANCEL_NEAR', 'UNCONFIRMED_23_DAYS', 'UNCONFIRMED_28_DAYS', 'UNCONFIRMED_30_DAYS'],
  ],
  tracking: [
    'TRACKING_MISSING',
    'TRACKING_UNREADABLE',
    'TRACKING_SPLIT_UNKNOWN',
    'PRIME_FOREIGN_LABEL',
  ],
  buyer: [
    ...['SHOP_HOLD_STANDS', 'ADDRESS_WRITTEN', 'ADDRESS_MOVES_ORDER', 'PURGE_ORDER_OPEN'],
    ...['PURGE_REFUSED', 'PURGE_NOT_SHOWN'],
    ...['BUYER_ASKS_TO_CANCEL', 'CHECK_MESSAGES', 'ADDRESS_CHANGED', 'RETURN_NOT_MATCHED'],
    ...['SHIPPED_HERE_CANCELLED_THERE', 'PARTLY_CANCELLED_ON_AMAZON'],
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Family = keyof typeof families

export function familyOf(code: string): Family | null {
  const found = Object.entries(families).find(([, codes]) => codes.some((one) => one === code))
  return (found?.[0] ?? null) as Family | null
}
