/**
 * What a person may say about a hold of order life, by its code: the same for console, API and command
 * line. A verb that moves money or tells Amazon something asks for a yes first.
 */
import type { LifeInput } from '../../core/life/life-view.ts'

export const lifeVerbs = [
  'approve',
  'dismiss',
  'repeat',
  'accept-cancel',
  'decline-cancel',
  'release',
  'split',
] as const satisfies readonly LifeInput['kind'][]

export type LifeVerb = (typeof lifeVerbs)[number]

const byCode: Readonly<Record<string, readonly LifeVerb[]>> = {
  MONEY_QUARANTINED: ['approve', 'dismiss'],
  OWN_EFFECT_UNSETTLED: [],
  SHOP_HOLD_STANDS: ['repeat'],
  TRACKING_MISSING: ['dismiss'],
  TRACKING_UNREADABLE: ['dismiss'],
  TRACKING_SPLIT_UNKNOWN: ['approve', 'dismiss'],
  SHIPMENT_NOT_TAKEN: ['repeat'],
  SHIPMENT_REFUSED: ['repeat'],
  SHIPPED_ELSEWHERE: ['dismiss'],
  FULFILMENT_CANCELLED: ['dismiss'],
  CHECK_MESSAGES: ['release'],
  PRIME_FOREIGN_LABEL: ['approve', 'dismiss'],
  SHIPPED_HERE_CANCELLED_THERE: ['dismiss'],
  SHOP_FULFILMENT_REFUSED: ['repeat'],
  BUYER_ASKS_TO_CANCEL: ['accept-cancel', 'decline-cancel'],
  CANCELLED_WITHOUT_REFUND: ['approve', 'dismiss'],
  CANCEL_REFUSED: ['repeat', 'dismiss'],
  CANCEL_UNCLEAR: ['repeat', 'dismiss'],
  CANCEL_NOT_SHOWN: ['repeat', 'dismiss'],
  SHOP_CANCEL_REFUSED: ['repeat'],
  REFUND_WITHOUT_LINES: ['approve', 'split', 'dismiss'],
  REFUND_BOOKS_UNCLEAR: ['approve', 'dismiss'],
  REFUND_PARTIAL_UNSURE: ['approve', 'dismiss'],
  REFUND_BEFORE_SHIPMENT: ['dismiss'],
  REFUND_OVER_CHARGE: ['split', 'dismiss'],
  ALREADY_REFUNDED: ['split', 'dismiss'],
  AMAZON_REFUSED_REFUND: ['repeat', 'dismiss'],
  REFUND_UNCLEAR: ['repeat', 'dismiss'],
  REFUND_NOT_SEEN: ['repeat', 'dismiss'],
  SHOP_REFUND_REFUSED: ['repeat', 'dismiss'],
  EXTERNAL_REFUND_NOT_RECORDABLE: ['dismiss'],
  RETURN_NOT_MATCHED: ['dismiss'],
  RETURN_REFUSED: ['repeat', 'dismiss'],
  ADDRESS_CHANGED: ['release'],
  ADDRESS_WRITTEN: ['release'],
  ADDRESS_MOVES_ORDER: ['release'],
  PURGE_ORDER_OPEN: ['approve', 'dismiss'],
  PURGE_REFUSED: ['repeat', 'dismiss'],
  PURGE_NOT_SHOWN: ['repeat', 'dismiss'],
}

/** A code that is not listed can at least be dismissed. */
export function verbsOf(code: string): readonly LifeVerb[] {
  return Object.hasOwn(byCode, code) ? (byCode[code] ?? ['dismiss']) : ['dismiss']
}

const asksFirst: ReadonlySet<LifeVerb> = new Set(['approve', 'repeat', 'accept-cancel', 'split'])

/** True for what moves money or cannot be taken back. */
export function needsYes(verb: LifeVerb): boolean {
  return asksFirst.has(verb)
}
