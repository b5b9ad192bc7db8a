import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AmazonOrderId, id } from '../../src/core/ids.ts'
import type { ShopifyOrder } from '../../src/core/orders/shopify-order.ts'
import { readingBegins } from '../../src/store/reading-times.ts'
import { saveShopOrders } from '../../src/store/shop-orders.ts'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
  const { db } = api.database
  for (const number of [1, 2, 3, 4, 5, 6]) {
    await api.store({
      order: { orderId: numberedId(number), status: 'UNSHIPPED', shipByMs: null },
      outcome: {
        ...(number <= 3
          ? { outcome: 'held', reason: 'SKU_UNMAPPED', detail: { skus: [`SKU-${number % 2}`] } }
          : { outcome: 'imported', reason: 'IMPORTED', shopifyName: `#${1000 + number}` }),
      },
    })
    await sql`update amazon_order set created_at = app_now() - make_interval(hours => ${number}::int),
      ship_by = app_now() + make_interval(hours => ${number * 8 - 20}::int)
      where amazon_order_id = ${numberedId(number)}`.execute(db)
  }
  await hold(numberedId(2), 'deadline', 'SHIP_BY_OVER')
  await hold(numberedId(4), 'cancellation', 'BUYER_ASKS_TO_CANCEL')
  await hold(numberedId(5), 'deadline', 'SHIP_BY_24_HOURS')
  await hold(numberedId(6), 'refund', 'MONEY_QUARANTINED')
  await save([own(1, -90), own(2, -150)])
})
afterAll(() => api.close())

async function save(orders: readonly ShopifyOrder[]): Promise<void> {
  const { db } = api.database
  await saveShopOrders(db, accountId, orders, await readingBegins(db))
}

async function hold(orderId: AmazonOrderId, concern: string, reason: string): Promise<void> {
  await sql`
    insert into order_concern (account_id, amazon_order_id, concern, outcome, reason, decided_at)
    values (${accountId}, ${orderId}, ${concern}, 'held', ${reason}, app_now())
  `.execute(api.database.db)
}

function own(number: number, minutes: number): ShopifyOrder {
  const atMs = Date.now() + minutes * 60_000
  return {
    gid: id('ShopifyOrderGid', `gid://shopify/Order/${number}`),
    name: `#20${number}`,
    ...{ createdAtMs: atMs, updatedAtMs: atMs, cancelledAtMs: null, sourceIdentifier: null },
    total: { amountMinor: 1_250, currency: 'EUR' },
    ...{ appTitle: null, amazonIds: [], fulfillmentOrders: [] },
    lines: [{ variantGid: null, sku: 'A', title: 'A', quantity: 2 }],
  }
}

const get = async (path: string) => (await api.ask('GET', path)).json
type Row = { key: string; channel: string; lane: string; code: string; hold: unknown }
const keysOf = (rows: Row[]) => rows.map(({ key }) => key.replace(/^a:306-0+|-0000000$/g, ''))

describe('one list of both platforms', () => {
  it('B1: Shopify’s own orders stand beside Amazon’s, with a channel and a filter', async () => {
    const { rows, total } = await get('/api/order-list')
    expect(total).toBe(8)
    expect(rows.map(({ channel }: Row) => channel)).toContain('shopify')
    const mine = await get('/api/order-list?channel=shopify')
    expect(mine.rows).toMatchObject([
      { channel: 'shopify', shopifyName: '#201', units: 2, lane: 'stays-shopify', orderId: null },
      { shopifyName: '#202', total: { amount: '12.50', currency: 'EUR' } },
    ])
    expect((await get('/api/order-list?search=%23202')).rows).toHaveLength(1)
    expect((await get('/api/order-list?channel=amazon')).rows).toHaveLength(6)
  })

  it('R-API-3: pages of one and of three show each order once, in one order', async () => {
    const whole = await get('/api/order-list')
    for (const limit of [1, 3]) {
      const found: Row[] = []
      let after = ''
      do {
        const page = await get(`/api/order-list?limit=${limit}${after}`)
        found.push(...page.rows)
        after = page.next === null ? '' : `&after=${page.next}`
      } while (after !== '')
      expect(keysOf(found)).toEqual(keysOf(whole.rows))
    }
    const bad = await api.ask('GET', '/api/order-list?after=zzz')
    expect(bad.json.code).toBe('CURSOR_UNSOUND')
  })

  it('an order that loses its Amazon id is not doubled, one that gains one is Amazon’s', async () => {
    const orderId = numberedId(4)
    const gained = { ...own(2, 1), amazonIds: [{ orderId, where: 'tag' as const }] }
    await save([gained])
    expect((await get('/api/order-list?channel=shopify')).rows).toHaveLength(1)
    await save([own(2, 2)])
    expect((await get('/api/order-list?channel=shopify')).rows).toHaveLength(2)
  })
})

describe('what needs a person', () => {
  it('R-CONSOLE-1: is one figure on the Overview, in the pip, in the view and in the list', async () => {
    const overview = await get('/api/overview')
    const { views } = await get('/api/order-list/views')
    const { rows, total } = await get('/api/order-list?view=need-you')
    const sum = overview.needs
      .filter(({ kind }: { kind: string }) => kind === 'order')
      .reduce((all: number, { orders }: { orders: number }) => all + orders, 0)
    const inView = views.find(({ view }: { view: string }) => view === 'need-you')
    expect([sum, overview.needYou.orders, overview.pips.orders, inView.orders, total]).toEqual(
      Array(5).fill(5),
    )
    expect(rows).toHaveLength(5)
    expect(overview.pips).toMatchObject({ mapping: 2, quarantine: 1 })
  })

  it('B34: stands by ship-by, each order once under its cause, and a clock that is only near needs nobody', async () => {
    const { rows } = await get('/api/order-list?view=need-you')
    expect(keysOf(rows)).toEqual(['1', '2', '3', '4', '6'])
    expect(rows[1]).toMatchObject({
      lane: 'held',
      code: 'SKU_UNMAPPED',
      hold: { concern: 'import', more: 1 },
    })
    const { leavesNext, needs } = await get('/api/overview?ships=2')
    expect(leavesNext.total).toBe(6)
    expect(leavesNext.orders).toHaveLength(2)
    expect(needs[0]).toMatchObject({
      code: 'SKU_UNMAPPED',
      late: true,
      orders: 3,
      action: { verb: 'map' },
      urgent: { orderId: numberedId(1) },
    })
    expect(needs.at(-1).code).toBe('MONEY_QUARANTINED')
  })

  it('a hold can be filtered by, and an order has a place in its view', async () => {
    const { rows } = await get('/api/order-list?view=need-you&code=SHIP_BY_OVER')
    expect(keysOf(rows)).toEqual(['2'])
    const place = await get(`/api/order-list/place?view=need-you&key=a:${numberedId(2)}`)
    expect(place).toMatchObject({
      ...{ place: 2, total: 5 },
      ...{ previous: `a:${numberedId(1)}`, next: `a:${numberedId(3)}` },
    })
  })

  it('the Overview says how both doors are, what is left and how fast it was', async () => {
    const overview = await get('/api/overview')
    expect(overview.doors.amazon.state).toBe('silent')
    expect(overview.lag.hours).toHaveLength(24)
    expect(overview.today).toMatchObject({ shopOwn: expect.any(Number) })
  })
})
