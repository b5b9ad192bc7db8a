/** What order life waits for a person with: listed by urgency, answered in words, once, by who may. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AmazonOrderId } from '../../src/core/ids.ts'
import { readAudit } from '../../src/store/audit.ts'
import { loadLife } from '../../src/store/life.ts'
import { saveConcerns } from '../../src/store/order-concerns.ts'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'

let api: ApiHost
const quarantined = numberedId(1)
const shortOfTime = numberedId(2)
const hourMs = 3_600_000

beforeAll(async () => {
  api = await startApi()
  const soonMs = Date.UTC(2026, 10, 23)
  await api.store({ order: { orderId: quarantined, shipByMs: soonMs + hourMs } })
  await api.store({ order: { orderId: shortOfTime, shipByMs: soonMs } })
  await hold(quarantined, 'refund', 'MONEY_QUARANTINED', {
    event: 'A refund',
    why: 'baseline',
    subject: 'shopify-refund:1',
  })
  await hold(quarantined, 'cancellation', 'MONEY_QUARANTINED', {
    event: 'The cancellation in Shopify',
    why: 'baseline',
    subject: 'shopify-cancel:1',
  })
  await hold(shortOfTime, 'deadline', 'SHIP_BY_4_HOURS', {
    subject: 'SHIP_BY_4_HOURS',
    by: new Date(soonMs).toISOString(),
  })
})
afterAll(() => api.close())

function hold(orderId: AmazonOrderId, concern: string, reason: string, detail: object) {
  const outcome = { orderId, concern, outcome: 'held', reason, detail, againAtMs: null }
  return saveConcerns(api.deps.db, accountId, [{ ...outcome, isQuiet: false }])
}

const holds = async (query = '') => (await api.ask('GET', `/api/attention${query}`)).json.holds
const word = (
  orderId: string,
  verb: string,
  body: object,
  as: 'viewer' | 'operator' = 'operator',
) => api.ask('POST', `/api/orders/${orderId}/holds/${verb}`, { as, body })

describe('R-API-11: the holds of order life', () => {
  it('B34: come by the nearest ship-by, each with its words, its page and what may be said', async () => {
    const all = await holds()
    expect(all.map(({ orderId }: { orderId: string }) => orderId)).toEqual([
      shortOfTime,
      quarantined,
      quarantined,
    ])
    expect(all[0]).toMatchObject({
      concern: 'deadline',
      code: 'SHIP_BY_4_HOURS',
      title: 'Ship within 4 hours',
      verbs: ['dismiss'],
      page: 'docs/operating/problems/ship-by-4-hours.md',
    })
    expect(await holds(`?order=${quarantined}&concern=refund`)).toMatchObject([
      { subject: 'shopify-refund:1', verbs: ['approve', 'dismiss'] },
    ])
  })

  it('B66: money moves only with a yes, by an operator, about one named hold', async () => {
    const refused = await word(quarantined, 'approve', { subject: 'shopify-refund:1' })
    expect([refused.status, refused.json.code]).toEqual([422, 'CONFIRMATION_MISSING'])
    expect((await word(quarantined, 'approve', { confirm: true }, 'viewer')).status).toBe(403)
    const vague = await word(quarantined, 'approve', { confirm: true })
    expect([vague.status, vague.json.code]).toEqual([409, 'SUBJECT_NOT_CHOSEN'])
    const other = await word(shortOfTime, 'accept-cancel', { confirm: true })
    expect(other.json.code).toBe('NOTHING_TO_SAY_THAT_ABOUT')
    const yes = { confirm: true, subject: 'shopify-refund:1' }
    const said = await word(quarantined, 'approve', yes)
    expect(said).toMatchObject({ status: 202, json: { isNew: true, subject: 'shopify-refund:1' } })
    expect((await word(quarantined, 'approve', yes)).json.isNew).toBe(false)
    const [audit] = await readAudit(api.deps.db, accountId, 1)
    expect(audit).toMatchObject({ action: 'approve', subject: quarantined })
  })

  it('R-REFUND-20: a split is taken only when it says what it divides', async () => {
    const line = { itemId: '1', component: 'Principal', amountMinor: 100 }
    for (const detail of [undefined, [], [{ ...line, component: 'principal' }]]) {
      const refused = await word(quarantined, 'split', { confirm: true, detail })
      expect([refused.status, refused.json.code]).toEqual([422, 'DETAIL_MALFORMED'])
      expect(refused.json.fix).toContain('Principal')
    }
    const readable = await word(quarantined, 'split', { confirm: true, detail: [line] })
    expect(readable.json.code).toBe('NOTHING_TO_SAY_THAT_ABOUT')
  })

  it('give the next decision what was said, and nothing else', async () => {
    const gid = 'gid://shopify/Order/1' as Parameters<typeof loadLife>[2][number]['gid']
    const given = [{ orderId: quarantined, gid }]
    const [row] = await loadLife(api.deps.db, accountId, given, { settleMs: 1 })
    expect(row?.inputs).toMatchObject([{ kind: 'approve', subject: 'shopify-refund:1' }])
  })
})
