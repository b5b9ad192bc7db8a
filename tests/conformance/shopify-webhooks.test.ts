/** Webhooks of the simulated shop over real HTTP: signed, tried again, and taken away when nobody answers. */
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { closeShopify, nodesOf, openShopify, type ShopifyHost } from './shopify-host.ts'
import { create } from './shopify-orders.ts'

afterAll(closeShopify)

type Delivered = {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
type Receiver = { readonly url: string; readonly got: Delivered[]; answer: number | 'silence' }
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

async function receiver(): Promise<Receiver> {
  const got: Delivered[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    got.push({
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    })
    if (state.answer !== 'silence') response.writeHead(state.answer).end()
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const state: Receiver = { url: `http://127.0.0.1:${port}`, got, answer: 200 }
  return state
}

const subscribeText = `mutation ($topic: WebhookSubscriptionTopic!, $subscription: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $subscription) {
    webhookSubscription { id topic uri format }
    userErrors { field message }
  }
}`

async function subscribe(host: ShopifyHost, topic: string, uri: string): Promise<string[]> {
  const { data, errors } = await host.query(subscribeText, { topic, subscription: { uri } })
  if (errors) throw new Error(JSON.stringify(errors))
  const payload = data?.webhookSubscriptionCreate as { userErrors: { message: string }[] }
  return payload.userErrors.map((one) => one.message)
}

describe('a subscription', () => {
  test('is by https only; this machine may be http where the shop is told so', async () => {
    const host = await openShopify()
    expect(await subscribe(host, 'ORDERS_CREATE', 'http://shop.example.com/hook')).toEqual([
      'Address protocol http:// is not supported',
    ])
    expect(await subscribe(host, 'ORDERS_CREATE', 'https://shop.example.com/hook')).toEqual([])
    expect(await subscribe(host, 'ORDERS_CREATE', 'http://127.0.0.1:9/hook')).toEqual([])
    const strict = await openShopify({ allowLoopbackWebhooks: false })
    expect(await subscribe(strict, 'ORDERS_CREATE', 'http://127.0.0.1:9/hook')).toEqual([
      'Address protocol http:// is not supported',
    ])
  })

  test('is refused twice for one address, found, and deleted', async () => {
    const host = await openShopify()
    await subscribe(host, 'ORDERS_CREATE', 'https://shop.example.com/hook')
    expect(await subscribe(host, 'ORDERS_CREATE', 'https://shop.example.com/hook')).toEqual([
      'Address for this topic has already been taken',
    ])
    const list = '{ webhookSubscriptions(first: 5) { nodes { id topic uri } } }'
    const nodes = nodesOf<{ id: string }>(await host.query(list), 'webhookSubscriptions')
    expect(nodes).toMatchObject([{ topic: 'ORDERS_CREATE', uri: 'https://shop.example.com/hook' }])
    const remove =
      'mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { message } } }'
    await host.query(remove, { id: nodes[0]?.id })
    expect(host.simulator.control.subscriptions()).toEqual([])
  })
})

describe('a delivery', () => {
  test('is signed over its raw body and carries the facts in its headers', async () => {
    const host = await openShopify()
    const hook = await receiver()
    await subscribe(host, 'ORDERS_CREATE', `${hook.url}/hooks`)
    const { order } = await create(host, {
      sourceIdentifier: '306-1',
      tags: ['Amazon'],
      note: 'åäö',
    })
    await host.advance(0)
    const [delivery] = hook.got
    if (delivery === undefined) throw new Error('nothing was delivered')
    const digest = createHmac('sha256', host.simulator.clientSecret)
      .update(delivery.body, 'utf8')
      .digest('base64')
    expect(delivery).toMatchObject({
      path: '/hooks',
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'orders/create',
        'x-shopify-shop-domain': host.simulator.shop,
        'x-shopify-api-version': '2026-10',
        'x-shopify-hmac-sha256': digest,
        'x-shopify-triggered-at': '2026-11-22T10:00:00Z',
        'x-shopify-webhook-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      },
    })
    expect(JSON.parse(delivery.body)).toMatchObject({
      id: Number(order?.id.split('/').at(-1)),
      admin_graphql_api_id: order?.id,
      name: '#1001',
      source_identifier: '306-1',
      tags: 'Amazon',
      note: 'åäö',
      total_price: '12.00',
      financial_status: 'paid',
      line_items: [{ sku: 'MUG-S', quantity: 1, price: '12.00' }],
    })
  })

  test('follows from our own writes too: order, stock and product', async () => {
    const host = await openShopify()
    const hook = await receiver()
    for (const topic of [
      'ORDERS_CREATE',
      'ORDERS_UPDATED',
      'INVENTORY_LEVELS_UPDATE',
      'PRODUCTS_UPDATE',
    ]) {
      await subscribe(host, topic, hook.url)
    }
    await create(host, {}, { inventoryBehaviour: 'DECREMENT_OBEYING_POLICY' })
    await host.advance(0)
    expect(hook.got.map((one) => one.headers['x-shopify-topic']).sort()).toEqual([
      'inventory_levels/update',
      'orders/create',
      'orders/updated',
      'products/update',
    ])
    const level = hook.got.find((one) => one.body.includes('inventory_item_id":'))
    expect(JSON.parse(level?.body ?? '{}')).toMatchObject({ available: 9 })
    const eventIds = hook.got
      .filter((one) => String(one.headers['x-shopify-topic']).startsWith('orders/'))
      .map((one) => one.headers['x-shopify-event-id'])
    expect(new Set(eventIds).size).toBe(1)
  })

  test('that fails comes again with the same id and body, and stops when it is taken', async () => {
    const host = await openShopify()
    const hook = await receiver()
    hook.answer = 500
    await subscribe(host, 'ORDERS_CREATE', hook.url)
    await create(host)
    await host.advance(60_000)
    expect(hook.got).toHaveLength(2)
    hook.answer = 200
    await host.advance(4 * 3_600_000)
    expect(hook.got).toHaveLength(3)
    const ids = new Set(hook.got.map((one) => one.headers['x-shopify-webhook-id']))
    const bodies = new Set(hook.got.map((one) => one.body))
    expect([ids.size, bodies.size]).toEqual([1, 1])
    expect(host.simulator.control.subscriptions()).toHaveLength(1)
  })

  test('that fails nine times in four hours takes its subscription with it', async () => {
    const host = await openShopify()
    const hook = await receiver()
    hook.answer = 503
    await subscribe(host, 'ORDERS_CREATE', hook.url)
    await create(host)
    await host.advance(4 * 3_600_000 - 60_000)
    expect(host.simulator.control.subscriptions()).toHaveLength(1)
    await host.advance(60_000)
    expect(hook.got).toHaveLength(9)
    expect(host.simulator.control.subscriptions()).toEqual([])
    await create(host)
    await host.advance(60_000)
    expect(hook.got).toHaveLength(9)
  })

  test('may also end after eight failed attempts of any deliveries, by the other reading', async () => {
    const host = await openShopify({ webhookRemoval: 'consecutive-attempts' })
    const hook = await receiver()
    hook.answer = 500
    await subscribe(host, 'ORDERS_CREATE', hook.url)
    for (let at = 0; at < 8; at += 1) await create(host)
    await host.advance(0)
    expect(host.simulator.control.subscriptions()).toEqual([])
  })

  test('that is not answered in time has failed', async () => {
    const host = await openShopify({ webhookTimeoutMs: 1500 })
    const hook = await receiver()
    hook.answer = 'silence'
    await subscribe(host, 'ORDERS_CREATE', hook.url)
    await create(host)
    await host.advance(0)
    expect(host.simulator.control.subscriptions()).toMatchObject([{ failures: 1 }])
    hook.answer = 200
    await host.advance(60_000)
    expect(host.simulator.control.subscriptions()).toMatchObject([{ failures: 0 }])
  })

  test('can be doubled, dropped or overtaken', async () => {
    const host = await openShopify()
    const hook = await receiver()
    await subscribe(host, 'ORDERS_CREATE', hook.url)
    const { faults } = host.simulator
    faults.add({ on: 'shopify.webhook', fault: 'duplicate', match: { topic: 'orders/create' } })
    await create(host)
    await host.advance(0)
    expect(hook.got).toHaveLength(2)
    expect(hook.got[0]?.headers['x-shopify-webhook-id']).toBe(
      hook.got[1]?.headers['x-shopify-webhook-id'],
    )
    faults.add({ on: 'shopify.webhook', fault: 'silently-dropped' })
    await create(host)
    await host.advance(0)
    expect(hook.got).toHaveLength(2)
    faults.add({ on: 'shopify.webhook', fault: 'out-of-order', delayMs: 5000 })
    await create(host)
    await create(host)
    await host.advance(5000)
    expect(hook.got.slice(2).map((one) => JSON.parse(one.body).name)).toEqual(['#1004', '#1003'])
  })
})

test('what the merchant does is told: cancelled, deleted, product gone, app uninstalled', async () => {
  const host = await openShopify()
  const hook = await receiver()
  const { control } = host.simulator
  for (const topic of ['ORDERS_CANCELLED', 'ORDERS_DELETE', 'PRODUCTS_DELETE', 'APP_UNINSTALLED']) {
    await subscribe(host, topic, hook.url)
  }
  const first = await create(host)
  const second = await create(host)
  control.merchantCancel({ orderId: first.order?.id ?? '' })
  control.merchantDelete({ orderId: second.order?.id ?? '' })
  const { productId } = control.addProduct({ title: 'Cap', variants: [{ price: '1.00' }] })
  control.removeProduct({ productId })
  await host.advance(0)
  control.uninstall()
  await host.advance(0)
  expect(hook.got.map((one) => one.headers['x-shopify-topic'])).toEqual([
    'orders/cancelled',
    'orders/delete',
    'products/delete',
    'app/uninstalled',
  ])
  expect(JSON.parse(hook.got[0]?.body ?? '{}')).toMatchObject({ cancel_reason: 'customer' })
})
