import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAudit } from '../../src/store/audit.ts'
import { type ApiHost, accountId, numberedId, startApi } from '../http/api-host.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

function change(body: object, as: 'owner' | 'operator' = 'owner') {
  return api.ask('PUT', '/api/settings', { as, body })
}

async function marked(): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select key from work where kind = 'order' order by key
  `.execute(api.database.db)
  return rows.map(({ key }) => key)
}

describe('the settings', () => {
  it('B5: each group persists, is judged, and changes what is decided next', async () => {
    for (const [body, changed] of [
      [{ stock: { whenShort: 'claim-anyway' } }, 'stock.whenShort'],
      [{ fulfillment: { fba: 'import' } }, 'fulfillment.fba'],
      [{ import: { mappingFirst: false } }, 'import.mappingFirst'],
    ] as const) {
      const answer = await change(body)
      expect([answer.status, answer.json.changed]).toEqual([200, [changed]])
    }
    const { json } = await api.ask('GET', '/api/settings')
    expect(json).toMatchObject({
      stock: { whenShort: 'claim-anyway', claimBeforeShipByHours: 24 },
      fulfillment: { fba: 'import' },
      import: { mappingFirst: false, on: true },
    })
    const [audit] = await readAudit(api.database.db, accountId, 1)
    expect(audit).toMatchObject({
      action: 'change-settings',
      detail: { 'import.mappingFirst': { from: true, to: false } },
    })
  })

  it('B5: a typing mistake is refused whole, and names the place', async () => {
    const before = (await api.ask('GET', '/api/settings')).json
    for (const body of [
      { stock: { whenshort: 'refuse' } },
      { stock: { whenShort: 'maybe' } },
      { stocks: {} },
      { import: { on: false, addressWaitMinutes: 999 } },
    ]) {
      const answer = await change(body)
      expect([answer.status, answer.json.code]).toEqual([422, 'SETTINGS_UNSOUND'])
    }
    expect((await change({ stock: { whenshort: 'refuse' } })).json.detail).toContain('whenshort')
    expect((await api.ask('GET', '/api/settings')).json).toEqual(before)
  })

  it('R-PURGE-5: a buyer leaves the Shopify order too, unless the owner switches that off', async () => {
    const shown = async () => (await api.ask('GET', '/api/settings')).json.personal
    expect(await shown()).toEqual({ purgeShopify: true })
    const off = await change({ personal: { purgeShopify: false } })
    expect([off.status, off.json.changed]).toEqual([200, ['personal.purgeShopify']])
    expect(await shown()).toEqual({ purgeShopify: false })
    expect((await change({ personal: { purgeShopify: 'no' } })).status).toBe(422)
    expect((await change({ personal: { purgeShopify: true } }, 'operator')).status).toBe(403)
  })

  it('R-IMPORT-4: the settle time is lowered only where every platform is on this machine', async () => {
    const lower = { intake: { settleSeconds: 0.1 } }
    const refused = await change(lower)
    expect([refused.status, refused.json.code]).toEqual([422, 'SETTINGS_UNSOUND'])
    expect(refused.json.detail).toContain('intake.settleSeconds')
    const { db } = api.database
    const apiUrl = 'http://127.0.0.1:4000'
    await sql`update connection set amazon = amazon || ${JSON.stringify({ apiUrl, lwaUrl: apiUrl })}::jsonb,
      shopify = shopify || ${JSON.stringify({ apiUrl })}::jsonb`.execute(db)
    expect((await change(lower)).status).toBe(200)
    const hour = { intake: { settleSeconds: 600 } }
    expect((await change(hour)).status).toBe(200)
    await sql`update connection set shopify = shopify || '{"apiUrl": "https://shop.example"}'`.execute(
      db,
    )
    expect((await change(lower)).status).toBe(422)
  })

  it('B5: what a setting may free looks again, and nothing else does', async () => {
    const store = (number: number, outcome: string, reason: string) =>
      api.store({
        order: { orderId: numberedId(number) },
        outcome: { outcome, reason } as { outcome: 'held'; reason: string },
      })
    await store(1, 'held', 'SKU_UNMAPPED')
    await store(2, 'waiting', 'WAITING_FOR_ADDRESS')
    await store(3, 'resting', 'IMPORT_OFF')
    await store(4, 'resting', 'FBA_LISTED')
    await store(5, 'resting', 'CANCELLED_BEFORE_IMPORT')
    await store(6, 'imported', 'IMPORTED')
    const nothing = await change({ import: { on: true } })
    expect(nothing.json).toMatchObject({ changed: [], reconsideredOrders: 0 })
    expect(await marked()).toEqual([])
    const answer = await change({ import: { unmapped: 'custom-line' } })
    expect(answer.json.reconsideredOrders).toBe(4)
    expect(await marked()).toEqual([1, 2, 3, 4].map(numberedId))
  })

  it('are changed by owners alone', async () => {
    expect((await change({ import: { on: false } }, 'operator')).status).toBe(403)
    const lane = { as: 'operator', body: { import: 'watch' } } as const
    expect((await api.ask('PUT', '/api/lanes', lane)).status).toBe(403)
  })
})

describe('backfills', () => {
  const dayMs = 86_400_000
  const iso = (ms: number) => new Date(ms).toISOString()
  const begin = async (fromMs: number, toMs?: number) => {
    const body = { from: iso(fromMs), ...(toMs === undefined ? {} : { to: iso(toMs) }) }
    return api.ask('POST', '/api/backfills', { as: 'operator', body })
  }
  async function nowMs(): Promise<number> {
    const { rows } = await sql<{ now: number }>`select app_now() as now`.execute(api.database.db)
    return rows[0]?.now ?? 0
  }

  it('begin once for a window, on a lower lane', async () => {
    const now = await nowMs()
    const first = await begin(now - 30 * dayMs)
    expect([first.status, first.json.isNew]).toEqual([202, true])
    // Up to what Amazon's list shows by now.
    expect(Date.parse(first.json.to)).toBeLessThanOrEqual(now - 120_000)
    const second = await begin(now - 30 * dayMs)
    expect(second.json).toMatchObject({ backfillId: first.json.backfillId, isNew: false })
    const { rows } = await sql<{ key: string; lane: number }>`
      select key, lane from work where kind = 'backfill'
    `.execute(api.database.db)
    expect(rows).toEqual([{ key: first.json.backfillId, lane: 5 }])
    const { json } = await api.ask('GET', '/api/backfills')
    expect(json.backfills).toMatchObject([{ state: 'running', ordersSeen: 0 }])
  })

  it('are refused where nobody could tell what Shopify has already', async () => {
    const now = await nowMs()
    const old = await begin(now - 61 * dayMs)
    expect([old.status, old.json.code]).toEqual([422, 'BACKFILL_NOT_VISIBLE'])
    expect(old.json.fix).toContain('read_all_orders')
    await sql`
      update connection set shopify = shopify || '{"readsAllOrders": true}'
    `.execute(api.database.db)
    expect((await begin(now - 61 * dayMs, now - 60 * dayMs)).status).toBe(202)
    expect((await begin(now - 800 * dayMs)).json.code).toBe('BACKFILL_TOO_OLD')
  })

  it('are refused in the future, and when they end before they begin', async () => {
    const now = await nowMs()
    expect((await begin(now + dayMs)).json.code).toBe('BACKFILL_IN_FUTURE')
    expect((await begin(now - dayMs, now + dayMs)).json.code).toBe('BACKFILL_IN_FUTURE')
    expect((await begin(now - dayMs, now - 2 * dayMs)).json.code).toBe('BACKFILL_WINDOW_EMPTY')
    expect((await begin(now - 30_000)).json.code).toBe('BACKFILL_WINDOW_EMPTY')
  })
})
