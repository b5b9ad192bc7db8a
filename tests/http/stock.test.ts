/** Stock in the API: figures with their sums, history, audits, repairs, and the run that was let go. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sumWords } from '../../src/cli/audit.ts'
import { addHistory } from '../../src/store/stock-history.ts'
import { type ApiHost, accountId, startApi } from './api-host.ts'

let api: ApiHost
const marketplaceId = 'A1PA6795UKMFR9'
const sum = {
  parts: [{ variantGid: 'v', available: 19, reserved: 3, units: 1, allows: 16 }],
  ...{ percent: 100, buffer: 2, cap: null, floor: 0, result: 14 },
}

beforeAll(async () => {
  api = await startApi()
  const { db } = api.deps
  await sql`
    insert into listing (account_id, marketplace_id, amazon_sku, title, fulfilled_by, quantity,
      quantity_as_of, seen_at)
    select ${accountId}, ${marketplaceId}, sku, 'A jug', 'MERCHANT', shown, app_now(), app_now()
    from (values ('JUG', 23), ('MUG', 5), ('PLATE', null)) as l(sku, shown)
  `.execute(db)
  await sql`
    insert into stock_figure (account_id, marketplace_id, amazon_sku, quantity, unknown, sum,
      decided_at, wanted_since, wanted_from)
    select ${accountId}, ${marketplaceId}, sku, figure, unknown, ${JSON.stringify(sum)}::jsonb,
      app_now(), case when sku = 'JUG' then app_now() end, 23
    from (values ('JUG', 0, null), ('MUG', 5, null), ('PLATE', null, 'NOT_TRACKED'))
      as f(sku, figure, unknown)
  `.execute(db)
  await addHistory(db, accountId, [
    {
      ...{ amazonSku: 'JUG' as never, marketplaceId: null, what: 'foreign', by: 'amazon' },
      ...{ from: 14, to: 23, detail: {} },
    },
  ])
})
afterAll(() => api.close())

describe('R-API-13: stock', () => {
  it('lists figures by what is the matter with them, in pages', async () => {
    const skus = async (query: string) =>
      (await api.ask('GET', `/api/stock/figures${query}`)).json.figures.map(
        ({ amazonSku }: { amazonSku: string }) => amazonSku,
      )
    expect(await skus('')).toEqual(['JUG', 'MUG', 'PLATE'])
    expect(await skus('?filter=differing')).toEqual(['JUG'])
    expect(await skus('?filter=unknown')).toEqual(['PLATE'])
    expect(await skus('?limit=1&after=JUG')).toEqual(['MUG'])
  })

  it('R-STOCK-40: names each figure that waits for a person, on the Overview too', async () => {
    const { db } = api.deps
    const hold = (code: string | null) =>
      sql`update stock_figure set hold_code = ${code}, held_since = app_now()
        where amazon_sku = 'MUG'`.execute(db)
    const needs = async () =>
      (await api.ask('GET', '/api/overview')).json.needs.filter(
        ({ kind }: { kind: string }) => kind === 'stock',
      )
    expect(await needs()).toEqual([])
    await hold('STOCK_ANOTHER_WRITER')
    const { json } = await api.ask('GET', '/api/stock/figures?filter=held')
    expect(json.figures).toMatchObject([{ amazonSku: 'MUG', holdCode: 'STOCK_ANOTHER_WRITER' }])
    const [need] = await needs()
    expect(need).toMatchObject({ orders: 1, action: { verb: 'stock', query: { filter: 'held' } } })
    expect(need.fix).toMatch(/stop it/)
    await hold(null)
  })

  it('tells of one SKU the sum and who changed what', async () => {
    const { json } = await api.ask('GET', '/api/stock/figures/JUG')
    expect(json.figures).toMatchObject([{ amazon: 23, figure: 0, sum: { result: 14 } }])
    expect(json.history).toMatchObject([{ what: 'foreign', from: 14, to: 23 }])
    expect((await api.ask('GET', '/api/stock/figures/NONE')).json.code).toBe('STOCK_SKU_NOT_FOUND')
    expect(sumWords(sum as never)).toBe('available 19 − reserved 3 − buffer 2 = 14')
  })

  it('shows what a run would change, and an operator lets it go', async () => {
    const preview = await api.ask('GET', '/api/stock/preview')
    expect(preview.json).toMatchObject({ skus: 3, differing: 1, toZero: 1, big: 1, unknown: 1 })
    const approve = (as: 'viewer' | 'operator') => api.ask('POST', '/api/stock/approvals', { as })
    expect((await approve('viewer')).status).toBe(403)
    expect((await approve('operator')).json).toMatchObject({ waiting: 1 })
    expect(await marked('desk', 'stock')).toBe(true)
  })

  it('begins one audit at a time, and repairs', async () => {
    const begin = () => api.ask('POST', '/api/stock/audits', { as: 'operator' })
    const { auditNo } = (await begin()).json
    expect((await begin()).json).toMatchObject({ auditNo, doneAt: null, drifts: 0 })
    expect((await api.ask('GET', '/api/stock/audits')).json.audits).toHaveLength(1)
    const body = { skus: ['JUG'] }
    const repaired = await api.ask('POST', '/api/stock/repairs', { as: 'operator', body })
    expect(repaired.json).toEqual({ repairing: ['JUG'] })
    expect(await marked('sku', 'JUG')).toBe(true)
  })
})

async function marked(kind: string, key: string): Promise<boolean> {
  const { rows } = await sql`select 1 from work where kind = ${kind} and key = ${key}`.execute(
    api.deps.db,
  )
  return rows.length === 1
}
