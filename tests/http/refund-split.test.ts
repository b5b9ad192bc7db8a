import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { lifeRefund, moneyBack, shopLife } from '../support/life-samples.ts'
import { amazonItem, part, shopGid } from '../support/order-samples.ts'
import { type ApiHost, accountId, numberedId, startApi } from './api-host.ts'

let api: ApiHost
const operator = { as: 'operator' } as const
const subject = 'shopify-refund:7'
const split = `/api/orders/${numberedId(1)}/refund-split`

beforeAll(async () => {
  api = await startApi()
  const first = amazonItem({ parts: [part('ITEM', '20.00 EUR'), part('SHIPPING', '3.33 EUR')] })
  const second = { ...amazonItem(), itemId: id('AmazonItemId', '2'), title: 'Cup' }
  const gid = shopGid(1)
  await api.store({
    order: { orderId: numberedId(1), status: 'SHIPPED', items: [first, second] },
    outcome: { outcome: 'imported', reason: 'IMPORTED', shopifyGid: gid, shopifyName: '#1' },
  })
  await holdRefund('10.01 EUR')
})
afterAll(() => api.close())

/** A refund in Shopify that names no lines, held. */
async function holdRefund(amount: string): Promise<void> {
  const refund = lifeRefund(7, { lines: [], transactions: [moneyBack(amount)] })
  const life = JSON.stringify(shopLife({ refunds: [refund] }))
  await sql`
    insert into shop_life (account_id, gid, epoch, updated_at, as_of, begun_at, observed)
    values (${accountId}, ${shopGid(1)}, 1, app_now(), app_now(), machine_now(), ${life}::jsonb)
    on conflict (account_id, gid) do update set observed = excluded.observed
  `.execute(api.database.db)
  await sql`
    insert into order_concern (account_id, amazon_order_id, concern, outcome, reason, detail, decided_at)
    values (${accountId}, ${numberedId(1)}, 'refund', 'held', 'REFUND_WITHOUT_LINES',
      ${JSON.stringify({ subject })}::jsonb, app_now())
    on conflict do nothing
  `.execute(api.database.db)
}

type Row = { component: string; itemId: string; leftMinor: number; suggestedMinor: number }

async function preview(lines: readonly object[]) {
  return (await api.ask('POST', `${split}/preview`, { ...operator, body: { subject, lines } })).json
}

describe('a refund without lines', () => {
  it('B34, R-REFUND-21: shows what is left of each part, with a division that is exact to the cent', async () => {
    const { status, json } = await api.ask('GET', split, operator)
    expect([status, json.code, json.subject, json.lane]).toEqual([
      ...[200, 'REFUND_WITHOUT_LINES', subject, 'watch'],
    ])
    expect(json).toMatchObject({
      asked: { amount: '10.01', currency: 'EUR' },
      left: { amount: '43.33' },
    })
    const rows: Row[] = json.rows
    expect(rows.map(({ itemId, component, leftMinor }) => [itemId, component, leftMinor])).toEqual([
      ['1', 'Principal', 2000],
      ['1', 'Shipping', 333],
      ['2', 'Principal', 2000],
    ])
    const sum = rows.reduce((all, { suggestedMinor }) => all + suggestedMinor, 0)
    expect(sum).toBe(1001)
    expect(rows.every(({ leftMinor, suggestedMinor }) => suggestedMinor <= leftMinor)).toBe(true)
  })

  it('R-REFUND-21: says before it is sent what would go to Amazon, and what the buyer does not get', async () => {
    const lines = [
      { itemId: '1', component: 'Shipping', amountMinor: 333 },
      { itemId: '2', component: 'Principal', amountMinor: 500 },
    ]
    const said = await preview(lines)
    expect(said).toMatchObject({
      ...{ sound: true, total: { amount: '8.33' }, rest: { amount: '1.68' }, issues: [] },
      message: [
        { itemId: '1', title: 'Mug', reason: 'GeneralAdjustment' },
        {
          itemId: '2',
          title: 'Cup',
          components: [{ component: 'Principal', amount: { amount: '5.00' } }],
        },
      ],
    })
    expect(said.effect).toContain('watches')
  })

  it.each<readonly [string, object[], string[]]>([
    [
      'more than is left of a part',
      [{ itemId: '1', component: 'Shipping', amountMinor: 334 }],
      ['OVER_LEFT'],
    ],
    [
      'more than moved',
      [{ itemId: '1', component: 'Principal', amountMinor: 1002 }],
      ['OVER_ASKED'],
    ],
    [
      'a part that nobody paid for',
      [{ itemId: '2', component: 'GiftWrap', amountMinor: 1 }],
      ['UNKNOWN_PART'],
    ],
    [
      'an item of another order',
      [{ itemId: '9', component: 'Principal', amountMinor: 1 }],
      ['UNKNOWN_PART'],
    ],
    [
      'a part twice',
      [1, 2].map((amountMinor) => ({ itemId: '1', component: 'Principal', amountMinor })),
      ['TWICE'],
    ],
    ['nothing', [{ itemId: '1', component: 'Principal', amountMinor: 0 }], ['NOTHING']],
  ])('R-REFUND-21: %s is named and refused', async (_what, lines, codes) => {
    const said = await preview(lines)
    expect([said.sound, said.issues.map(({ code }: { code: string }) => code)]).toEqual([
      false,
      codes,
    ])
    const body = { subject, lines, confirm: true }
    const refused = await api.ask('POST', split, { ...operator, body })
    expect([refused.status, refused.json.code]).toEqual([422, 'REFUND_SPLIT_UNSOUND'])
    expect(refused.json.issues.map(({ code }: { code: string }) => code)).toEqual(codes)
  })

  it('R-REFUND-21, R-API-8: is taken with a yes of an operator, and written down', async () => {
    const lines = [{ itemId: '1', component: 'Principal', amountMinor: 1001 }]
    const viewer = await api.ask('POST', split, { body: { subject, lines, confirm: true } })
    expect(viewer.status).toBe(403)
    expect((await api.ask('GET', split)).status).toBe(403)
    const bare = await api.ask('POST', split, { ...operator, body: { lines, confirm: false } })
    expect(bare.json.code).toBe('CONFIRMATION_MISSING')
    const said = await api.ask('POST', split, { ...operator, body: { lines, confirm: true } })
    expect([said.status, said.json.isNew]).toEqual([202, true])
    const { rows } = await sql<{ kind: string; detail: unknown }>`
      select kind, detail from life_input where amazon_order_id = ${numberedId(1)}
    `.execute(api.database.db)
    expect(rows).toEqual([{ kind: 'split', detail: lines }])
    const { json } = await api.ask('GET', `/api/activity?subject=${numberedId(1)}`)
    expect(json.rows[0]).toMatchObject({ action: 'split', detail: { subject } })
  })

  it('R-REFUND-21: nothing is shown where no refund waits to be divided', async () => {
    await api.store({ order: { orderId: numberedId(2) }, outcome: {} })
    const none = await api.ask('GET', `/api/orders/${numberedId(2)}/refund-split`, operator)
    expect([none.status, none.json.code]).toEqual([409, 'NOTHING_TO_SAY_THAT_ABOUT'])
  })
})
