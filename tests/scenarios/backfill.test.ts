/** Orders from before the connection: only on request, resumable, and only as far as anybody can see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from '../support/api.ts'
import { eventually } from '../support/eventually.ts'
import { type Crossdock, startCrossdock } from '../support/product.ts'
import { type Stage, setStage } from '../support/scenario.ts'
import { firstLocation, shopAdmin } from '../support/shop-admin.ts'

const dayMs = 86_400_000
const orders = 110
const page = 100

describe('a backfill', () => {
  let stage: Stage
  let crossdock: Crossdock
  let api: Api
  beforeAll(async () => {
    stage = await setStage()
    const old = { count: orders, oldestAgoMs: 20 * dayMs, newestAgoMs: 10 * dayMs }
    await stage.amazon.placeMany({ ...old, base: { status: 'SHIPPED' } })
    await stage.shopify.act('scopes/remove', { scope: 'read_all_orders' })
    stage = { ...stage, product: { ...stage.product, env: { CROSSDOCK_LEASE_MS: '1500' } } }
    crossdock = await startCrossdock(stage.product)
    api = await openApi(stage.database.db, crossdock.url())
    const locations = [await firstLocation(await shopAdmin(stage.product.addresses))]
    await api.put('/api/settings', { fulfillment: { locations } })
  })
  afterAll(async () => {
    await crossdock.kill('SIGTERM')
    await stage.strike()
  })
  const ago = (days: number) => new Date(Date.now() - days * dayMs).toISOString()
  const begin = (days: number) => api.ask('POST', '/api/backfills', { from: ago(days) })
  const newest = async () =>
    (await api.get<{ backfills: Backfill[] }>('/api/backfills')).backfills[0]

  it('R-FLOW-18: beyond 60 days it is refused without read_all_orders, with the reason and the fix', async () => {
    const { status, json } = await begin(61)
    expect([status, json.code]).toEqual([422, 'BACKFILL_NOT_VISIBLE'])
    expect(String(json.fix)).toContain('read_all_orders')
    expect(await newest()).toBeUndefined()
  })

  it('R-FLOW-19: killed in the middle it goes on where it stood, and each order comes once, as shipped', async () => {
    expect(await stage.shopify.orders()).toEqual([])
    expect((await begin(25)).status).toBe(202)
    await eventually(async () => (await api.knownOrders()) >= page, { what: 'the first page' })
    await crossdock.kill()
    crossdock = await startCrossdock(stage.product)
    api = api.at(crossdock.url())
    await eventually(async () => (await newest())?.state === 'done', { everyMs: 300 })
    await eventually(async () => (await stage.timesInShop()).size === orders, { everyMs: 300 })
    expect(new Set((await stage.timesInShop()).values())).toEqual(new Set([1]))
    const inShop = await stage.shopify.orders()
    expect(new Set(inShop.map((order) => order.fulfillmentStatus))).toEqual(new Set(['FULFILLED']))
    expect((await newest())?.ordersSeen).toBe(orders)
  })
})

type Backfill = { readonly state: string; readonly ordersSeen: number }
