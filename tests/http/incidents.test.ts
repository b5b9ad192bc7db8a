/** What happened that should not: listed, shown, and closed by a person with a note. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { explainOrder } from '../../src/cli/explain/explain-order.ts'
import { readAudit } from '../../src/store/audit.ts'
import { openIncident } from '../../src/store/outcomes.ts'
import { readOrderPage } from '../../src/store/read/order-page.ts'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'

let api: ApiHost
const orderId = numberedId(1)

beforeAll(async () => {
  api = await startApi()
  await api.store({ order: { orderId } })
  const doubled = {
    orderId,
    code: 'DOUBLED_ELSEWHERE',
    detail: { gids: ['gid://shopify/Order/1'] },
  }
  await openIncident(api.deps.db, accountId, doubled)
  await openIncident(api.deps.db, accountId, { orderId: null, code: 'APP_UNINSTALLED', detail: {} })
})
afterAll(() => api.close())

const list = async (query = '') => (await api.ask('GET', `/api/incidents${query}`)).json
const codes = async (query = '') =>
  (await list(query)).incidents.map(({ code }: { code: string }) => code)
const close = (id: number, note: string, as: 'viewer' | 'operator' = 'operator') =>
  api.ask('POST', `/api/incidents/${id}/close`, { as, body: { note } })

async function idOf(code: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select max(incident_id) as id from incident where code = ${code}
  `.execute(api.deps.db)
  return rows[0]?.id ?? 0
}

describe('R-API-10: incidents', () => {
  it('are listed newest first, in pages', async () => {
    expect(await codes()).toEqual(['APP_UNINSTALLED', 'DOUBLED_ELSEWHERE'])
    const { incidents, next } = await list('?limit=1')
    expect(incidents).toMatchObject([{ code: 'APP_UNINSTALLED', orderId: null, closedAt: null }])
    expect(await codes(`?limit=1&after=${next}`)).toEqual(['DOUBLED_ELSEWHERE'])
  })

  it('are closed by an operator with a note, once, and who did it is written down', async () => {
    const id = await idOf('DOUBLED_ELSEWHERE')
    expect((await close(id, 'seen', 'viewer')).status).toBe(403)
    expect((await close(id, '')).status).toBe(400)
    expect((await close(id, '  ')).json.code).toBe('INCIDENT_NOTE_UNSOUND')
    const closed = await close(id, 'The other app is off now.')
    expect(closed).toMatchObject({
      status: 200,
      json: { incidentId: id, code: 'DOUBLED_ELSEWHERE' },
    })
    expect(closed.json.closedBy).toMatch(/^api-key:/)
    expect(await codes()).toEqual(['APP_UNINSTALLED'])
    expect(await codes('?state=closed')).toEqual(['DOUBLED_ELSEWHERE'])
    const [audit] = await readAudit(api.deps.db, accountId, 1)
    expect(audit).toMatchObject({
      actor: closed.json.closedBy,
      action: 'close-incident',
      subject: orderId,
      detail: { incidentId: id, note: 'The other app is off now.' },
    })
    const again = await close(id, 'once more')
    expect([again.status, again.json.code]).toEqual([409, 'INCIDENT_CLOSED'])
    expect((await api.ask('GET', `/api/incidents/${id}`)).json.detail.note).toBe(
      'The other app is off now.',
    )
  })

  it('leave their line in the story of the order, open or closed', async () => {
    const page = await readOrderPage(api.deps.db, accountId, orderId)
    const text = page === null ? '' : explainOrder(page).replaceAll(/\s+/g, ' ')
    expect(text).toContain('Incident DOUBLED_ELSEWHERE, closed ')
    expect(text).toContain('closed an incident of it')
  })

  it('that happen again after the close are new ones', async () => {
    const before = await idOf('DOUBLED_ELSEWHERE')
    await openIncident(api.deps.db, accountId, { orderId, code: 'DOUBLED_ELSEWHERE', detail: {} })
    expect(await idOf('DOUBLED_ELSEWHERE')).toBeGreaterThan(before)
    expect(await codes()).toEqual(['DOUBLED_ELSEWHERE', 'APP_UNINSTALLED'])
  })

  it('that are none are told so', async () => {
    expect((await close(999_999, 'x')).json.code).toBe('INCIDENT_NOT_FOUND')
    expect((await api.ask('GET', '/api/incidents/none')).status).toBe(400)
    expect((await api.ask('GET', '/api/incidents', { as: 'nobody' })).status).toBe(401)
  })
})
