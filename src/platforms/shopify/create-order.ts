/**
 * Creates one Shopify order. orderCreate has no protection against doubling, so every answer is one of
 * three: done with an order, refused with a reason, or unclear. Throws PlatformError only when Shopify
 * surely did nothing (not sent, throttled, unauthorised).
 */
import type { LocationGid } from '../../core/ids.ts'
import type { PersonalFacts } from '../../core/orders/amazon-order.ts'
import type { ShopifyOrder, ShopifyOrderDraft } from '../../core/orders/shopify-order.ts'
import type { Refusal } from '../../core/orders/view.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { orderCreate } from './order-operations.ts'
import { shopifyOrder } from './translate/order-answer.ts'
import { orderInput } from './translate/order-input.ts'
import { refusalOf } from './translate/refusal.ts'
import type { OrderBody } from './wire/orders.ts'

export type CreateAnswer =
  | { readonly kind: 'done'; readonly order: ShopifyOrder }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'unclear'; readonly code: string }

export type CreateRequest = {
  readonly draft: ShopifyOrderDraft
  readonly personal: PersonalFacts | null
  /** Where orders that are already shipped are said to have been shipped from. */
  readonly fulfilledFrom: LocationGid | null
}

export async function createOrder(
  client: ShopifyClient,
  request: CreateRequest,
  deadlines: Deadlines,
): Promise<CreateAnswer> {
  const { draft, personal, fulfilledFrom } = request
  const input = orderInput(draft, personal, fulfilledFrom)
  if (input.is === 'impossible') {
    const { code, field, text } = input
    return refused({ kind: 'other', code, field, text })
  }
  try {
    const { orderCreate: payload } = await client.run(orderCreate, input.variables, deadlines)
    if (payload === null) return { kind: 'unclear', code: 'EMPTY_ANSWER' }
    const { order, userErrors } = payload
    if (userErrors.length === 0) {
      return order === null ? { kind: 'unclear', code: 'EMPTY_ANSWER' } : doneWith(order, draft)
    }
    // Shopify may have written something although it complains.
    if (order !== null) return { kind: 'unclear', code: 'ERRORS_WITH_ORDER' }
    return refused(refusalOf(userErrors, personal))
  } catch (error) {
    return fromFailure(error)
  }
}

function doneWith(body: OrderBody, draft: ShopifyOrderDraft): CreateAnswer {
  const order = shopifyOrder(body, null)
  if (!body.lineItems.pageInfo.hasNextPage) return { kind: 'done', order }
  // Longer than a page: what we sent is what it holds.
  const lines = draft.lines.map(({ variantGid, sku, title, quantity }) => {
    return { variantGid, sku, title, quantity }
  })
  return { kind: 'done', order: { ...order, lines } }
}

/** What GraphQL refused about these very variables stops this order only. */
function fromFailure(error: unknown): CreateAnswer {
  if (!(error instanceof PlatformError)) throw error
  const { kind, code, status } = error.facts
  if (kind === 'unclear') return { kind: 'unclear', code }
  const aboutThisOrder =
    (kind === 'rejected' && status === 200 && code !== 'MAX_COST_EXCEEDED') ||
    code === 'REQUEST_TOO_LARGE'
  if (aboutThisOrder) return refused({ kind: 'other', code, field: '', text: '' })
  throw error
}

function refused(refusal: Refusal): CreateAnswer {
  return { kind: 'refused', refusal }
}
