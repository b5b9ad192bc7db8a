import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.close())

const owner = { as: 'owner' } as const
const operator = { as: 'operator' } as const

async function holdLife(number: number, reason: string): Promise<void> {
  await sql`
    insert into order_concern (account_id, amazon_order_id, concern, outcome, reason, detail, decided_at)
    values (${accountId}, ${numberedId(number)}, 'refund', 'held', ${reason},
      '{"subject": "shopify-refund:1"}', app_now())
  `.execute(api.database.db)
}

describe('the page of an order', () => {
  it('B75: names each hold with what a person can do, the call for it and its effect', async () => {
    const orderId = await api.store({
      order: { orderId: numberedId(1) },
      outcome: {
        outcome: 'held',
        reason: 'UNABLE_TO_RESERVE_INVENTORY',
        detail: { shortages: ['A: needs 2, has 0'] },
      },
    })
    await holdLife(1, 'ALREADY_REFUNDED')
    const { json } = await api.ask('GET', `/api/orders/${orderId}`)
    const [first, second] = json.holds
    expect(first).toMatchObject({ concern: 'import', code: 'UNABLE_TO_RESERVE_INVENTORY' })
    expect(second).toMatchObject({ code: 'ALREADY_REFUNDED', subject: 'shopify-refund:1' })
    const force = first.verbs.find(({ verb }: { verb: string }) => verb === 'force-export')
    expect(force.effect).toContain('needs 2, has 0')
    expect(force.confirm).toBe(true)
    const { method, path, body } = force.call
    expect((await api.ask(method, path, { ...operator, body })).status).toBe(202)
    const said = second.verbs.find(({ verb }: { verb: string }) => verb === 'dismiss').call
    expect((await api.ask('POST', said.path, { ...operator, body: said.body })).status).toBe(202)
  })

  it('shows both sides: sums of the parts, stations, and that no parcel left', async () => {
    const { json } = await api.ask('GET', `/api/orders/${numberedId(1)}`)
    const total = json.sums.rows.at(-1)
    expect(total).toMatchObject({ part: 'TOTAL', amazon: json.total, shopify: null })
    expect(json.stations.map(({ station }: { station: string }) => station)).toEqual([
      ...['placed', 'paid', 'seen', 'in-shopify', 'shipped', 'taken'],
    ])
    expect(json.parcels).toEqual([])
  })
})

describe('many orders at once', () => {
  it('B66, R-CONSOLE-3: one verb of many is judged order by order, with progress and what was refused', async () => {
    for (const number of [11, 12, 13]) {
      await api.store({
        order: { orderId: numberedId(number) },
        outcome: { outcome: 'held', reason: 'SKU_UNMAPPED' },
      })
    }
    const orderIds = [11, 12, 13, 99].map(numberedId)
    const begun = await api.ask('POST', '/api/orders/bulk', {
      ...operator,
      body: { verb: 'export', orderIds },
    })
    expect(begun.status).toBe(202)
    let job = (await api.ask('GET', `/api/bulk/${begun.json.jobId}`)).json
    while (job.state === 'running') job = (await api.ask('GET', `/api/bulk/${job.jobId}`)).json
    expect(job).toMatchObject({ state: 'done', total: 4, done: 4, failed: 1 })
    expect(job.refusals).toMatchObject([{ code: 'ORDER_NOT_FOUND', orders: [numberedId(99)] }])
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from person_input where kind = 'export'
    `.execute(api.database.db)
    expect(rows[0]?.n).toBe(3)
  })

  it('R-CONSOLE-3: a job whose process ended goes on where it stood, and one that is stopped stays', async () => {
    await sql`
      insert into bulk_job (job_id, account_id, verb, actor, by_whom, order_ids, state, done,
        started_at, lease_until)
      select id, ${accountId}, 'export', '{"kind": "cli", "user": "anna"}', 'cli:anna',
        ${[11, 12, 13].map(numberedId)}::text[], state, 2, app_now(),
        machine_now() - interval '1 second'
      from (values ('left', 'running'), ('halted', 'stopping')) as j(id, state)
    `.execute(api.database.db)
    for (const [jobId, state, done] of [
      ['left', 'done', 3],
      ['halted', 'stopped', 2],
    ] as const) {
      let job = (await api.ask('GET', `/api/bulk/${jobId}`)).json
      while (job.endedAt === null) job = (await api.ask('GET', `/api/bulk/${jobId}`)).json
      expect([jobId, job.state, job.done]).toEqual([jobId, state, done])
    }
  })
})

describe('settings, lanes, connection, quarantine, activity', () => {
  it('R-CONSOLE-2: a dry run counts what the settings would do, by the decision itself, and changes nothing', async () => {
    await sql`update amazon_order set created_at = app_now() - interval '2 days'`.execute(
      api.database.db,
    )
    const change = { import: { unmapped: 'custom-line' } }
    const { json } = await api.ask('POST', '/api/settings/preview', { ...owner, body: change })
    expect(json.orders).toBe(4)
    const of = (code: string) => json.tallies.find((tally: { code: string }) => tally.code === code)
    expect(of('SKU_UNMAPPED')).toMatchObject({ outcome: 'hold', present: 4, wanted: 0 })
    expect(of('CREATE')).toMatchObject({ outcome: 'import', present: 0, wanted: 4 })
    expect(json.examples).toHaveLength(4)
    expect((await api.ask('GET', '/api/settings')).json.import.unmapped).toBe('hold')
    const bad = { import: { unmapped: 'guess' } }
    const refused = await api.ask('POST', '/api/settings/preview', { ...owner, body: bad })
    expect(refused.json.code).toBe('SETTINGS_UNSOUND')
  })

  it('B46: what waits in quarantine is shown with both sides, and with nothing to approve where Amazon cancelled', async () => {
    await holdLife(11, 'MONEY_QUARANTINED')
    await holdLife(12, 'MONEY_QUARANTINED')
    await sql`update amazon_order set status = 'CANCELLED' where amazon_order_id = ${numberedId(12)}`.execute(
      api.database.db,
    )
    const { json } = await api.ask('GET', '/api/quarantine')
    const verbs = json.cases.map(({ actions }: { actions: { verb: string }[] }) =>
      actions.map(({ verb }) => verb),
    )
    expect(verbs).toEqual([['approve', 'dismiss'], ['dismiss']])
    const body = { verb: 'dismiss-holds', code: 'MONEY_QUARANTINED', orderIds: [numberedId(12)] }
    expect((await api.ask('POST', '/api/orders/bulk', { ...operator, body })).status).toBe(202)
  })

  it('the connection is shown without any secret, and lanes with what they would do', async () => {
    const { json, text } = await api.ask('GET', '/api/connection')
    expect(json).toMatchObject({ state: 'connected', shop: 'nordvik.myshopify.com', region: 'eu' })
    expect(text).not.toMatch(/secret|token|client/i)
    expect((await api.ask('GET', '/api/lanes/preview')).json).toEqual({ lanes: [] })
  })

  it('the activity comes in pages, and by who did it', async () => {
    const page = (await api.ask('GET', '/api/activity?limit=2')).json
    expect(page.rows).toHaveLength(2)
    const next = (await api.ask('GET', `/api/activity?limit=2&after=${page.next}`)).json
    expect(next.rows[0].auditId).toBeLessThan(page.rows[1].auditId)
    const { actor } = page.rows[0]
    const his = (await api.ask('GET', `/api/activity?actor=${encodeURIComponent(actor)}`)).json
    expect(new Set(his.rows.map((row: { actor: string }) => row.actor))).toEqual(new Set([actor]))
  })
})
