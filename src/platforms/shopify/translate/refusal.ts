/**
 * What orderCreate's userErrors mean. Shopify names most refusals INVALID and says the rest in English,
 * so code, field and words are read together (recorded on 2026-07 and 2026-10).
 */
import type { PersonalFacts } from '../../../core/orders/amazon-order.ts'
import type { Refusal } from '../../../core/orders/view.ts'
import type { UserErrors } from '../wire/orders.ts'
import { cleanText } from './clean-text.ts'

/** Classifies userErrors; which units are short is for the caller to find out from the stock. */
export function refusalOf(errors: UserErrors, personal: PersonalFacts | null): Refusal {
  const messages = errors.map((error) => error.message)
  const short = messages.some((message) => /unable to reserve inventory/i.test(message))
  if (short || errors.some((error) => error.code === 'INVENTORY_CLAIM_FAILED')) {
    return { kind: 'stock', shortages: [] }
  }
  if (messages.some((message) => /too many attempts/i.test(message))) {
    return { kind: 'too-many-orders' }
  }
  const telling = mostTelling(errors)
  return {
    kind: 'other',
    code: telling?.code ?? 'INVALID',
    field: (telling?.field ?? []).join('.'),
    text: cleanText(telling?.message ?? '', personal),
  }
}

/** Shopify repeats a line's error as "Order Line items is invalid" on the order: the deeper path says more. */
function mostTelling(errors: UserErrors): UserErrors[number] | undefined {
  return [...errors].sort((one, other) => depth(other) - depth(one))[0]
}

function depth(error: UserErrors[number]): number {
  return error.field?.length ?? 0
}
