import { get } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendTraces } from '../../src/store/traces.ts'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'

let api: ApiHost

beforeAll(async () => {
  api = await startApi()
  // Imports of the last day come from after the connection.
  await sql`update connection set connected_at = app_now() - interval '2 days'`.execute(
    api.database.db,
  )
})
afterAll(() => api.close())

async function nowMs(): Promise<number> {
  const { rows } = await sql<{ now: number }>`select app_now() as now`.execute(api.database.db)
  return rows[0]?.now ?? 0
}

async function polled(agoMinutes: number): Promise<void> {
  await sql`
    insert into watermark (account_id, stream, read_at)
    values (${accountId}, 'amazon-orders', app_now() - make_interval(mins => ${agoMinutes}))
    on conflict (account_id, stream) do update set read_at = excluded.read_at
  `.execute(api.database.db)
}

/** An order that came over so long after Amazon's last word. */
async function imported(number: number, lagMs: number, held = false): Promise<void> {
  const now = await nowMs()
  const orderId = await api.store({
    order: { orderId: numberedId(number), createdAtMs: now - 3_600_000 },
    outcome: { outcome: 'imported', reason: 'IMPORTED' },
  })
  await appendTraces(api.database.db, accountId, [
    { orderId, kind: 'heard', body: { by: 'sqs', eventMs: now - lagMs } },
    ...(held
      ? [{ orderId, kind: 'decided' as const, body: { outcome: 'held', reason: 'SKU_UNMAPPED' } }]
      : []),
  ])
  await sql`
    update amazon_order set imported_at = from_ms(${now}) where amazon_order_id = ${orderId}
  `.execute(api.database.db)
  await sql`
    update order_trace set at = from_ms(${now - 1}) where amazon_order_id = ${orderId}
  `.execute(api.database.db)
}

describe('health', () => {
  it('B60: says when Amazon was last read and sounds an alarm when it is silent', async () => {
    await polled(2)
    const well = (await api.ask('GET', '/api/health')).json
    expect(well.alarms).toEqual([])
    expect(Date.parse(well.lastPoll)).toBeGreaterThan((await nowMs()) - 5 * 60_000)
    await polled(16)
    const silent = (await api.ask('GET', '/api/health')).json
    expect(silent.alarms).toEqual(['POLL_SILENT'])
    await polled(1)
  })

  it('B43: measures how long imports take, leaves out what waited for a person, alarms at 30 minutes', async () => {
    await imported(1, 1_000)
    await imported(2, 2_000)
    await imported(3, 9_000_000, true)
    const quick = (await api.ask('GET', '/api/health')).json
    expect(quick.importLag).toMatchObject({ imports: 2, p50Ms: 1_000, p99Ms: 2_000 })
    expect(quick.alarms).toEqual([])
    await imported(4, 31 * 60_000)
    const slow = (await api.ask('GET', '/api/health')).json
    expect(slow.importLag.p99Ms).toBe(31 * 60_000)
    expect(slow.alarms).toEqual(['IMPORT_SLOW'])
  })

  it('B43: an order that is neither over there nor held after 30 minutes is counted as overdue', async () => {
    await api.store({ order: { orderId: numberedId(5) } })
    await sql`
      update amazon_order set last_updated_at = app_now() - interval '31 minutes',
        first_seen_at = app_now() - interval '31 minutes'
      where amazon_order_id = ${numberedId(5)}
    `.execute(api.database.db)
    const { json } = await api.ask('GET', '/api/health')
    expect(json.importLag.overdue).toBe(1)
    expect(json.alarms).toContain('ORDERS_OVERDUE')
  })

  it('counts dead letters and open incidents', async () => {
    await sql`
      insert into work (account_id, kind, key, lane, due_at, dead_at, last_error_code)
      values (${accountId}, 'order', ${numberedId(5)}, 2, 'infinity', app_now(), 'NEVER_SETTLES')
    `.execute(api.database.db)
    await sql`
      insert into incident (account_id, code, at) values (${accountId}, 'DOUBLED_ELSEWHERE', app_now())
    `.execute(api.database.db)
    const { json } = await api.ask('GET', '/api/health')
    expect(json).toMatchObject({
      deadLetters: 1,
      openIncidents: [{ code: 'DOUBLED_ELSEWHERE', count: 1 }],
    })
  })
})

describe('the probes', () => {
  it('/healthz and /readyz need no key and tell whether work may be taken', async () => {
    expect((await api.ask('GET', '/healthz', { as: 'nobody' })).json).toEqual({ status: 'ok' })
    const ready = await api.ask('GET', '/readyz', { as: 'nobody' })
    expect([ready.status, ready.json]).toEqual([
      200,
      { ready: true, database: 'ok', migrations: 'ok', connection: 'connected', work: 'ok' },
    ])
    await sql`update connection set state = 'disconnected'`.execute(api.database.db)
    const unready = await api.ask('GET', '/readyz', { as: 'nobody' })
    expect([unready.status, unready.json.connection]).toEqual([503, 'none'])
    await sql`update connection set state = 'connected'`.execute(api.database.db)
  })

  it('R-API-7: /metrics has figures and no id, and needs a key through a proxy', async () => {
    await api.ask('GET', `/api/orders/${numberedId(5)}`)
    const local = await api.ask('GET', '/metrics', { as: 'nobody' })
    expect(local.status).toBe(200)
    expect(local.text).toMatch(
      /^target_info\{.*service_name="crossdock",service_version="0\.1\.0"/m,
    )
    expect(local.text).not.toContain('/node')
    expect(local.text).toMatch(/^crossdock_orders\{.*outcome="imported".*\} 4$/m)
    expect(local.text).toMatch(/^crossdock_work_dead(\{[^}]*\})? 1$/m)
    expect(local.text).toContain('route="/api/orders/:orderId"')
    expect(local.text).not.toMatch(/\d{3}-\d{7}-\d{7}|main"|gid:/)
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    expect((await api.ask('GET', '/metrics', { as: 'nobody', headers })).status).toBe(401)
    expect((await api.ask('GET', '/metrics', { as: 'viewer', headers })).status).toBe(200)
    expect(await statusUnder('rebound.example')).toBe(401)
    expect(await statusUnder('localhost')).toBe(200)
  })
})

/** Of /metrics, asked for under another name: fetch always names the host that it calls. */
function statusUnder(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(`${api.url}/metrics`, { headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    }).on('error', reject)
  })
}
