/** Fulfilments in the simulated shop over HTTP, in Shopify's words. */
import { afterAll, describe, expect, test } from 'vitest'
import { closeShopify, openShopify, type ShopifyHost } from './shopify-host.ts'
import { bigOrder, call, control, life, messages, texts } from './shopify-life.ts'
import { create, line, stockAt } from './shopify-orders.ts'

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

describe('fulfillmentCreate', () => {
  test('ships everything of a fulfilment order with several numbers, and nobody is written to', async () => {
    const { host, id, from } = await opened()
    const trackingInfo = { company: 'PostNord', numbers: ['1SE', '2SE'] }
    const { fulfillment, userErrors } = await call(host, texts.fulfil, all(from, { trackingInfo }))
    expect(userErrors).toEqual([])
    expect(fulfillment).toMatchObject({
      status: 'SUCCESS',
      displayStatus: 'FULFILLED',
      totalQuantity: 4,
      trackingInfo: [
        { company: 'PostNord', number: '1SE', url: expect.stringMatching(/^https:.*1SE$/) },
        { company: 'PostNord', number: '2SE' },
      ],
    })
    expect(await life(host, id)).toMatchObject({
      displayFulfillmentStatus: 'FULFILLED',
      closed: false,
      fulfillmentOrders: { nodes: [{ status: 'CLOSED' }] },
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([7, 0, 7])
    expect(host.simulator.control.truth()).toMatchObject({ mails: [], mailsAsked: [] })
  })

  test('archives a paid order that has shipped whole, where the shop is set so', async () => {
    const { host, id, from } = await opened()
    await control(host, 'behaviour', { archiveWhenDone: true })
    await call(host, texts.fulfil, all(from))
    expect((await life(host, id)).closed).toBe(true)
  })

  test('ships a part; the rest stays open, and more than the rest is refused', async () => {
    const { host, id, from } = await opened()
    const mugs = await rowOf(host, id, 'MUG-S')
    const units = (quantity: number) => ({
      f: {
        lineItemsByFulfillmentOrder: [
          { fulfillmentOrderId: from, fulfillmentOrderLineItems: [{ id: mugs, quantity }] },
        ],
      },
    })
    expect((await call(host, texts.fulfil, units(2))).userErrors).toEqual([])
    const after = await life(host, id)
    expect(after).toMatchObject({
      displayFulfillmentStatus: 'PARTIALLY_FULFILLED',
      fulfillmentOrders: { nodes: [{ status: 'IN_PROGRESS' }] },
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([7, 1, 8])
    expect(messages(await call(host, texts.fulfil, units(2)))).toEqual([
      'Invalid fulfillment order line item quantity requested.',
    ])
    expect(messages(await call(host, texts.fulfil, units(0)))).toEqual([
      'Quantity must be greater than 0',
    ])
    expect((await call(host, texts.fulfil, units(1))).userErrors).toEqual([])
  })

  test('refuses what is closed, held, of several places, of nobody, or out of reach', async () => {
    const { host, id, from } = await opened()
    const number = from.split('/').at(-1)
    host.simulator.control.merchantHold({ orderId: id, reason: 'INCORRECT_ADDRESS' })
    expect(messages(await call(host, texts.fulfil, all(from)))).toEqual([
      `Fulfillment order ${number} has an unfulfillable status= on_hold.`,
    ])
    host.simulator.control.merchantReleaseHold({ orderId: id })
    const row = {
      lineItemsByFulfillmentOrder: [
        {
          fulfillmentOrderId: from,
          fulfillmentOrderLineItems: [
            { id: 'gid://shopify/FulfillmentOrderLineItem/1', quantity: 1 },
          ],
        },
      ],
    }
    expect(messages(await call(host, texts.fulfil, { f: row }))).toEqual([
      'Fulfillment order line item does not exist.',
    ])
    await call(host, texts.fulfil, all(from))
    expect(messages(await call(host, texts.fulfil, all(from)))).toEqual([
      `Fulfillment order ${number} has an unfulfillable status= closed.`,
    ])
    host.simulator.control.grantScope({ scope: 'write_assigned_fulfillment_orders' })
    host.simulator.control.removeScope({ scope: 'write_merchant_managed_fulfillment_orders' })
    expect(messages(await call(host, texts.fulfil, all(from)))).toEqual([
      'The api_client does not have access to the fulfillment order.',
    ])
    const { errors } = await host.query(texts.fulfil, { ...all('gid://shopify/Order/1') })
    expect(errors?.graphQLErrors?.[0]).toMatchObject({
      message: 'invalid id',
      extensions: { code: 'RESOURCE_NOT_FOUND' },
    })
  })

  test('takes fulfilment orders of one order and one place only', async () => {
    const host = await openShopify()
    const { order } = await create(host, { lineItems: [line(host, 'MUG-S', 14, '12.00')] })
    const other = await bigOrder(host)
    const { nodes } = (await life(host, order?.id ?? '')).fulfillmentOrders
    expect(nodes).toHaveLength(2)
    const two = (ids: (string | undefined)[]) => ({
      f: { lineItemsByFulfillmentOrder: ids.map((id) => ({ fulfillmentOrderId: id })) },
    })
    const [places] = messages(await call(host, texts.fulfil, two(nodes.map((one) => one.id))))
    expect(places).toMatch(
      /^All fulfillment orders must be assigned to a single location. Multiple locations with ids \[\d+, \d+\] were found.$/,
    )
    const foreign = (await life(host, other)).fulfillmentOrders.nodes[0]?.id
    const [orders] = messages(await call(host, texts.fulfil, two([nodes[0]?.id, foreign])))
    expect(orders).toMatch(/^All fulfillment orders must belong to the same order/)
    for (const one of nodes) {
      expect((await call(host, texts.fulfil, all(one.id))).userErrors).toEqual([])
    }
    expect((await life(host, order?.id ?? '')).fulfillments).toHaveLength(2)
  })
})

describe('a shipment', () => {
  async function shipped() {
    const { host, id, from } = await opened()
    const made = await call(host, texts.fulfil, all(from, { trackingInfo: { number: '1' } }))
    return { host, id, shipment: (made.fulfillment as { id: string }).id }
  }

  test('gets other numbers, and reads as delivered once a carrier says so', async () => {
    const { host, id, shipment } = await shipped()
    const tracked = await call(host, texts.track, { id: shipment, t: { number: '2' } })
    expect(tracked.fulfillment).toMatchObject({ trackingInfo: [{ company: null, number: '2' }] })
    await host.advance(60_000)
    const event = { fulfillmentId: shipment, status: 'DELIVERED' }
    expect((await call(host, texts.event, { e: event })).fulfillmentEvent).toEqual({
      status: 'DELIVERED',
      happenedAt: '2026-11-22T10:01:00Z',
    })
    expect((await life(host, id)).fulfillments).toMatchObject([
      { displayStatus: 'DELIVERED', deliveredAt: '2026-11-22T10:01:00Z' },
    ])
    expect(host.simulator.control.truth().mailsAsked).toEqual([])
  })

  test('is told to the buyer only when asked, and asking shows even without an address', async () => {
    const { host, shipment } = await shipped()
    await call(host, texts.track, { id: shipment, t: { number: '3' }, notify: true })
    expect(host.simulator.control.truth()).toMatchObject({
      mails: [],
      mailsAsked: [{ kind: 'tracking-notice' }],
    })
  })

  test('that is cancelled brings its goods back, in a new fulfilment order', async () => {
    const { host, id, shipment } = await shipped()
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([7, 0, 7])
    expect((await call(host, texts.unfulfil, { id: shipment })).fulfillment).toEqual({
      status: 'CANCELLED',
      displayStatus: 'CANCELED',
    })
    expect(stockAt(host, 'MUG-S', 'Warehouse')).toEqual([7, 3, 10])
    const { fulfillmentOrders, displayFulfillmentStatus } = await life(host, id)
    expect(displayFulfillmentStatus).toBe('UNFULFILLED')
    expect(fulfillmentOrders.nodes.map((one) => one.status)).toEqual(['CLOSED', 'OPEN'])
    expect(messages(await call(host, texts.unfulfil, { id: shipment }))).toHaveLength(1)
    const fresh = fulfillmentOrders.nodes[1]?.id ?? ''
    expect((await call(host, texts.fulfil, all(fresh))).userErrors).toEqual([])
    expect((await life(host, id)).displayFulfillmentStatus).toBe('FULFILLED')
  })

  test('of a part that is cancelled goes back into its own fulfilment order', async () => {
    const { host, id } = await opened()
    const lines = [{ sku: 'MUG-S', quantity: 2 }]
    host.simulator.control.merchantFulfil({ orderId: id, lines, trackingNumbers: ['1', '2'] })
    host.simulator.control.merchantCancelFulfilment({ orderId: id })
    const { fulfillmentOrders } = await life(host, id)
    expect(fulfillmentOrders.nodes).toMatchObject([
      {
        status: 'OPEN',
        lineItems: { nodes: [{ remainingQuantity: 3 }, { remainingQuantity: 1 }] },
      },
    ])
  })
})
