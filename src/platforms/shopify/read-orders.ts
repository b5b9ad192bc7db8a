/**
 * Reads orders: one, all that carry an Amazon id (the look-ups before a create and after an unclear one),
 * and page by page for the foreign-order index and the poll. Searches are an index with a lag: each hit
 * is checked for equality here, and an empty answer is never proof by itself.
 */
import type { AmazonOrderId, ShopifyOrderGid } from '../../core/ids.ts'
import type { Evidence, ShopifyOrder } from '../../core/orders/shopify-order.ts'
import type { LookUpKind } from '../../core/orders/view.ts'
import type { Deadlines } from '../../core/ports.ts'
import { unreachable } from '../../core/unreachable.ts'
import type { ShopifyClient } from './client.ts'
import type { Operation } from './operation.ts'
import {
  orderByAmazonId,
  orderRead,
  ordersBySource,
  ordersByTag,
  ordersPage,
} from './order-operations.ts'
import {
  contract,
  nextCursor,
  readNode,
  readOn,
  type UnreadableOrder,
  wholeOrder,
} from './whole-order.ts'
import type { OrdersPage } from './wire/orders.ts'

export type OrderPage = {
  readonly orders: readonly ShopifyOrder[]
  /** Null after the last page. */
  readonly cursor: string | null
  /** Orders of the page whose shape we could not read; the others are not lost with them. */
  readonly unreadable: readonly UnreadableOrder[]
}

export type PageQuestion = {
  readonly updatedFromMs: number | null
  readonly createdFromMs: number | null
  readonly cursor: string | null
}

type Search = Operation<
  { readonly query: string; readonly after?: string | null | undefined },
  { readonly orders: OrdersPage }
>

/** Orders that surely carry the Amazon id in the place that `kind` names. */
export async function lookUpOrder(
  client: ShopifyClient,
  kind: LookUpKind,
  orderId: AmazonOrderId,
  deadlines: Deadlines,
): Promise<ShopifyOrder[]> {
  const keep = (orders: readonly ShopifyOrder[], where: Evidence): ShopifyOrder[] =>
    orders.filter(({ amazonIds }) =>
      amazonIds.some((found) => found.orderId === orderId && found.where === where),
    )
  switch (kind) {
    case 'identifier': {
      const asked = { amazonOrderId: orderId }
      const { orderByIdentifier: hit } = await client.run(orderByAmazonId, asked, deadlines)
      if (hit === null) return []
      return keep([await wholeOrder(client, hit, deadlines)], 'our-metafield')
    }
    case 'source': {
      const text = `source_identifier:'${orderId}'`
      return keep(await searchAll(client, ordersBySource, text, deadlines), 'source-identifier')
    }
    case 'tag':
      return keep(await searchAll(client, ordersByTag, `tag:'${orderId}'`, deadlines), 'tag')
    default:
      return unreachable(kind)
  }
}

/** Null when the order does not exist (Shopify answers so for a deleted one). */
export async function readOrder(
  client: ShopifyClient,
  gid: ShopifyOrderGid,
  deadlines: Deadlines,
): Promise<ShopifyOrder | null> {
  const { order } = await client.run(orderRead, { id: gid }, deadlines)
  return order === null ? null : wholeOrder(client, order, deadlines)
}

/** Oldest change first, so that what changes while we page is met again further on. */
export async function pageOrders(
  client: ShopifyClient,
  question: PageQuestion,
  deadlines: Deadlines,
): Promise<OrderPage> {
  const variables = { query: filterOf(question), after: question.cursor }
  const { orders: page } = await client.run(ordersPage, variables, deadlines)
  const read = page.nodes.map(readNode)
  const orders: ShopifyOrder[] = []
  for (const each of read) {
    if (each.is === 'order') orders.push(await wholeOrder(client, each.order, deadlines))
  }
  const unreadable = read.flatMap((each) => (each.is === 'unreadable' ? [each.unreadable] : []))
  return { orders, unreadable, cursor: nextCursor(page) }
}

/** Whole seconds downwards: Shopify keeps no finer time. Null asks for every order that we may see. */
function filterOf(question: PageQuestion): string | null {
  const bounds = [
    ['updated_at', question.updatedFromMs],
    ['created_at', question.createdFromMs],
  ] as const
  const terms = bounds.flatMap(([field, ms]) =>
    ms === null ? [] : [`${field}:>='${new Date(ms).toISOString().slice(0, 19)}Z'`],
  )
  return terms.length === 0 ? null : terms.join(' AND ')
}

/** An unreadable hit could be the very order that we look for: the whole look-up fails. */
async function searchAll(
  client: ShopifyClient,
  search: Search,
  text: string,
  deadlines: Deadlines,
): Promise<ShopifyOrder[]> {
  const found: ShopifyOrder[] = []
  const read = async (after: string | null): Promise<OrdersPage> => {
    const { orders: page } = await client.run(search, { query: text, after }, deadlines)
    for (const node of page.nodes) {
      const each = readNode(node)
      if (each.is === 'unreadable') throw contract(search.call, 'ANSWER_SHAPE')
      found.push(await wholeOrder(client, each.order, deadlines))
    }
    return page
  }
  await readOn(await read(null), read)
  return found
}
