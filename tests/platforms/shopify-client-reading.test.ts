/** Reading the simulated shop and setting it up, over HTTP, in another process. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ensureAmazonIdDefinition } from '../../src/platforms/shopify/amazon-id-definition.ts'
import {
  locations,
  pageVariants,
  variantsOfProduct,
} from '../../src/platforms/shopify/catalogue.ts'
import { moveFulfillmentOrder } from '../../src/platforms/shopify/move-order.ts'
import { pageOrders, readOrder } from '../../src/platforms/shopify/read-orders.ts'
import { ensureWebhooks, importTopics } from '../../src/platforms/shopify/webhook-subscriptions.ts'
import { readWebhook, verifyWebhook } from '../../src/platforms/shopify/webhooks.ts'
import { personal } from './shopify-drafts.ts'
import { doneOrder, type MugShop, openMugShop } from './shopify-mug-shop.ts'
import {
  listenForDeliveries,
  type SimulatedShop,
  startSimulatedShop,
} from './shopify-simulated-shop.ts'

const everywhere = { updatedFromMs: null, createdFromMs: null, cursor: null }
let shop: SimulatedShop
let mugs: MugShop

beforeAll(async () => {
  shop = await startSimulatedShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  mugs = await openMugShop(shop)
})

describe('reading the shop', () => {
  test.each([
    ['source-identifier', { sourceIdentifier: '305-0000000-0000001' }],
    ['name', { name: 'AMZ 305-0000000-0000001' }],
    ['tag', { tags: ['305-0000000-0000001'] }],
    ['attribute', { attributes: [{ key: 'Amazon', value: '305-0000000-0000001' }] }],
    ['note', { note: 'from 305-0000000-0000001' }],
  ])('another app’s order is known by its %s', async (where, traces) => {
    await shop.act('orders/as-other-app', {
      appName: 'Other Importer',
      lines: [{ sku: 'MUG-1', quantity: 1, price: '10.00' }],
      ...traces,
    })
    const { orders } = await pageOrders(shop.client, everywhere, shop.deadlines())
    expect(orders.map((order) => [order.appTitle, order.amazonIds])).toEqual([
      ['Other Importer', [{ orderId: '305-0000000-0000001', where }]],
    ])
  })

  test('pages go to the end although one is half empty', async () => {
    for (let n = 0; n < 4; n += 1) await mugs.create(mugs.nextDraft({ inventory: 'bypass' }))
    await shop.act('faults', { on: 'shopify.orders', fault: 'half-page' })
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const question = { ...everywhere, cursor }
      const page = await pageOrders(shop.client, question, shop.deadlines())
      seen.push(...page.orders.map((order) => order.gid))
      cursor = page.cursor
    } while (cursor !== null)
    expect(new Set(seen).size).toBe(4)
  })

  test('a deleted order reads as null', async () => {
    const { gid } = doneOrder(await mugs.create(mugs.nextDraft()))
    await shop.act('orders/delete', { orderId: gid })
    expect(await readOrder(shop.client, gid, shop.deadlines())).toBeNull()
  })

  test('B86: variants come with SKU, title, options and price; a renamed SKU shows', async () => {
    const { variants } = await pageVariants(shop.client, null, shop.deadlines())
    const found = variants.find((variant) => variant.sku === 'MUG-1')
    expect(found).toMatchObject({
      titleKey: 'enamel mug',
      tracked: true,
      observed: { productTitle: 'Enamel Mug', priceMinor: 1250 },
    })
    await shop.act('skus/rename', { from: 'MUG-1', to: 'MUG-2' })
    const again = await variantsOfProduct(shop.client, found?.productGid ?? '', shop.deadlines())
    expect(again.map((variant) => variant.sku)).toEqual(['MUG-2'])
  })

  test('a fulfilment order moves to another location', async () => {
    const order = doneOrder(await mugs.create(mugs.nextDraft()))
    const [placed] = order.fulfillmentOrders
    const all = await locations(shop.client, shop.deadlines())
    const other = all.find((location) => location.locationGid !== placed?.locationGid)
    if (!placed || !other) throw new Error('no other location')
    await shop.act('stock/set', { sku: 'MUG-1', quantity: 5, location: other.name })
    const moved = await moveFulfillmentOrder(
      shop.client,
      placed.gid,
      other.locationGid,
      shop.deadlines(),
    )
    expect(moved).toEqual({ kind: 'done' })
    const read = await readOrder(shop.client, order.gid, shop.deadlines())
    const open = read?.fulfillmentOrders.filter((each) => each.status === 'OPEN')
    expect(open?.map((each) => each.locationGid)).toEqual([other.locationGid])
  })

  test('what is closed cannot be moved, which is a refusal', async () => {
    const order = doneOrder(await mugs.create(mugs.nextDraft()))
    await shop.act('orders/cancel', { orderId: order.gid, restock: true, refund: true })
    const [placed] = order.fulfillmentOrders
    const [somewhere] = await locations(shop.client, shop.deadlines())
    if (!placed || !somewhere) throw new Error('no fulfilment order')
    const to = somewhere.locationGid
    const refused = await moveFulfillmentOrder(shop.client, placed.gid, to, shop.deadlines())
    expect(refused).toMatchObject({ kind: 'refused' })
  })

  test('the simulator asks for each call what our budgets take for it', async () => {
    await mugs.create(mugs.nextDraft())
    const asked = new Map(shop.limits.map((limit) => [limit.operation, limit.costRequested]))
    expect(asked.get('orderCreate')).toBe(43)
    expect(asked.get('variantsPage')).toBe(47)
    for (const limit of shop.limits) {
      expect(limit.costActual ?? 0).toBeLessThanOrEqual(limit.costRequested ?? 0)
    }
  })
})

describe('set-up', () => {
  test('makes the definition once', async () => {
    const again = await ensureAmazonIdDefinition(shop.client, shop.deadlines())
    expect(again).toEqual({ is: 'ready', created: false })
  })

  test('subscribes once, moves with the address, and heals what Shopify removed', async () => {
    const ensure = (url: string) => ensureWebhooks(shop.client, url, importTopics, shop.deadlines)
    const first = await ensure('http://127.0.0.1:9/webhooks/shopify')
    expect(first).toMatchObject({ created: [...importTopics], missing: [] })
    const second = await ensure('http://127.0.0.1:9/webhooks/shopify')
    expect(second).toEqual({ created: [], kept: [...importTopics], removed: [], missing: [] })
    const moved = await ensure('http://127.0.0.1:10/webhooks/shopify')
    expect(moved.created).toEqual([...importTopics])
    expect([...moved.removed].sort()).toEqual([...importTopics].sort())
  })

  test('a delivery is signed with the app secret and names the order', async () => {
    const listener = await listenForDeliveries()
    try {
      await ensureWebhooks(shop.client, listener.url, ['ORDERS_CREATE'], shop.deadlines)
      const { gid } = doneOrder(await mugs.create(mugs.nextDraft(), personal()))
      const { headers, body } = await listener.next()
      const flat = { 'x-shopify-hmac-sha256': String(headers['x-shopify-hmac-sha256']) }
      expect(verifyWebhook(body, flat, shop.clientSecret)).toBe(true)
      expect(verifyWebhook(body, flat, 'another secret')).toBe(false)
      const event = readWebhook(String(headers['x-shopify-topic']), body.toString('utf8'))
      expect(event).toMatchObject({ kind: 'order', gid })
    } finally {
      listener.close()
    }
  })
})
