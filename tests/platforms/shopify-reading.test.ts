/** Reading orders: where an Amazon id is found, what a look-up believes, and pages to their end. */
import { describe, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import type { OutsideCall } from '../../src/core/ports.ts'
import { lookUpOrder, pageOrders, readOrder } from '../../src/platforms/shopify/read-orders.ts'
import { deadlines, json, noTraces, orderBody, scriptedShop } from './shopify-scripted-wire.ts'

const wanted = id('AmazonOrderId', '302-1234567-7654321')
const gid = id('ShopifyOrderGid', 'gid://shopify/Order/900')
const bare = {
  ...orderBody,
  ...noTraces,
  sourceIdentifier: null,
  tags: [],
  amazonOrderId: null,
  app: null,
}
const lastPage = { hasNextPage: false, endCursor: null }
const everywhere = { updatedFromMs: null, createdFromMs: null, cursor: null }

describe('an Amazon id on an order', () => {
  test.each([
    ['our-metafield', { amazonOrderId: { value: wanted } }],
    ['source-identifier', { sourceIdentifier: wanted }],
    ['name', { name: `AMZ-${'x'} ${wanted}` }],
    ['tag', { tags: ['vip', `amazon:${wanted}`] }],
    ['attribute', { customAttributes: [{ key: 'Order', value: wanted }] }],
    ['attribute', { customAttributes: [{ key: wanted, value: null }] }],
    ['attribute', { sourceIdentifier: `amazon.de/${wanted}` }],
    ['metafield', { metafields: { nodes: [{ namespace: 'other', key: 'id', value: wanted }] } }],
    ['note', { note: `Jana said: see ${wanted}.` }],
  ])('is found as %s', async (where, traces) => {
    const shop = scriptedShop(() => json({ data: { order: { ...bare, ...traces } } }))
    const order = await readOrder(shop.client, gid, deadlines)
    expect(order?.amazonIds).toEqual([{ orderId: wanted, where }])
    expect(JSON.stringify(order)).not.toContain('Jana')
  })

  test('is not found inside a longer number', async () => {
    const note = `1${wanted}, ${wanted}9 and 12-345`
    const shop = scriptedShop(() => json({ data: { order: { ...bare, note } } }))
    expect((await readOrder(shop.client, gid, deadlines))?.amazonIds).toEqual([])
  })

  test('is told once for each place, strongest first', async () => {
    const order = {
      ...bare,
      tags: [wanted, wanted],
      note: wanted,
      sourceIdentifier: wanted,
      metafields: {
        nodes: [{ namespace: 'crossdock', key: 'amazon_order_id', value: wanted }],
      },
      amazonOrderId: { value: wanted },
    }
    const shop = scriptedShop(() => json({ data: { order } }))
    const read = await readOrder(shop.client, gid, deadlines)
    expect(read?.amazonIds.map((found) => found.where)).toEqual([
      'our-metafield',
      'source-identifier',
      'tag',
      'note',
    ])
  })
})

describe('a look-up', () => {
  test('B85: believes a hit only when the order itself carries the id in that place', async () => {
    const near = { ...bare, id: 'gid://shopify/Order/901', sourceIdentifier: '302-1234567-7654322' }
    const other = { ...bare, id: 'gid://shopify/Order/902', note: wanted }
    const hit = { ...bare, sourceIdentifier: wanted }
    const shop = scriptedShop(() =>
      json({ data: { orders: { nodes: [near, other, hit], pageInfo: lastPage } } }),
    )
    const found = await lookUpOrder(shop.client, 'source', wanted, deadlines)
    expect(found.map((order) => order.gid)).toEqual([gid])
    expect(variables(shop.calls[0]).query).toBe("source_identifier:'302-1234567-7654321'")
  })

  test('asks by tag and by our metafield', async () => {
    const shop = scriptedShop((call) =>
      call.operation === 'ordersByTag'
        ? json({ data: { orders: { nodes: [{ ...bare, tags: [wanted] }], pageInfo: lastPage } } })
        : json({ data: { orderByIdentifier: null } }),
    )
    expect(await lookUpOrder(shop.client, 'tag', wanted, deadlines)).toHaveLength(1)
    expect(await lookUpOrder(shop.client, 'identifier', wanted, deadlines)).toEqual([])
    expect(variables(shop.calls[0]).query).toBe("tag:'302-1234567-7654321'")
    expect(variables(shop.calls[1])).toEqual({ amazonOrderId: wanted })
  })

  test('follows the pages even when one is empty', async () => {
    const shop = scriptedShop((call) =>
      variables(call).after === null
        ? json({
            data: { orders: { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'c1' } } },
          })
        : json({
            data: {
              orders: { nodes: [{ ...bare, sourceIdentifier: wanted }], pageInfo: lastPage },
            },
          }),
    )
    expect(await lookUpOrder(shop.client, 'source', wanted, deadlines)).toHaveLength(1)
    expect(shop.calls).toHaveLength(2)
  })

  test('fails rather than overlook a hit that it cannot read', async () => {
    const shop = scriptedShop(() =>
      json({ data: { orders: { nodes: [{ id: 'gid://shopify/Order/9' }], pageInfo: lastPage } } }),
    )
    await expect(lookUpOrder(shop.client, 'source', wanted, deadlines)).rejects.toMatchObject({
      facts: { kind: 'contract' },
    })
  })

  test('of pages without end stops', async () => {
    const shop = scriptedShop(() =>
      json({ data: { orders: { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'c' } } } }),
    )
    await expect(lookUpOrder(shop.client, 'source', wanted, deadlines)).rejects.toMatchObject({
      facts: { kind: 'contract', code: 'TOO_MANY_PAGES' },
    })
    expect(shop.calls.length).toBeLessThan(30)
  })
})

describe('a page of orders', () => {
  test('keeps the others when one cannot be read', async () => {
    const money = { presentmentMoney: { amount: '1.005', currencyCode: 'EUR' } }
    const tags = ['by a bridge: 303-1234567-7654321']
    const broken = { ...bare, id: 'gid://shopify/Order/901', totalPriceSet: money, tags }
    const shop = scriptedShop(() =>
      json({ data: { orders: { nodes: [bare, broken, null], pageInfo: lastPage } } }),
    )
    const page = await pageOrders(shop.client, everywhere, deadlines)
    expect(page.orders.map((order) => order.gid)).toEqual([gid])
    expect(page.unreadable).toEqual([
      {
        gid: 'gid://shopify/Order/901',
        paths: ['totalPriceSet.presentmentMoney'],
        amazonIds: ['303-1234567-7654321'],
      },
      { gid: null, paths: [''], amazonIds: [] },
    ])
  })

  test('is asked for by whole seconds, oldest change first', async () => {
    const shop = scriptedShop(() =>
      json({ data: { orders: { nodes: [], pageInfo: { hasNextPage: true, endCursor: 'c1' } } } }),
    )
    const updatedFromMs = Date.parse('2026-11-20T10:00:00.900Z')
    const asked = { updatedFromMs, createdFromMs: null, cursor: 'c0' }
    expect((await pageOrders(shop.client, asked, deadlines)).cursor).toBe('c1')
    expect(variables(shop.calls[0])).toEqual({
      query: "updated_at:>='2026-11-20T10:00:00Z'",
      after: 'c0',
    })
    expect(shop.calls[0]?.body).toContain('sortKey: UPDATED_AT')
    await pageOrders(shop.client, everywhere, deadlines)
    expect(variables(shop.calls[1]).query).toBeNull()
  })

  test('reads long orders to their last line and fulfilment order', async () => {
    const more = (endCursor: string) => ({ hasNextPage: true, endCursor })
    const lineItems = { ...bare.lineItems, pageInfo: more('l1') }
    const fulfillmentOrders = { ...bare.fulfillmentOrders, pageInfo: more('f1') }
    const long = { ...bare, lineItems, fulfillmentOrders }
    const shop = scriptedShop((call) => {
      if (call.operation === 'orderLinesRest') {
        return json({ data: { order: { id: gid, lineItems: bare.lineItems } } })
      }
      if (call.operation === 'fulfillmentOrdersRest') {
        return json({ data: { order: { id: gid, fulfillmentOrders: bare.fulfillmentOrders } } })
      }
      return json({ data: { orders: { nodes: [long], pageInfo: lastPage } } })
    })
    const [order] = (await pageOrders(shop.client, everywhere, deadlines)).orders
    expect(order?.lines).toHaveLength(2)
    expect(order?.fulfillmentOrders).toHaveLength(2)
  })
})

function variables(call: OutsideCall | undefined): Record<string, unknown> {
  const sent: { variables: Record<string, unknown> } = JSON.parse(call?.body ?? '{"variables":{}}')
  return sent.variables
}
