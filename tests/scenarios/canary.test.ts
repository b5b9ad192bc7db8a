/**
 * Orders of every kind with marked personal data go the whole way, with failures, refusals, a kill and people at
 * work. Then everything that Crossdock wrote is searched for the marks: none may be there in the clear.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from '../support/api.ts'
import { findWords, marked, marks, type Output, wholeDatabase } from '../support/canary.ts'
import { eventually } from '../support/eventually.ts'
import { type Crossdock, runCrossdock, startCrossdock } from '../support/product.ts'
import { type Stage, setStage } from '../support/scenario.ts'
import { firstLocation, shopAdmin } from '../support/shop-admin.ts'

const env = { CROSSDOCK_LOG: 'debug', CROSSDOCK_LEASE_MS: '1500' }
const settings = { import: { customer: 'name' } }

describe('personal data stays in its columns', () => {
  let stage: Stage
  let api: Api
  let words: string[]
  const lives: Crossdock[] = []
  const ids: string[] = []
  const begin = async () => {
    const crossdock = await startCrossdock({ ...stage.product, env, settings })
    lives.push(crossdock)
    api = await openApi(stage.database.db, crossdock.url())
    return crossdock
  }
  beforeAll(async () => {
    stage = await setStage()
    const first = await begin()
    const locations = [await firstLocation(await shopAdmin(stage.product.addresses))]
    await api.put('/api/settings', { fulfillment: { locations } })
    await addTrouble(stage)
    ids.push(...(await placeMarked(stage)))
    await eventually(async () => (await stage.timesInShop()).size > 3)
    await first.kill()
    await begin()
    await eventually(() => allEnded(api, ids.length), { everyMs: 400, withinMs: 90_000 })
    await letPeopleWork(api)
    const mails = ids.map(async (id) => (await stage.amazon.order(id)).order.buyer?.buyerEmail)
    words = [
      ...Object.values(marks),
      marks.phone.replace(' ', ''),
      ...(await Promise.all(mails)).flatMap((mail) => mail ?? []),
    ]
  }, 170_000)
  afterAll(async () => {
    await Promise.all(lives.map((crossdock) => crossdock.kill('SIGTERM')))
    await stage.strike()
  })

  it('R-FLOW-20: the marks went all the way: the shop’s order and the raw view of an order have them', async () => {
    const admin = await shopAdmin(stage.product.addresses)
    const { orders } = await admin<{ orders: unknown }>(
      '{ orders(first: 50) { nodes { note customer { displayName } shippingAddress { name company address1 address2 city zip phone } } } }',
    )
    const { buyer, legal, order, ...shipped } = marks
    const inShop = findWords(
      [{ where: 'shop', text: JSON.stringify(orders) }],
      Object.values(shipped),
    )
    expect(inShop).toHaveLength(Object.keys(shipped).length)
    const raws = await Promise.all(ids.map((id) => api.ask('GET', `/api/orders/${id}/raw`)))
    const inRaw = findWords([{ where: 'raw', text: raws.map(({ text }) => text).join() }], words)
    expect(inRaw).toEqual(
      expect.arrayContaining([buyer, legal, order].map((one) => `${one} in raw`)),
    )
  })

  it('R-FLOW-20: no table has one of them in the clear, sealed columns included', async () => {
    const tables = await wholeDatabase(stage.database.db)
    expect(findWords(tables, ['SLA-BOW'])).toContain('SLA-BOW in table order_line')
    expect(tables.find(({ where }) => where === 'table order_personal')?.text).not.toBe('')
    expect(findWords(tables, words)).toEqual([])
  })

  it('R-FLOW-20: neither has any output of the processes, at the most talkative level', async () => {
    const listed = await runCrossdock(['orders', 'list', '--json'], { ...stage.product, env })
    const explained = await runCrossdock(['orders', 'explain', ids[0] ?? ''], {
      ...stage.product,
      env,
    })
    const outputs = [...lives.map((life) => said(life)), said(listed), said(explained)]
    expect(outputs.map(({ text }) => text).join()).toContain('order imported')
    expect(findWords(outputs, words)).toEqual([])
  })

  it('R-FLOW-20: neither have the figures and the answers of the API, but for the raw view', async () => {
    const paths = [
      ...['/metrics', '/healthz', '/readyz', '/api/health', '/api/holds', '/api/settings'],
      ...['/api/orders?limit=100', '/api/mappings', '/api/backfills', '/api/lanes'],
      ...ids.map((id) => `/api/orders/${id}`),
    ]
    const outputs: Output[] = []
    for (const path of paths) {
      const { status, text } = await api.ask('GET', path)
      outputs.push({ where: path, text: `${status} ${text}` })
    }
    expect(
      outputs.filter(({ text }) => !text.startsWith('200 ')).map(({ where }) => where),
    ).toEqual([])
    expect(findWords(outputs, words)).toEqual([])
  })
})

async function addTrouble({ amazon, shopify }: Stage): Promise<void> {
  const create = 'shopify.orderCreate'
  await shopify.addFault(
    { on: create, fault: 'answer-lost' },
    { on: create, fault: 'unavailable', times: 2 },
    { on: create, fault: 'refused', times: 2 },
    { on: create, fault: 'throttled' },
    { on: 'shopify.webhook', fault: 'duplicate', times: 3 },
  )
  await amazon.addFault(
    { on: 'amazon.getOrder', fault: 'unavailable', times: 2 },
    { on: 'amazon.getOrder', fault: 'expired-token' },
    { on: 'amazon.notification', fault: 'duplicate', times: 5 },
  )
}

async function placeMarked({ amazon }: Stage): Promise<string[]> {
  const kinds = await amazon.placeEveryKind({ ...marked, notify: true })
  const giftMessage = `${marks.gift} an ${marks.name}`
  const business = { companyName: `${marks.legal} AG`, purchaseOrderNumber: marks.order }
  const gift = { sku: 'SLA-BOW', giftWrap: '3.50', giftMessage }
  const nowhere = { ...marked.recipient, countryCode: 'XK' }
  const more = [
    await amazon.placeOrder({ ...marked, lines: [gift] }),
    await amazon.placeOrder({ ...marked, business, lines: [{ sku: 'AMB-TRA' }] }),
    await amazon.placeOrder({ ...marked, recipient: nowhere, lines: [gift] }),
  ]
  return [...Object.values(kinds), ...more]
}

/** Nothing is on its way any more. */
async function allEnded(api: Api, orders: number): Promise<boolean> {
  const { counts } = await api.get<{ counts: { outcome: string; orders: number }[] }>('/api/holds')
  const busy = counts.filter(({ outcome }) => outcome === 'new' || outcome === 'working')
  const all = counts.reduce((sum, one) => sum + one.orders, 0)
  const settling = await api.get<{ orders: unknown[] }>('/api/orders?reason=SETTLING')
  return busy.length === 0 && settling.orders.length === 0 && all >= orders
}

/** Every verb once on what is held, a search by name, and requests that are refused. */
async function letPeopleWork(api: Api): Promise<void> {
  const { orders } = await api.get<{ orders: { orderId: string; verbs: string[] }[] }>(
    '/api/orders?outcome=held&limit=100',
  )
  for (const { orderId, verbs } of orders) {
    const body = { confirm: true }
    if (verbs.includes('force-export'))
      await api.ask('POST', `/api/orders/${orderId}/force-export`, body)
    else await api.ask('POST', `/api/orders/${orderId}/dismiss`)
  }
  await api.post('/api/orders/search', { buyerName: `${marks.name} ${marks.surname}` })
  await api.post('/api/orders/search', { postcode: marks.postcode })
  await api.ask('GET', `/api/orders?search=${marks.surname}`)
  await api.ask('GET', `/api/orders/${marks.surname}`)
  await api.ask('POST', '/api/orders/search', { buyerNam: marks.name })
  await eventually(() => allEnded(api, 0), { everyMs: 400 })
}

type Spoken = {
  readonly stdout: string | (() => string)
  readonly stderr: string | (() => string)
}

function said({ stdout, stderr }: Spoken): Output {
  const text = [stdout, stderr].map((one) => (typeof one === 'string' ? one : one()))
  return { where: 'the output of a process', text: text.join('\n') }
}
