/** An order read to its end: lines and fulfilment orders that did not fit the first page are fetched. */
import { type AmazonOrderId, findAmazonOrderIds, id, type ShopifyOrderGid } from '../../core/ids.ts'
import type { ShopifyOrder } from '../../core/orders/shopify-order.ts'
import { PlatformError } from '../../core/platform-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import { fulfillmentOrdersRest, orderLinesRest } from './order-operations.ts'
import { fulfillmentOrdersOf, linesOf, shopifyOrder } from './translate/order-answer.ts'
import { orderIdShape, type WholeOrder, wholeOrderShape } from './wire/orders.ts'

export type UnreadableOrder = {
  readonly gid: ShopifyOrderGid | null
  readonly paths: readonly string[]
  /** Amazon ids anywhere in it: it may be the very order that somebody looks for. */
  readonly amazonIds: readonly AmazonOrderId[]
}
type Page = {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}

const pagesMax = 20

export async function wholeOrder(
  client: ShopifyClient,
  body: WholeOrder,
  deadlines: Deadlines,
): Promise<ShopifyOrder> {
  const order = shopifyOrder(body, body)
  const lines = [...order.lines]
  const fulfillmentOrders = [...order.fulfillmentOrders]
  await readOn(body.lineItems, async (after) => {
    const rest = await client.run(orderLinesRest, { id: body.id, after }, deadlines)
    lines.push(...(rest.order === null ? [] : linesOf(rest.order.lineItems)))
    return rest.order?.lineItems
  })
  await readOn(body.fulfillmentOrders, async (after) => {
    const rest = await client.run(fulfillmentOrdersRest, { id: body.id, after }, deadlines)
    const page = rest.order?.fulfillmentOrders
    fulfillmentOrders.push(...(page === undefined ? [] : fulfillmentOrdersOf(page)))
    return page
  })
  return { ...order, lines, fulfillmentOrders }
}

/** One order of a page, or where its shape is not the one we know. */
export function readNode(
  node: unknown,
):
  | { readonly is: 'order'; readonly order: WholeOrder }
  | { readonly is: 'unreadable'; readonly unreadable: UnreadableOrder } {
  const parsed = wholeOrderShape.safeParse(node)
  if (parsed.success) return { is: 'order', order: parsed.data }
  const named = orderIdShape.safeParse(node)
  const paths = parsed.error.issues.map((issue) => issue.path.join('.'))
  const gid = named.success ? id('ShopifyOrderGid', named.data.id) : null
  const amazonIds = findAmazonOrderIds(JSON.stringify(node) ?? '')
  return { is: 'unreadable', unreadable: { gid, paths, amazonIds } }
}

/** The cursor of the next page; only `hasNextPage` says whether there is one, never a count. */
export function nextCursor(page: Page): string | null {
  const { hasNextPage, endCursor } = page.pageInfo
  if (hasNextPage && endCursor === null) throw contract('nextCursor', 'CURSOR_MISSING')
  return hasNextPage ? endCursor : null
}

/** Reads page after page; throws when there is no end to them. */
export async function readOn(
  first: Page,
  read: (after: string) => Promise<Page | undefined>,
): Promise<void> {
  let after = nextCursor(first)
  for (let count = 0; after !== null; count += 1) {
    if (count === pagesMax) throw contract('readOn', 'TOO_MANY_PAGES')
    const page: Page | undefined = await read(after)
    after = page === undefined ? null : nextCursor(page)
  }
}

export function contract(operation: string, code: string): PlatformError {
  return new PlatformError({
    kind: 'contract',
    platform: 'shopify',
    operation,
    code,
    status: 200,
    requestId: null,
    retryAfterMs: null,
  })
}
