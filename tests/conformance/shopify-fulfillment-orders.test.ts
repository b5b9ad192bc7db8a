/** Fulfilment orders in the simulated shop over HTTP: holds, splits, moves and deadlines, in Shopify's words. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify, nodesOf, openShopify, type ShopifyHost } from './shopify-host.ts'
import { bigOrder, call, life, texts } from './shopify-life.ts'
import { stockAt } from './shopify-orders.ts'

afterAll(closeShopify)

async function opened(options = {}): Promise<{ host: ShopifyHost; id: string; from: string }> {
  const host = await openShopify(options)
  const id = await bigOrder(host)
  const [first] = (await life(host, id)).fulfillmentOrders.nodes
  return { host, id, from: first?.id ?? '' }
}

function all(from: string, more: Record<string, unknown> = {}): object {
  return { f: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: from }], ...more } }
}

async function rowOf(host: ShopifyHost, id: string, sku: string): Promise<string> {
  const rows = (await life(host, id)).fulfillmentOrders.nodes.flatMap((one) => one.lineItems.nodes)
  return rows.find((one) => one.sku === sku && one.remainingQuantity > 0)?.id ?? ''
}

describe('a fulfilment order', () => {
  test('is held with a reason, twice only under two handles, and released by id', async () => {
    const { host, id, from } = await opened()
    const hold = (handle: string) =>
      call(host, texts.hold, { id: from, h: { reason: 'INCORRECT_ADDRESS', handle } })
    const first = await hold('address')
    expect(first).toMatchObject({
      fulfillmentHold: {
        reason: 'INCORRECT_ADDRESS',
        handle: 'address',
        heldByRequestingApp: true,
      },
      fulfillmentOrder: { status: 'ON_HOLD' },
      remainingFulfillmentOrder: null,
      userErrors: [],
    })
    expect((await hold('address')).userErrors[0]?.code).toBe('DUPLICATE_FULFILLMENT_HOLD_HANDLE')
    for (let at = 1; at < 10; at += 1) await hold(`more-${at}`)
    const over = await hold('eleventh')
    expect(over.userErrors[0]?.code).toBe('FULFILLMENT_ORDER_HOLD_LIMIT_REACHED')
    expect((await life(host, id)).displayFulfillmentStatus).toBe('ON_HOLD')
    const ids = [(first.fulfillmentHold as { id: string }).id]
    expect((await call(host, texts.release, { id: from, ids })).fulfillmentOrder).toMatchObject({
      status: 'ON_HOLD',
    })
    expect((await call(host, texts.release, { id: from })).fulfillmentOrder).toMatchObject({
      status: 'OPEN',
    })
  })

  test('is held in part: what is not held stands in another', async () => {
    const { host, id, from } = await opened()
    const row = await rowOf(host, id, 'MUG-S')
    const h = { reason: 'OTHER', fulfillmentOrderLineItems: [{ id: row, quantity: 1 }] }
    expect(await call(host, texts.hold, { id: from, h })).toMatchObject({
      fulfillmentOrder: { id: from, status: 'ON_HOLD' },
      remainingFulfillmentOrder: { status: 'OPEN' },
    })
    expect((await life(host, id)).displayFulfillmentStatus).toBe('UNFULFILLED')
  })

  test('is split, and both parts ship', async () => {
    const { host, id, from } = await opened()
    const row = await rowOf(host, id, 'MUG-S')
    const split = (quantity: number) =>
      call(host, texts.split, {
        s: [{ fulfillmentOrderId: from, fulfillmentOrderLineItems: [{ id: row, quantity }] }],
      })
    expect((await split(4)).userErrors[0]?.code).toBe('INVALID_LINE_ITEM_QUANTITY')
    expect((await split(0)).userErrors[0]?.code).toBe('GREATER_THAN')
    expect((await split(2)).userErrors).toEqual([])
    const { nodes } = (await life(host, id)).fulfillmentOrders
    expect(nodes.map((one) => one.lineItems.nodes.map((each) => each.remainingQuantity))).toEqual([
      [1, 1],
      [2],
    ])
    for (const one of nodes) await call(host, texts.fulfil, all(one.id))
    expect((await life(host, id)).displayFulfillmentStatus).toBe('FULFILLED')
  })

  test('gets a deadline, which an unknown id refuses', async () => {
    const { host, id, from } = await opened()
    const at = '2026-11-25T22:59:59Z'
    expect(await call(host, texts.deadline, { ids: [from], at })).toEqual({
      success: true,
      userErrors: [],
    })
    expect((await life(host, id)).fulfillmentOrders.nodes[0]).toMatchObject({ fulfillBy: at })
    const ids = [from, 'gid://shopify/FulfillmentOrder/1']
    expect((await call(host, texts.deadline, { ids, at })).userErrors[0]?.code).toBe(
      'FULFILLMENT_ORDERS_NOT_FOUND',
    )
  })

  test('moves with its claim; with progress reported it does not', async () => {
    const { host, id, from } = await opened()
    const progress =
      'mutation ($id: ID!) { fulfillmentOrderReportProgress(id: $id) { fulfillmentOrder { status } userErrors { code message } } }'
    expect((await call(host, progress, { id: from })).fulfillmentOrder).toEqual({
      status: 'IN_PROGRESS',
    })
    const move = `mutation ($id: ID!, $to: ID!) { fulfillmentOrderMove(id: $id, newLocationId: $to) {
      movedFulfillmentOrder { id assignedLocation { location { name } } } originalFulfillmentOrder { id status } userErrors { code message } } }`
    const where = '{ locations(first: 5) { nodes { id name } } }'
    const places = nodesOf<{ id: string; name: string }>(await host.query(where), 'locations')
    const to = places.find((one) => one.name === 'Store')?.id
    expect((await call(host, move, { id: from, to })).userErrors[0]?.code).toBe(
      'CANNOT_MOVE_FULFILLMENT_ORDER_WITH_REPORTED_PROGRESS',
    )
    const open =
      'mutation ($id: ID!) { fulfillmentOrderOpen(id: $id) { fulfillmentOrder { status } userErrors { message } } }'
    await call(host, open, { id: from })
    host.simulator.control.merchantFulfil({ orderId: id, lines: [{ sku: 'MUG-S', quantity: 1 }] })
    const moved = await call(host, move, { id: from, to })
    expect(moved).toMatchObject({
      movedFulfillmentOrder: { assignedLocation: { location: { name: 'Store' } } },
      originalFulfillmentOrder: { id: from, status: 'CLOSED' },
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([9, 0, 9])
    expect(stockAt(host, 'MUG-S', 'Store')).toEqual([2, 2, 4])
  })
})
