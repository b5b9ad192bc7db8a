/**
 * An order's life read to its end: what did not fit the first page is fetched, up to a number of calls.
 * What is still missing then is named, for it is unknown and not absent.
 */
import type { Deadlines } from '../../core/ports.ts'
import type { ShopifyClient } from './client.ts'
import {
  fulfillmentLinesRest,
  fulfillmentOrderLinesRest,
  lifeFulfillmentOrdersRest,
  lifeLinesRest,
  refundLinesRest,
  returnLinesRest,
} from './life-operations.ts'
import { nextCursor } from './whole-order.ts'
import type {
  FulfillmentNode,
  FulfillmentOrderNode,
  OrderLife,
  RefundNode,
  ReturnNode,
} from './wire/life.ts'

type Page<Node> = {
  nodes: Node[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** The further calls of one reading. */
export type Rest = {
  readonly client: ShopifyClient
  readonly deadlines: Deadlines
  callsLeft: number
  readonly truncated: Set<string>
}

/** The `first` of the lists that Shopify lets nobody page. */
const plainListMax = 100
const furtherCallsMax = 12

export function restOf(client: ShopifyClient, deadlines: Deadlines): Rest {
  return { client, deadlines, callsLeft: furtherCallsMax, truncated: new Set() }
}

export async function wholeLife(rest: Rest, life: OrderLife): Promise<OrderLife> {
  const { client, deadlines } = rest
  const { id } = life
  for (const list of ['fulfillments', 'transactions', 'refunds'] as const) {
    if (life[list].length >= plainListMax) rest.truncated.add(list)
  }
  const lineItems = await allOf(rest, 'lineItems', life.lineItems, async (after) => {
    const { order } = await client.run(lifeLinesRest, { id, after }, deadlines)
    return order?.lineItems
  })
  const orders = await allOf(rest, 'fulfillmentOrders', life.fulfillmentOrders, async (after) => {
    const { order } = await client.run(lifeFulfillmentOrdersRest, { id, after }, deadlines)
    return order?.fulfillmentOrders
  })
  const fulfillmentOrders = {
    ...orders,
    nodes: await each(orders.nodes, (one) => wholeFulfillmentOrder(rest, one)),
  }
  const fulfillments = await each(life.fulfillments, (one) => wholeFulfillment(rest, one))
  const refunds = await each(life.refunds, (one) => wholeRefund(rest, one))
  return { ...life, lineItems, fulfillmentOrders, fulfillments, refunds }
}

export async function wholeReturn(rest: Rest, one: ReturnNode): Promise<ReturnNode> {
  const returnLineItems = await allOf(rest, 'returns.lines', one.returnLineItems, async (after) => {
    const variables = { id: one.id, after }
    const answer = await rest.client.run(returnLinesRest, variables, rest.deadlines)
    return answer.return?.returnLineItems
  })
  return { ...one, returnLineItems }
}

/** Every node of a list, or as many as the calls suffice for. */
export async function allOf<Node>(
  rest: Rest,
  name: string,
  first: Page<Node>,
  read: (after: string) => Promise<Page<Node> | undefined>,
): Promise<Page<Node>> {
  const nodes = [...first.nodes]
  let page: Page<Node> | undefined = first
  for (let after = nextCursor(first); after !== null; after = nextCursor(page)) {
    page = rest.callsLeft > 0 ? await read(after) : undefined
    rest.callsLeft -= 1
    if (page === undefined) {
      rest.truncated.add(name)
      break
    }
    nodes.push(...page.nodes)
  }
  return { nodes, pageInfo: first.pageInfo }
}

/** One after the other: a reading that needs many calls must not flood the shop's bucket. */
export async function each<Node>(
  nodes: readonly Node[],
  whole: (one: Node) => Promise<Node>,
): Promise<Node[]> {
  const done: Node[] = []
  for (const one of nodes) done.push(await whole(one))
  return done
}

async function wholeFulfillmentOrder(
  rest: Rest,
  one: FulfillmentOrderNode,
): Promise<FulfillmentOrderNode> {
  const lineItems = await allOf(rest, 'fulfillmentOrders.lines', one.lineItems, async (after) => {
    const variables = { id: one.id, after }
    const answer = await rest.client.run(fulfillmentOrderLinesRest, variables, rest.deadlines)
    return answer.fulfillmentOrder?.lineItems
  })
  return { ...one, lineItems }
}

async function wholeFulfillment(rest: Rest, one: FulfillmentNode): Promise<FulfillmentNode> {
  const first = one.fulfillmentLineItems
  const fulfillmentLineItems = await allOf(rest, 'fulfillments.lines', first, async (after) => {
    const variables = { id: one.id, after }
    const answer = await rest.client.run(fulfillmentLinesRest, variables, rest.deadlines)
    return answer.fulfillment?.fulfillmentLineItems
  })
  return { ...one, fulfillmentLineItems }
}

/** Only a refund's lines can be many; more of the rest than a page holds nobody has ever made. */
async function wholeRefund(rest: Rest, one: RefundNode): Promise<RefundNode> {
  for (const list of ['refundShippingLines', 'orderAdjustments', 'transactions'] as const) {
    if (one[list].pageInfo.hasNextPage) rest.truncated.add(`refunds.${list}`)
  }
  const refundLineItems = await allOf(rest, 'refunds.lines', one.refundLineItems, async (after) => {
    const variables = { id: one.id, after }
    const answer = await rest.client.run(refundLinesRest, variables, rest.deadlines)
    return answer.refund?.refundLineItems
  })
  return { ...one, refundLineItems }
}
