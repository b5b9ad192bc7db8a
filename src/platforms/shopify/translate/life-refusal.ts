/**
 * What the userErrors of order life mean, as codes of ours that stay when Shopify's words change. Most
 * have no code at all (fulfilments, refunds) or say INVALID; the words were recorded on 2026-04 and
 * 2026-07, facts read 2026-11-22.
 */
import type { UserErrors } from '../wire/orders.ts'
import { cleanText } from './clean-text.ts'

export type LifeRefusal = { readonly code: string; readonly text: string }

/** First match counts. */
const codesByWords: readonly (readonly [RegExp, string])[] = [
  [/too many attempts/i, 'TOO_MANY_ATTEMPTS'],
  [/does not have access|access denied/i, 'NO_ACCESS'],
  // Cancellations
  [/already been cancell?ed/i, 'ALREADY_CANCELLED'],
  [/cancell?ation is already in progress/i, 'CANCEL_IN_PROGRESS'],
  [/outstanding fulfillments/i, 'HAS_FULFILLMENTS'],
  [/that has returns/i, 'HAS_RETURNS'],
  // Fulfilments
  [/assigned to a single location/i, 'SEVERAL_LOCATIONS'],
  [/belong to the same order/i, 'SEVERAL_ORDERS'],
  [/unfulfillable status\s*=?\s*on_?hold/i, 'ON_HOLD'],
  [/unfulfillable status/i, 'NOT_FULFILLABLE'],
  [/invalid fulfillment order line item quantity/i, 'QUANTITY_TOO_HIGH'],
  [/line item does not exist/i, 'LINE_NOT_FOUND'],
  [/quantity must be greater than 0/i, 'QUANTITY_NOT_POSITIVE'],
  // Refunds
  [/greater than net payment/i, 'REFUND_EXCEEDS_PAYMENT'],
  [/cannot refund more items/i, 'QUANTITY_TOO_HIGH'],
  [/require a parent_id/i, 'PARENT_NOT_FOUND'],
  [/is not a valid transaction/i, 'TRANSACTION_NOT_VALID'],
  [/must be present/i, 'NOTHING_TO_REFUND'],
  // Returns
  [/return reason/i, 'RETURN_REASON_MISSING'],
  [/fulfillment order (?:was )?not found/i, 'FULFILLMENT_ORDER_NOT_FOUND'],
  [/fulfillment (?:was |does )?not (?:found|exist)/i, 'FULFILLMENT_NOT_FOUND'],
  [/order (?:was |does )?not (?:found|exist)/i, 'ORDER_NOT_FOUND'],
]

/** Shopify's own codes that say the same as one of ours, or more plainly. */
const codesByCode: Readonly<Record<string, string>> = {
  DUPLICATE_FULFILLMENT_HOLD_HANDLE: 'ALREADY_HELD',
  FULFILLMENT_ORDER_HOLD_LIMIT_REACHED: 'HOLD_LIMIT_REACHED',
  FULFILLMENT_ORDERS_NOT_FOUND: 'FULFILLMENT_ORDER_NOT_FOUND',
  INVALID_ACCESS: 'NO_ACCESS',
  MISSING_PERMISSION: 'NO_ACCESS',
  NO_REFUND_PERMISSION: 'NO_ACCESS',
}

/** The refusal that says most: one that we know by its words or code, else the first. */
export function lifeRefusal(errors: UserErrors): LifeRefusal {
  const coded = errors.map((error) => ({ error, code: codeOf(error) }))
  const known = coded.find(({ code }) => code !== null)
  const { error, code } = known ?? { error: errors[0], code: null }
  return {
    code: code ?? platformCode(error?.code) ?? 'REFUSED',
    text: cleanText(error?.message ?? '', null),
  }
}

function codeOf(error: UserErrors[number]): string | null {
  const byCode = codesByCode[error.code ?? '']
  return byCode ?? codesByWords.find(([words]) => words.test(error.message))?.[1] ?? null
}

function platformCode(code: string | null | undefined): string | undefined {
  return code && /^[A-Z_]{1,64}$/.test(code) ? code : undefined
}
