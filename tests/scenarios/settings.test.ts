/** The settings of the three groups: each persists, is judged, and changes the next decision. */
import { beforeAll, describe, expect, it } from 'vitest'
import { startCrossdock } from '../support/product.ts'
import { firstLocation } from '../support/shop-admin.ts'
import { beginStory, type Story } from '../support/story.ts'

type Settings = Record<string, Record<string, unknown>>

describe('what a seller may set', () => {
  let story: Story
  beforeAll(async () => {
    story = await beginStory({
      before: async ({ shopify }) => {
        const variants = [{ sku: 'NONE-LEFT', price: '10.00', stock: 0 }]
        await shopify.addProduct({ title: 'None left', variants })
      },
    })
    return story.end
  })
  const set = (change: Settings) => story.api.put<{ settings: Settings }>('/api/settings', change)
  const placeShort = () =>
    story.amazon.placeOrder({ lines: [{ sku: 'NONE-LEFT', unitPrice: '10.00' }] })

  it('B76: the import is on by default', async () => {
    expect((await story.api.get<Settings>('/api/settings')).import).toMatchObject({ on: true })
    const id = await story.amazon.placeOrder()
    await story.comesTo(id, 'imported', 'IMPORTED')
  })

  it('B5, B76: switched off, orders land in our list and none in Shopify; one is exported by hand', async () => {
    await set({ import: { on: false } })
    const [wanted, other] = [await story.amazon.placeOrder(), await story.amazon.placeOrder()]
    await story.comesTo(wanted, 'resting', 'IMPORT_OFF')
    await story.comesTo(other, 'resting', 'IMPORT_OFF')
    await story.api.post(`/api/orders/${wanted}/export`)
    await story.comesTo(wanted, 'imported', 'IMPORTED')
    expect(await story.inShop(wanted)).toHaveLength(1)
    expect(await story.inShop(other)).toEqual([])
    await set({ import: { on: true } })
    await story.comesTo(other, 'imported', 'IMPORTED')
  })

  it('B5: in watch Crossdock writes down what it would do and does nothing; live, it does it', async () => {
    await story.api.put('/api/lanes', { import: 'watch' })
    const id = await story.amazon.placeOrder()
    const { detail } = await story.comesTo(id, 'resting', 'WATCHING')
    expect(detail).toEqual({ would: 'create-shopify-order' })
    expect(await story.inShop(id)).toEqual([])
    await story.api.put('/api/lanes', { import: 'live' })
    await story.comesTo(id, 'imported', 'IMPORTED')
  })

  it('B5, B77: of fulfilment: FBA orders are listed, or imported as fulfilled once Amazon shipped them', async () => {
    const listed = await story.amazon.placeOrder({ fulfilledBy: 'AMAZON', status: 'SHIPPED' })
    await story.comesTo(listed, 'resting', 'FBA_LISTED')
    const locations = [await firstLocation(story.admin)]
    await set({ fulfillment: { fba: 'import', locations } })
    await story.comesTo(listed, 'imported', 'IMPORTED')
    const [order] = await story.inShop(listed)
    expect(order).toMatchObject({ fulfillmentStatus: 'FULFILLED' })
    expect(order?.tags).toContain('Amazon FBA')
    const waiting = await story.amazon.placeOrder({ fulfilledBy: 'AMAZON' })
    await story.comesTo(waiting, 'resting', 'FBA_NOT_SHIPPED')
    await set({ fulfillment: { fba: 'list' } })
  })

  it('B5: of fulfilment: an order that Shopify routes elsewhere is moved to the chosen location, or held', async () => {
    const { locationId } = (await story.shopify.act('locations', { name: 'Chosen' })) as {
      locationId: string
    }
    await story.shopify.addProduct({
      title: 'In both',
      variants: [{ sku: 'IN-BOTH', price: '10.00', stock: { 'Malmö warehouse': 9, Chosen: 9 } }],
    })
    await set({ fulfillment: { locations: [locationId], outside: 'hold' } })
    const id = await story.amazon.placeOrder({ lines: [{ sku: 'IN-BOTH', unitPrice: '10.00' }] })
    await story.comesTo(id, 'held', 'LOCATION_NOT_CHOSEN')
    await set({ fulfillment: { outside: 'move' } })
    await story.comesTo(id, 'imported', 'IMPORTED')
    expect(await locationsOf(story, id)).toEqual(['Chosen'])
    const { trace } = await story.api.order(id)
    const calls = trace.flatMap(({ kind, body }) => (kind === 'called' ? [body] : []))
    expect(calls).toMatchObject([
      { call: 'orderCreate' },
      { call: 'fulfillmentOrderMove', to: locationId, why: 'MOVE_TO_CHOSEN_LOCATION' },
    ])
    await set({ fulfillment: { locations: [] } })
  })

  it('B5: of stock: refused when short, claimed anyway, or left alone', async () => {
    const refused = await placeShort()
    await story.comesTo(refused, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    await set({ stock: { whenShort: 'claim-anyway' } })
    await story.comesTo(refused, 'imported', 'IMPORTED')
    expect(await story.shopify.available('NONE-LEFT')).toBe(-1)
    await set({ stock: { whenShort: 'bypass' } })
    await story.comesTo(await placeShort(), 'imported', 'IMPORTED')
    expect(await story.shopify.available('NONE-LEFT')).toBe(-1)
    await set({ stock: { whenShort: 'refuse' } })
    await story.comesTo(await placeShort(), 'held', 'UNABLE_TO_RESERVE_INVENTORY')
  })

  it.each([
    { import: { on: 'perhaps' } },
    { import: { onn: true } },
    { stock: { claimBeforeShipByHours: 0 } },
    { fulfillment: { locations: ['Malmö'] } },
    { intake: { pollSeconds: 1 } },
    { stok: {} },
  ])(
    'B5: a setting that is none is refused by its path, and nothing changes: %j',
    async (change) => {
      const before = await story.api.get('/api/settings')
      const answer = await story.api.ask('PUT', '/api/settings', change)
      expect(answer.status).toBe(422)
      expect(answer.json.code).toBe('SETTINGS_UNSOUND')
      expect(String(answer.json.detail)).toContain(Object.keys(change)[0])
      expect(await story.api.get('/api/settings')).toEqual(before)
    },
  )

  it('B5: what was set outlives a restart, whatever the environment says', async () => {
    const change = { import: { gateway: 'Amazon' }, stock: { claimBeforeShipByHours: 12 } }
    await set({ ...change, fulfillment: { outside: 'hold' } })
    const before = await story.api.get('/api/settings')
    await story.crossdock.kill()
    const next = await startCrossdock(story.product)
    const id = await story.amazon.placeOrder()
    await story.comesTo(id, 'imported', 'IMPORTED')
    expect(await story.api.at(next.url()).get('/api/settings')).toEqual(before)
    expect(before).toMatchObject(change)
    await next.kill('SIGTERM')
  })
})

async function locationsOf(story: Story, orderId: string): Promise<string[]> {
  const { orders } = await story.admin<{
    orders: { nodes: { fulfillmentOrders: { nodes: Assigned[] } }[] }
  }>(
    `query($query: String!) { orders(first: 1, query: $query) { nodes {
      fulfillmentOrders(first: 5) { nodes { status assignedLocation { name } } } } } }`,
    { query: `source_identifier:"${orderId}"` },
  )
  return orders.nodes.flatMap((order) =>
    order.fulfillmentOrders.nodes
      .filter(({ status }) => status === 'OPEN')
      .map(({ assignedLocation }) => assignedLocation.name),
  )
}

type Assigned = { readonly status: string; readonly assignedLocation: { readonly name: string } }
