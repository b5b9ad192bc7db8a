/** Webhooks of an order's life in the simulated shop: their topics, and when they come. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { closeShopify, openShopify, type ShopifyHost } from './shopify-host.ts'
import { bigOrder, call, control } from './shopify-life.ts'
import { sceneFor } from './shopify-writes.ts'

const servers: Server[] = []
afterAll(closeShopify)
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

type Got = { readonly topic: string; readonly body: Record<string, unknown> }

async function listening(host: ShopifyHost, topics: readonly string[]): Promise<Got[]> {
  const got: Got[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Got['body']
    got.push({ topic: String(request.headers['x-shopify-topic']), body })
    response.writeHead(200).end()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const text = `mutation ($topic: WebhookSubscriptionTopic!, $uri: String!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: { uri: $uri }) { userErrors { field message } } }`
  for (const topic of topics) {
    const uri = `http://127.0.0.1:${port}/hooks`
    expect((await call(host, text, { topic, uri })).userErrors).toEqual([])
  }
  return got
}

const everyStep = [
  'FULFILLMENTS_CREATE',
  'FULFILLMENTS_UPDATE',
  'FULFILLMENT_EVENTS_CREATE',
  'FULFILLMENT_ORDERS_PLACED_ON_HOLD',
  'FULFILLMENT_ORDERS_HOLD_RELEASED',
  'FULFILLMENT_ORDERS_ORDER_ROUTING_COMPLETE',
  'ORDERS_PARTIALLY_FULFILLED',
  'ORDERS_FULFILLED',
  'ORDERS_EDITED',
  'ORDERS_CANCELLED',
  'ORDERS_DELETE',
  'REFUNDS_CREATE',
  'ORDER_TRANSACTIONS_CREATE',
  'RETURNS_APPROVE',
  'RETURNS_PROCESS',
  'RETURNS_CLOSE',
]

const wantedCounts = {
  'fulfillment_orders/order_routing_complete': 2,
  'fulfillment_orders/placed_on_hold': 1,
  'fulfillment_orders/hold_released': 1,
  'fulfillments/create': 2,
  'fulfillments/update': 1,
  'fulfillment_events/create': 1,
  'orders/partially_fulfilled': 1,
  'orders/fulfilled': 1,
  'orders/edited': 1,
  'orders/cancelled': 1,
  'orders/delete': 1,
  'refunds/create': 3,
  'order_transactions/create': 4,
  'returns/approve': 1,
  'returns/process': 1,
  'returns/close': 1,
}

function countsOf(got: readonly Got[]): Record<string, number> {
  const byTopic = [...Map.groupBy(got, (one) => one.topic)]
  return Object.fromEntries(byTopic.map(([topic, rows]) => [topic, rows.length]))
}

describe('webhooks', () => {
  test('tell of each step under its topic; edits and returns name the order inside', async () => {
    const host = await openShopify()
    const got = await listening(host, everyStep)
    const id = await bigOrder(host)
    const { control: verbs } = host.simulator
    verbs.merchantHold({ orderId: id })
    verbs.merchantReleaseHold({ orderId: id })
    verbs.merchantFulfil({ orderId: id, lines: [{ sku: 'MUG-S', quantity: 1 }] })
    verbs.merchantEdit({ orderId: id, set: [{ sku: 'MUG-S', quantity: 2 }] })
    verbs.merchantFulfil({ orderId: id })
    verbs.carrierEvent({ orderId: id, status: 'DELIVERED' })
    const lines = [{ sku: 'MUG-S', quantity: 1 }]
    const { returnId } = verbs.merchantReturn({ orderId: id, lines })
    verbs.merchantReceiveReturn({ returnId, amount: '12.00' })
    await host.advance(2000)
    const other = await bigOrder(host, { sourceIdentifier: '306-2' })
    verbs.merchantCancel({ orderId: other })
    verbs.merchantDelete({ orderId: other })
    await host.advance(0)
    expect(countsOf(got)).toEqual(wantedCounts)
    const number = Number(id.split('/').at(-1))
    const bodyOf = (topic: string) => got.find((one) => one.topic === topic)?.body
    expect(bodyOf('orders/edited')).toMatchObject({ order_edit: { order_id: number } })
    expect(bodyOf('returns/approve')).toMatchObject({ order: { id: number }, name: '#1001-R1' })
    expect(bodyOf('fulfillments/create')).toMatchObject({ order_id: number, status: 'success' })
    expect(bodyOf('fulfillment_orders/placed_on_hold')).toMatchObject({
      fulfillment_order: { id: expect.stringMatching(/^gid:/), status: 'on_hold' },
    })
    expect(bodyOf('refunds/create')).toMatchObject({ order_id: number, transactions: [] })
  })

  test.each(['refundCreate', 'orderCancel', 'fulfillmentCreate'])(
    'may come before the answer of %s',
    async (name) => {
      const { host, text, variables } = await sceneFor(name)
      const got = await listening(host, ['ORDERS_UPDATED'])
      await control(host, 'faults', { on: `shopify.${name}`, fault: 'webhook-before-answer' })
      const payload = await call(host, text, variables)
      expect(payload.userErrors ?? payload.orderCancelUserErrors).toEqual([])
      expect(got.map((one) => one.topic)).toEqual(['orders/updated'])
    },
  )

  test('come twice and late where a fault says so', async () => {
    const { host, text, variables } = await sceneFor('refundCreate')
    const got = await listening(host, ['REFUNDS_CREATE', 'ORDERS_UPDATED'])
    await control(host, 'faults', [
      { on: 'shopify.webhook', fault: 'duplicate', match: { topic: 'orders/updated' } },
      { on: 'shopify.webhook', fault: 'out-of-order', match: { topic: 'refunds/create' } },
    ])
    await call(host, text, variables)
    await host.advance(0)
    expect(got.map((one) => one.topic)).toEqual(['orders/updated', 'orders/updated'])
    await host.advance(10_000)
    expect(got.at(-1)?.topic).toBe('refunds/create')
  })

  test('stop with the app, and a new installation starts without any', async () => {
    const host = await openShopify()
    const got = await listening(host, ['ORDERS_UPDATED', 'APP_UNINSTALLED'])
    const id = await bigOrder(host)
    await host.advance(0)
    await control(host, 'uninstall', {})
    await host.advance(0)
    expect(got.map((one) => one.topic)).toEqual(['orders/updated', 'app/uninstalled'])
    host.simulator.control.merchantRefund({ orderId: id, amount: '1.00' })
    await host.advance(0)
    await control(host, 'reinstall', {})
    expect(got).toHaveLength(2)
    expect(host.simulator.control.subscriptions()).toEqual([])
  })
})
