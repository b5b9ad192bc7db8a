import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'
import { type Browser, becomeOwner, takeUpLink } from './browser.ts'

let api: ApiHost
let asa: Browser
let bo: Browser

beforeAll(async () => {
  api = await startApi()
  asa = (await becomeOwner(api)).browser
  const role = 'viewer'
  const invited = await asa.ask('POST', '/api/people/invitations', {
    email: 'bo@shop.example',
    role,
  })
  const token = invited.json.link.split('#')[1]
  bo = (await takeUpLink(api, token, { name: 'Bo Ek' })).browser
  for (const number of [1, 2, 3]) {
    await api.store({
      order: { orderId: numberedId(number) },
      outcome: { outcome: 'held', reason: 'SKU_UNMAPPED', shopifyName: '=1+1' },
      buyer: { name: 'Märta Ros', postcode: '11122' },
    })
  }
})
afterAll(() => api.close())

async function names(browser: Browser): Promise<string[]> {
  const { json } = await browser.ask('GET', '/api/me/views')
  return json.views.map(({ name }: { name: string }) => name)
}

describe('my own views of the order list', () => {
  it('R-CONSOLE-4: are kept, counted, renamed, moved and removed', async () => {
    const filters = { view: 'everything', channel: 'amazon', code: 'SKU_UNMAPPED' }
    const kept = await asa.ask('POST', '/api/me/views', { name: ' Not  linked ', filters })
    expect([kept.status, kept.json]).toEqual([
      201,
      {
        viewId: kept.json.viewId,
        name: 'Not linked',
        place: 0,
        filters,
        orders: null,
        more: false,
      },
    ])
    await asa.ask('POST', '/api/me/views', { name: 'All', filters: {} })
    const { json } = await asa.ask('GET', '/api/me/views?count=true')
    expect(json.views).toMatchObject([
      { orders: 3, more: false },
      { name: 'All', orders: 3 },
    ])
    const path = `/api/me/views/${kept.json.viewId}`
    const moved = await asa.ask('PUT', path, { name: 'To link', place: 1 })
    expect(moved.json).toMatchObject({ name: 'To link', place: 1, filters })
    expect(await names(asa)).toEqual(['All', 'To link'])
    expect((await asa.ask('DELETE', path)).status).toBe(204)
    expect(await names(asa)).toEqual(['All'])
  })

  it('R-CONSOLE-4: are nobody else’s, and a name is used once', async () => {
    const [view] = (await asa.ask('GET', '/api/me/views')).json.views
    const path = `/api/me/views/${view.viewId}`
    expect(await names(bo)).toEqual([])
    expect((await bo.ask('PUT', path, { name: 'Mine' })).json.code).toBe('VIEW_NOT_FOUND')
    expect((await bo.ask('DELETE', path)).status).toBe(404)
    expect((await bo.ask('POST', '/api/me/views', { name: 'All', filters: {} })).status).toBe(201)
    const again = await asa.ask('POST', '/api/me/views', { name: 'ALL', filters: {} })
    expect([again.status, again.json.code]).toEqual([409, 'VIEW_TAKEN'])
    const empty = await asa.ask('POST', '/api/me/views', { name: '  ', filters: {} })
    expect([empty.status, empty.json.code]).toEqual([422, 'VIEW_UNSOUND'])
    expect((await api.ask('GET', '/api/me/views', { as: 'owner' })).status).toBe(403)
  })
})

describe('the order list as a table', () => {
  it('R-CONSOLE-5, B1: has what is filtered and nothing personal, and stands in the activity', async () => {
    const path = `/api/order-list.csv?code=SKU_UNMAPPED&account=${accountId}`
    const { status, headers, text } = await bo.ask('GET', path)
    expect([status, headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="orders-everything-/)
    const [heading, ...rows] = text.trim().split('\n')
    expect(heading).toContain('amazon_order_id,shopify_order,platform')
    expect(rows).toHaveLength(3)
    expect(rows[0]).toContain("'=1+1,amazon")
    expect(text).not.toContain('Märta')
    expect(text).not.toContain('11122')
    await bo.ask('GET', '/api/order-list.csv?search=Secret')
    const { rows: audit } = await sql<{ actor: string; detail: object }>`
      select actor, detail from audit where action = 'export-orders' order by audit_id
    `.execute(api.database.db)
    expect(audit).toEqual([
      {
        actor: 'person:Bo Ek',
        detail: { view: 'everything', channel: 'both', code: 'SKU_UNMAPPED', searched: false },
      },
      { actor: 'person:Bo Ek', detail: { view: 'everything', channel: 'both', searched: true } },
    ])
  })

  it('R-CONSOLE-5: a table of several pieces has every order once', async () => {
    await sql`
      insert into amazon_order (account_id, amazon_order_id, first_seen_at, created_at, status,
        fulfilled_by, outcome, reason)
      select ${accountId}, '407-' || lpad(i::text, 7, '0') || '-0000000', app_now(),
        app_now() - make_interval(mins => i / 3), 'SHIPPED', 'MERCHANT', 'imported', 'IMPORTED'
      from generate_series(1, 1200) i
    `.execute(api.database.db)
    const { text } = await asa.ask('GET', '/api/order-list.csv?status=SHIPPED')
    const ids = text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[0])
    expect([ids.length, new Set(ids).size]).toEqual([1200, 1200])
  })
})
