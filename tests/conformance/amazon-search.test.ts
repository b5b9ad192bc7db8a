/** searchOrders, driven by the generated client: windows, filters, pages, lag, the two-minute rule, quotas. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon, worldStartMs } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
})
afterEach(() => amazon.close())

const minuteMs = 60_000
const search = '/orders/2026-01-01/orders'
const iso = (ms: number): string => new Date(ms).toISOString()
const longAgo = iso(worldStartMs - 30 * 86_400_000)

type Page = {
  orders: { orderId: string; lastUpdatedTime: string; createdTime: string }[]
  pagination?: { nextToken: string }
  lastUpdatedBefore?: string
  createdBefore?: string
}

async function page(query: Record<string, string>): Promise<Page> {
  const answer = await amazon.get(`${search}?${new URLSearchParams(query)}`)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as unknown as Page
}
async function refusal(query: Record<string, string>): Promise<string> {
  const answer = await amazon.get(`${search}?${new URLSearchParams(query)}`)
  expect(answer.status).toBe(400)
  const error = firstError(answer.body)
  expect(error.code).toBe('InvalidInput')
  return `${error.message} ${error.details ?? ''}`
}
const idsOf = (found: Page): string[] => found.orders.map(({ orderId }) => orderId)

/** Every page of a search, by its tokens. */
async function all(query: Record<string, string>): Promise<string[]> {
  const ids: string[] = []
  let token: string | undefined
  do {
    const found = await page(token === undefined ? query : { ...query, paginationToken: token })
    ids.push(...idsOf(found))
    token = found.pagination?.nextToken
  } while (token !== undefined)
  return ids
}

describe('the window', () => {
  it('answers the generated client, with its lists comma-joined', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({ createdAgoMs: 10 * minuteMs })
    const api = await amazon.orders()
    const { data, status } = await api.searchOrders({
      lastUpdatedAfter: longAgo,
      fulfillmentStatuses: ['UNSHIPPED', 'PARTIALLY_SHIPPED'],
      marketplaceIds: ['A1PA6795UKMFR9', 'A1F83G8C2ARO7P'],
      fulfilledBy: ['MERCHANT'],
      includedData: ['FULFILLMENT', 'PROCEEDS'],
    })
    expect(status).toBe(200)
    expect(data.orders.map((order) => order.orderId)).toEqual([orderId])
    expect(data.orders[0]?.proceeds?.grandTotal?.currencyCode).toBe('EUR')
    expect(data.pagination).toBeUndefined()
  })

  it('has both ends inside, by creation and by change', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({
      createdAgoMs: 60 * minuteMs,
      updatedAgoMs: 30 * minuteMs,
    })
    const created = iso(worldStartMs - 60 * minuteMs)
    const updated = iso(worldStartMs - 30 * minuteMs)
    const byBoth = [
      page({ createdAfter: created, createdBefore: created }),
      page({ lastUpdatedAfter: updated, lastUpdatedBefore: updated }),
    ]
    for (const found of await Promise.all(byBoth)) expect(idsOf(found)).toEqual([orderId])
    const outside = iso(worldStartMs - 30 * minuteMs + 1)
    expect(idsOf(await page({ lastUpdatedAfter: outside }))).toEqual([])
  })

  it('echoes the effective upper bound: the one asked for, or two minutes ago', async () => {
    const bound = iso(worldStartMs - 7 * minuteMs)
    const asked = await page({ lastUpdatedAfter: longAgo, lastUpdatedBefore: bound })
    expect(asked.lastUpdatedBefore).toBe(bound)
    expect(asked.createdBefore).toBeUndefined()
    const open = await page({ createdAfter: longAgo })
    expect(open.createdBefore).toBe(iso(worldStartMs - 2 * minuteMs))
    expect(open.lastUpdatedBefore).toBeUndefined()
  })

  it('refuses both families, neither, a bound younger than two minutes, and wrong times', async () => {
    const both = { createdAfter: longAgo, lastUpdatedAfter: longAgo }
    const young = iso(worldStartMs - 2 * minuteMs + 1)
    await refusal(both)
    await refusal({ createdAfter: longAgo, lastUpdatedBefore: longAgo })
    await refusal({})
    expect(await refusal({ lastUpdatedAfter: longAgo, lastUpdatedBefore: young })).toMatch(
      /two min/,
    )
    await page({ lastUpdatedAfter: longAgo, lastUpdatedBefore: iso(worldStartMs - 2 * minuteMs) })
    await refusal({ createdAfter: 'TEST_CASE_400' })
    await refusal({ createdAfter: longAgo, createdBefore: iso(Date.parse(longAgo) - 1) })
  })

  it('reads an offset whose plus sign was not encoded', async () => {
    const answer = await amazon.get(`${search}?createdAfter=2026-11-21T10:00:00+01:00`)
    expect(answer.status).toBe(200)
  })
})

describe('the filters', () => {
  it('keep statuses apart, marketplaces and who fulfils', async () => {
    const { control } = amazon.simulator
    const at = { createdAgoMs: 10 * minuteMs }
    const partly = control.placeOrder({ ...at, status: 'PARTIALLY_SHIPPED' })
    const british = control.placeOrder({ ...at, marketplaceId: 'A1F83G8C2ARO7P' })
    const fba = control.placeOrder({ ...at, fulfilledBy: 'AMAZON', status: 'SHIPPED' })
    const from = { createdAfter: longAgo }
    expect(idsOf(await page({ ...from, fulfillmentStatuses: 'PARTIALLY_SHIPPED' }))).toEqual([
      partly,
    ])
    expect(idsOf(await page({ ...from, marketplaceIds: 'A1F83G8C2ARO7P' }))).toEqual([british])
    expect(idsOf(await page({ ...from, fulfilledBy: 'AMAZON' }))).toEqual([fba])
  })

  it('refuse unknown words, more than 50 marketplaces and page sizes outside 1 to 100', async () => {
    const from = { createdAfter: longAgo }
    await refusal({ ...from, fulfillmentStatuses: 'Unshipped' })
    await refusal({ ...from, fulfilledBy: 'SOMEBODY' })
    await refusal({ ...from, marketplaceIds: Array.from({ length: 51 }, (_, n) => `M${n}`).join() })
    await refusal({ ...from, maxResultsPerPage: '0' })
    await refusal({ ...from, maxResultsPerPage: '101' })
  })
})

describe('pages', () => {
  it('hold 100 by default and together every order once', async () => {
    const ids = amazon.simulator.control.placeMany({ count: 250 })
    const first = await page({ lastUpdatedAfter: longAgo })
    expect(first.orders).toHaveLength(100)
    const found = await all({ lastUpdatedAfter: longAgo })
    expect(found).toHaveLength(250)
    expect(new Set(found)).toEqual(new Set(ids))
  })

  it('keep the bound of the first page, though time goes on', async () => {
    amazon.simulator.control.placeMany({ count: 3 })
    const query = { lastUpdatedAfter: longAgo, maxResultsPerPage: '2' }
    const first = await page(query)
    await amazon.simulator.control.advance(60 * minuteMs)
    const paginationToken = first.pagination?.nextToken ?? ''
    const second = await page({ ...query, paginationToken })
    expect(second.lastUpdatedBefore).toBe(first.lastUpdatedBefore)
    expect(second.orders).toHaveLength(1)
    expect(second.pagination).toBeUndefined()
  })

  it('may change size and blocks; nothing else', async () => {
    amazon.simulator.control.placeMany({ count: 5 })
    const query = { lastUpdatedAfter: longAgo, maxResultsPerPage: '2' }
    const paginationToken = (await page(query)).pagination?.nextToken ?? ''
    const changed = { ...query, paginationToken, maxResultsPerPage: '3', includedData: 'BUYER' }
    expect((await page(changed)).orders).toHaveLength(3)
    await refusal({ ...query, paginationToken, fulfilledBy: 'MERCHANT' })
    await refusal({ lastUpdatedAfter: iso(worldStartMs), paginationToken })
    await refusal({ ...query, paginationToken: 'nonsense' })
  })

  it('end 24 hours after their token was made', async () => {
    amazon.simulator.control.placeMany({ count: 5 })
    const query = { lastUpdatedAfter: longAgo, maxResultsPerPage: '2' }
    const paginationToken = (await page(query)).pagination?.nextToken ?? ''
    await amazon.simulator.control.advance(24 * 60 * minuteMs)
    await page({ ...query, paginationToken })
    await amazon.simulator.control.advance(1)
    expect(await refusal({ ...query, paginationToken })).toMatch(/expired/)
  })
})

describe('the lag', () => {
  it('keeps a new order out of the search for two minutes, while getOrder has it', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder()
    await control.advance(2 * minuteMs - 1)
    expect(idsOf(await page({ createdAfter: longAgo }))).toEqual([])
    expect((await amazon.get(`${search}/${orderId}`)).status).toBe(200)
    await control.advance(1)
    expect(idsOf(await page({ createdAfter: longAgo }))).toEqual([orderId])
  })

  it('shows the old version until the change is indexed, at its old time', async () => {
    const { control } = amazon.simulator
    const orderId = control.placeOrder({ createdAgoMs: 10 * minuteMs })
    control.shipOrder(orderId)
    const shipped = { lastUpdatedAfter: longAgo, fulfillmentStatuses: 'SHIPPED' }
    const unshipped = { lastUpdatedAfter: longAgo, fulfillmentStatuses: 'UNSHIPPED' }
    expect(idsOf(await page(unshipped))).toEqual([orderId])
    await control.advance(2 * minuteMs)
    expect(idsOf(await page(unshipped))).toEqual([])
    const found = await page(shipped)
    expect(found.orders[0]?.lastUpdatedTime).toBe(iso(worldStartMs))
  })

  it('can be longer than the two minutes of the bound, and then a poll misses changes', async () => {
    const { control } = amazon.simulator
    control.changeSettings({ searchLagMs: 10 * minuteMs })
    const orderId = control.placeOrder()
    await control.advance(5 * minuteMs)
    const found = await page({ lastUpdatedAfter: longAgo })
    expect(found.lastUpdatedBefore).toBe(iso(worldStartMs + 3 * minuteMs))
    expect(idsOf(found)).toEqual([])
    await control.advance(5 * minuteMs)
    expect(idsOf(await page({ lastUpdatedAfter: longAgo }))).toEqual([orderId])
  })

  it('off shows changes at once', async () => {
    const { control } = amazon.simulator
    control.changeSettings({ searchLagMs: 0 })
    const orderId = control.placeOrder()
    expect(idsOf(await page({ createdAfter: longAgo }))).toEqual([orderId])
  })
})

describe('old orders and quota', () => {
  it('hides what is older than two years', async () => {
    const years = 365 * 86_400_000
    amazon.simulator.control.placeOrder({ createdAgoMs: 3 * years })
    const found = await page({ createdAfter: iso(worldStartMs - 5 * years) })
    expect(found.orders).toEqual([])
  })

  it('lets 20 searches pass, then one in about three minutes', async () => {
    const { control } = amazon.simulator
    control.setQuotas('default')
    for (let at = 0; at < 20; at += 1) await page({ createdAfter: longAgo })
    const status = async () => (await amazon.get(`${search}?createdAfter=${longAgo}`)).status
    expect(await status()).toBe(429)
    await control.advance(178_000)
    expect(await status()).toBe(429)
    await control.advance(1000)
    expect(await status()).toBe(200)
  })
})
