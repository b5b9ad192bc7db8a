import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { readAudit } from '../../src/store/audit.ts'
import { appendTraces } from '../../src/store/traces.ts'
import { amazonItem, dayMs, noonMs } from '../support/order-samples.ts'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const stockHold = {
  outcome: 'held',
  reason: 'UNABLE_TO_RESERVE_INVENTORY',
  detail: { shortages: ['MUG: needed 2, available 0 at Malmö'] },
} as const

describe('the list of orders', () => {
  it('B75: shows a failing order with its reason, text and fix, and finds it by id, SKU and reason', async () => {
    const orderId = await api.store({
      order: { orderId: numberedId(1), items: [amazonItem({ sku: id('SellerSku', 'MUG-75') })] },
      outcome: stockHold,
    })
    for (const query of [
      '',
      `?search=${orderId}`,
      '?search=MUG-75',
      '?outcome=held',
      '?reason=UNABLE_TO_RESERVE_INVENTORY',
    ]) {
      const { json } = await api.ask('GET', `/api/orders${query}`)
      expect([query, json.orders.length]).toEqual([query, 1])
      expect(json.orders[0]).toMatchObject({
        orderId,
        outcome: 'held',
        hold: {
          code: 'UNABLE_TO_RESERVE_INVENTORY',
          title: 'Unable to reserve inventory',
          text: 'Unable to reserve inventory. MUG: needed 2, available 0 at Malmö.',
          page: 'docs/operating/problems/unable-to-reserve-inventory.md',
        },
        verbs: ['export', 'force-export', 'dismiss'],
        amazonUrl: `https://sellercentral.amazon.de/orders-v3/order/${orderId}`,
      })
    }
    for (const query of ['?search=OTHER', '?outcome=imported', '?status=SHIPPED']) {
      expect((await api.ask('GET', `/api/orders${query}`)).json.orders).toEqual([])
    }
  })

  it('B78: shows FBA, FBM and SFP', async () => {
    const placed = noonMs - 30 * dayMs
    const spec = { createdAtMs: placed, marketplaceId: id('MarketplaceId', 'A2NODRKZP88ZB9') }
    await api.store({ order: { ...spec, orderId: numberedId(10), fulfilledBy: 'AMAZON' } })
    await api.store({ order: { ...spec, orderId: numberedId(11) } })
    await api.store({ order: { ...spec, orderId: numberedId(12), programs: ['PRIME'] } })
    const { json } = await api.ask('GET', '/api/orders?marketplaceId=A2NODRKZP88ZB9')
    expect(json.orders.map((order: { method: string }) => order.method)).toEqual([
      'SFP',
      'FBM',
      'FBA',
    ])
    const fba = await api.ask('GET', '/api/orders?fulfilledBy=AMAZON')
    expect(fba.json.orders.map((order: { orderId: string }) => order.orderId)).toEqual([
      numberedId(10),
    ])
  })

  it('R-API-3: pages by key: nothing is shown twice or left out while orders come in', async () => {
    const placed = noonMs - 300 * dayMs
    for (let number = 100; number < 112; number += 1) {
      // Some at the very same time: the id decides between them.
      const createdAtMs = placed + Math.floor(number / 3) * 1_000
      await api.store({
        order: { orderId: numberedId(number), createdAtMs, status: 'PENDING' },
        outcome: {},
      })
    }
    const seen: string[] = []
    let after = ''
    for (let page = 0; page < 20; page += 1) {
      const { json } = await api.ask('GET', `/api/orders?status=PENDING&limit=5${after}`)
      seen.push(...json.orders.map((order: { orderId: string }) => order.orderId))
      await api.store({
        order: { orderId: numberedId(200 + page), status: 'PENDING', createdAtMs: noonMs + page },
      })
      if (json.next === null) break
      after = `&after=${json.next}`
    }
    const expected = Array.from({ length: 12 }, (_one, index) => numberedId(111 - index))
    expect(seen).toEqual(expected)
  })

  it('R-API-3: an order that Amazon has not shown yet stands at the top, not at the end', async () => {
    const orderId = numberedId(300)
    await sql`
      insert into amazon_order (account_id, amazon_order_id, first_seen_at)
      values (${accountId}, ${orderId}, '2027-06-01')
    `.execute(api.database.db)
    const { json } = await api.ask('GET', '/api/orders?limit=1')
    expect(json.orders[0]).toMatchObject({ orderId, outcome: 'new', method: null, placedAt: null })
    await sql`delete from amazon_order where amazon_order_id = ${orderId}`.execute(api.database.db)
  })

  it('refuses a place that it did not give, and filters that do not exist', async () => {
    const place = await api.ask('GET', '/api/orders?after=bm9wZQ')
    expect([place.status, place.json.code]).toEqual([400, 'CURSOR_UNSOUND'])
    const filter = await api.ask('GET', '/api/orders?buyer=Anna')
    expect([filter.status, filter.json.code]).toEqual([400, 'REQUEST_UNSOUND'])
    expect(filter.text).not.toContain('Anna')
  })

  it('R-API-5: finds a buyer by exact name or postcode, in the body, for operators alone', async () => {
    const orderId = await api.store({
      order: { orderId: numberedId(400) },
      buyer: { name: 'Åsa  Lind', postcode: '211 42' },
    })
    const ask = (body: object, as: 'viewer' | 'operator' = 'operator') =>
      api.ask('POST', '/api/orders/search', { as, body })
    for (const body of [{ buyerName: 'åsa lind' }, { postcode: '21142' }]) {
      const { json } = await ask(body)
      expect(json.orders.map((order: { orderId: string }) => order.orderId)).toEqual([orderId])
    }
    expect((await ask({ buyerName: 'Åsa' })).json.orders).toEqual([])
    expect((await ask({ buyerName: 'Åsa Lind' }, 'viewer')).status).toBe(403)
  })
})

describe('one order', () => {
  it('B75: the raw payload is for operators, and each reading is written down', async () => {
    const orderId = await api.store({
      order: { orderId: numberedId(500) },
      buyer: { name: 'Kanarie Fågel', postcode: '99999' },
    })
    const path = `/api/orders/${orderId}/raw`
    expect((await api.ask('GET', path, { as: 'viewer' })).status).toBe(403)
    const raw = await api.ask('GET', path, { as: 'operator' })
    expect(raw.json).toEqual({ orderId, recipient: { name: 'Kanarie Fågel', postcode: '99999' } })
    expect(raw.headers.get('cache-control')).toBe('no-store')
    const [row] = await readAudit(api.database.db, accountId, 1)
    expect(row).toMatchObject({ action: 'read-raw-order', subject: orderId })
    expect(row?.actor).toMatch(/^api-key:[0-9a-f]{16}$/)
    // Neither the order page nor the log holds what the raw payload does.
    const page = await api.ask('GET', `/api/orders/${orderId}`, { as: 'owner' })
    expect(page.text).not.toContain('Kanarie')
    expect(JSON.stringify(api.logged)).not.toContain('Kanarie')
  })

  it('shows lines with their match, the trace, attempts and links', async () => {
    const orderId = await api.store({
      order: { orderId: numberedId(600) },
      outcome: {
        outcome: 'imported',
        reason: 'IMPORTED',
        shopifyGid: 'gid://shopify/Order/77',
        shopifyName: '#77',
      },
    })
    await appendTraces(api.database.db, accountId, [
      { orderId, kind: 'heard', body: { by: 'sqs', eventMs: noonMs } },
      {
        orderId,
        kind: 'called',
        body: {
          call: 'orderCreate',
          matched: [
            { itemId: '1', step: 'former-sku', variantGids: ['gid://shopify/ProductVariant/5'] },
          ],
        },
      },
    ])
    const { json } = await api.ask('GET', `/api/orders/${orderId}`)
    expect(json).toMatchObject({
      shopifyUrl: 'https://nordvik.myshopify.com/admin/orders/77',
      money: { amazonTotal: { amount: '20.00', currency: 'EUR' } },
      lines: [
        {
          sku: 'MUG',
          match: { step: 'former-sku', variants: [{ gid: 'gid://shopify/ProductVariant/5' }] },
        },
      ],
    })
    expect(json.trace.map((row: { kind: string }) => row.kind)).toEqual([
      'decided',
      'heard',
      'called',
    ])
  })

  it('answers 404 for one that we never heard of and 422 for no id at all', async () => {
    const unknown = await api.ask('GET', '/api/orders/999-9999999-9999999')
    expect([unknown.status, unknown.json.code]).toEqual([404, 'ORDER_NOT_FOUND'])
    const none = await api.ask('GET', '/api/orders/42')
    expect([none.status, none.json.code]).toEqual([422, 'ORDER_ID_MALFORMED'])
  })
})

describe('the holds', () => {
  it('are counted by reason, with the earliest ship-by', async () => {
    const { json } = await api.ask('GET', '/api/holds')
    expect(json.holds).toMatchObject([
      { code: 'UNABLE_TO_RESERVE_INVENTORY', orders: 1, more: false },
    ])
    expect(json.holds[0].shipBy).toBe(new Date(noonMs + 2 * dayMs).toISOString())
    expect(json.counts).toContainEqual({
      outcome: 'imported',
      reason: 'IMPORTED',
      orders: 1,
      more: false,
    })
  })
})
