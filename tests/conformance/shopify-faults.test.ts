/** The fault plane and the control door of the simulated shop, over HTTP. */
import { afterAll, describe, expect, test } from 'vitest'
import {
  closeShopify,
  graphqlPath,
  nodesOf,
  openShopify,
  type ShopifyHost,
} from './shopify-host.ts'
import { create, mugOrder, orderCreate } from './shopify-orders.ts'

afterAll(closeShopify)

async function control(host: ShopifyHost, path: string, body: unknown): Promise<unknown> {
  const answer = await host.post(`/_control/${path}`, body)
  expect(answer.status).toBe(200)
  return answer.body
}

describe('orderCreate', () => {
  test('answer-lost: the order is there, the answer is not', async () => {
    const host = await openShopify()
    await control(host, 'faults', { on: 'shopify.orderCreate', fault: 'answer-lost' })
    const order = mugOrder(host, { sourceIdentifier: '306-1' })
    const { errors, data } = await host.query(orderCreate, { order })
    expect(data).toBeUndefined()
    expect(errors?.message).toMatch(/fetch failed/)
    expect(host.simulator.control.ordersBySourceIdentifier('306-1')).toHaveLength(1)
    expect(host.simulator.journal.entries({ on: 'shopify.orderCreate' })).toMatchObject([
      { status: 'lost', fault: 'answer-lost', effect: expect.stringContaining('created gid://') },
    ])
  })

  test('applied-late: the order comes after the caller has given up', async () => {
    const host = await openShopify()
    await control(host, 'faults', {
      on: 'shopify.orderCreate',
      fault: 'applied-late',
      delayMs: 60_000,
    })
    await host.query(orderCreate, { order: mugOrder(host, {}) })
    await host.advance(59_999)
    expect(host.simulator.control.counts().orders).toBe(0)
    await host.advance(1)
    expect(host.simulator.control.counts().orders).toBe(1)
  })

  test.each([
    ['unavailable', 503],
    ['expired-token', 401],
  ] as const)('%s answers %i before any effect', async (fault, status) => {
    const host = await openShopify()
    await control(host, 'faults', { on: 'shopify.orderCreate', fault })
    const { errors } = await host.query(orderCreate, { order: mugOrder(host, {}) })
    expect(errors?.networkStatusCode).toBe(status)
    expect(host.simulator.control.counts().orders).toBe(0)
  })

  test('refused is the business refusal; silently-dropped looks like success', async () => {
    const host = await openShopify()
    await control(host, 'faults', [
      { on: 'shopify.orderCreate', fault: 'refused' },
      { on: 'shopify.orderCreate', fault: 'silently-dropped' },
    ])
    const refused = await create(host)
    expect(refused).toMatchObject({
      order: null,
      userErrors: [{ message: 'Line items Unable to reserve inventory' }],
    })
    expect((await create(host)).order?.name).toMatch(/^#/)
    expect(host.simulator.control.counts().orders).toBe(0)
  })

  test('can be struck for one order only', async () => {
    const host = await openShopify()
    const fault = {
      on: 'shopify.orderCreate',
      fault: 'unavailable',
      match: { sourceIdentifier: '306-2' },
    }
    await control(host, 'faults', fault)
    expect((await create(host, { sourceIdentifier: '306-1' })).order).not.toBeNull()
    const order = mugOrder(host, { sourceIdentifier: '306-2' })
    expect((await host.query(orderCreate, { order })).errors?.networkStatusCode).toBe(503)
  })
})

describe('reads', () => {
  const list =
    '{ orders(first: 10, sortKey: CREATED_AT) { nodes { name tags } pageInfo { hasNextPage endCursor } } }'

  test('half-page answers less and says that there is more', async () => {
    const host = await openShopify()
    for (let at = 0; at < 4; at += 1) await create(host)
    await host.advance(5000)
    await control(host, 'faults', { on: 'shopify.orders', fault: 'half-page' })
    const { data } = await host.query(list)
    expect(data).toMatchObject({
      orders: { nodes: [{ name: '#1001' }, { name: '#1002' }], pageInfo: { hasNextPage: true } },
    })
  })

  test('stale-read shows the state of a moment ago', async () => {
    const host = await openShopify()
    const { order } = await create(host, { tags: ['old'] })
    await host.advance(60_000)
    host.simulator.control.merchantTag({ orderId: order?.id ?? '', remove: ['old'], add: ['new'] })
    await create(host)
    await host.advance(5000)
    await control(host, 'faults', { on: 'shopify.orders', fault: 'stale-read', delayMs: 30_000 })
    const stale = nodesOf<{ name: string; tags: string[] }>(await host.query(list), 'orders')
    expect(stale).toEqual([{ name: '#1001', tags: ['old'] }])
    const fresh = nodesOf<{ name: string }>(await host.query(list), 'orders')
    expect(fresh.map((one) => one.name)).toEqual(['#1001', '#1002'])
  })

  test('a token endpoint that is down is down', async () => {
    const host = await openShopify()
    await control(host, 'faults', { on: 'shopify.token', fault: 'unavailable' })
    expect((await host.post('/admin/oauth/access_token', {})).status).toBe(503)
  })
})

describe('the control door', () => {
  test('describes itself and refuses what it does not understand, by name', async () => {
    const host = await openShopify()
    const answer = await fetch(`${host.url}/_control/openapi.json`)
    const { paths } = (await answer.json()) as { paths: Record<string, unknown> }
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining([
        '/_control/products',
        '/_control/orders/as-other-app',
        '/_control/clock',
      ]),
    )
    const wrong = await host.post('/_control/stock/set', { sku: 'MUG-S', quantity: 'many' })
    expect(wrong.status).toBe(400)
    const unknown = await host.post('/_control/skus/rename', { from: 'NONE', to: 'X' })
    expect(unknown).toMatchObject({ status: 409, body: { error: '0 variants have the SKU NONE' } })
  })

  test('lets another app place an Amazon order in every place where one may stand', async () => {
    const host = await openShopify()
    await control(host, 'orders/as-other-app', {
      appName: 'Another Bridge',
      lines: [{ sku: 'MUG-S', quantity: 1 }],
      sourceIdentifier: '306-1',
      name: 'AMZ-306-1',
      tags: ['306-1'],
      note: '306-1',
      attributes: [{ key: 'Amazon Order Id', value: '306-1' }],
    })
    const text =
      '{ orders(first: 1) { nodes { name sourceIdentifier tags note customAttributes { key value } app { name } } } }'
    await host.advance(5000)
    expect(nodesOf(await host.query(text), 'orders')).toEqual([
      {
        name: 'AMZ-306-1',
        sourceIdentifier: '306-1',
        tags: ['306-1'],
        note: '306-1',
        customAttributes: [{ key: 'Amazon Order Id', value: '306-1' }],
        app: { name: 'Another Bridge' },
      },
    ])
  })

  test('reset brings the first world back', async () => {
    const host = await openShopify()
    await create(host)
    await control(host, 'reset', {})
    expect(host.simulator.control.counts()).toMatchObject({ orders: 0, products: 0 })
    const headers = { 'x-shopify-access-token': await host.token() }
    const answer = await host.post(graphqlPath, { query: '{ shop { name } }' }, headers)
    expect(answer.status).toBe(401) // its token belonged to the old one
  })
})
