/** JSON_LISTINGS_FEED over the wire (schema v2.0, models of 2026-08-05): limits, report, faults. */
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
const germany = 'A1PA6795UKMFR9'
const root = '/feeds/2021-06-30'
const type = 'application/json; charset=UTF-8'
const control = () => amazon.simulator.control

beforeEach(async () => {
  amazon = await openAmazon({ catalogue: [] })
  control().stockListings({ count: 100, seed: 7, quantity: 5 })
})
afterEach(() => amazon.close())

const sku = (at: number) => `STK-${String(at).padStart(7, '0')}`
const message = (at: number, quantity: number, more: object = {}) => ({
  messageId: at,
  sku: sku(at),
  operationType: 'PATCH',
  productType: 'PRODUCT',
  patches: [
    {
      op: 'merge',
      path: '/attributes/fulfillment_availability',
      value: [{ fulfillment_channel_code: 'DEFAULT', quantity }],
    },
  ],
  ...more,
})
async function submit(messages: readonly object[], header: object = {}) {
  const made = await amazon.send('POST', `${root}/documents`, { contentType: type })
  const { feedDocumentId, url } = made.body as { feedDocumentId: string; url: string }
  const sellerId = amazon.simulator.credentials.sellerId
  const body = JSON.stringify({ header: { sellerId, version: '2.0', ...header }, messages })
  await fetch(url, { method: 'PUT', body, headers: { 'content-type': type } })
  return amazon.send('POST', `${root}/feeds`, {
    feedType: 'JSON_LISTINGS_FEED',
    marketplaceIds: [germany],
    inputFeedDocumentId: feedDocumentId,
  })
}
async function finished(messages: readonly object[], header: object = {}) {
  const { body } = await submit(messages, header)
  await control().advance(90_000)
  const feed = (await amazon.get(`${root}/feeds/${String(body.feedId)}`)).body
  if (feed.processingStatus !== 'DONE') return { status: feed.processingStatus }
  const place = await amazon.get(`${root}/documents/${String(feed.resultFeedDocumentId)}`)
  const report = (await (await fetch(String(place.body.url))).json()) as Record<string, unknown>
  return { status: 'DONE', ...report }
}

it('changes what it may and names in its report what it may not', async () => {
  const report = await finished([
    message(1, 7),
    message(2, 8, { sku: 'NOBODY' }),
    message(3, -1),
    message(3, 9),
  ])
  expect(report).toMatchObject({
    header: { version: '2.0', sellerId: amazon.simulator.credentials.sellerId },
    issues: [
      { messageId: 2, sku: 'NOBODY', code: '13013', severity: 'ERROR' },
      { messageId: 3, sku: sku(3), code: '90000900', attributeName: 'fulfillment_availability' },
      { messageId: 3, severity: 'ERROR' },
    ],
    summary: {
      errors: 3,
      warnings: 0,
      messagesProcessed: 4,
      messagesAccepted: 1,
      messagesInvalid: 3,
    },
  })
  await control().advance(120_000)
  expect([1, 2, 3].map((at) => control().merchantQuantity(sku(at)))).toEqual([7, 5, 5])
  expect(control().listing(sku(1))?.availability[0]?.leadTimeDays).toBe(2)
})

it('takes 25,000 messages and not one more, and five feeds in five minutes', async () => {
  control().stockListings({ count: 25_001, seed: 7, quantity: 5 })
  const many = Array.from({ length: 25_001 }, (_, at) => message(at + 1, 6))
  expect(await finished(many)).toMatchObject({
    summary: { messagesProcessed: 0 },
    issues: [{ severity: 'ERROR' }],
  })
  const report = await finished(many.slice(1))
  expect(report).toMatchObject({ summary: { messagesAccepted: 25_000 } })
  await control().advance(120_000)
  expect(control().merchantQuantity(sku(25_001))).toBe(6)
  await control().advance(300_000)
  const all = []
  for (let at = 0; at < 6; at += 1) all.push(await submit([message(1, at)]))
  expect(all.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 429])
})

it('needs the role, the version 2.0 and a text that is JSON', async () => {
  expect(await finished([message(1, 7)], { version: '1.0' })).toMatchObject({
    summary: { messagesProcessed: 0 },
  })
  control().changeSettings({ productListingRole: false })
  const answer = await submit([message(1, 7)])
  expect([answer.status, firstError(answer.body).code]).toEqual([403, 'Unauthorized'])
})

it.each([
  ['fatal', 'FATAL', 0],
  ['fatal-applied', 'FATAL', 4],
  ['fatal-partly', 'FATAL', 2],
  ['partly-failed', 'DONE', 2],
  ['silently-dropped', 'DONE', 0],
  ['stuck', 'IN_PROGRESS', 0],
] as const)('under the fault %s ends %s with %d of 4 applied', async (fault, status, count) => {
  amazon.simulator.faults.add({ on: 'amazon.feed', fault })
  const report = await finished([1, 2, 3, 4].map((at) => message(at, 9)))
  expect(report.status).toBe(status)
  await control().advance(120_000)
  const changed = [1, 2, 3, 4].filter((at) => control().merchantQuantity(sku(at)) === 9)
  expect(changed).toHaveLength(count)
})

it('and a direct patch of one SKU end in no promised order', async () => {
  const outcomes = new Set<number>()
  for (let round = 0; round < 12; round += 1) {
    await finished([message(1, 1)])
    const path = `/listings/2021-08-01/items/${amazon.simulator.credentials.sellerId}/${sku(1)}?marketplaceIds=${germany}`
    control().changeSettings({ listingLagMs: 60_000 })
    const { productType, patches } = message(1, 2)
    await amazon.send('PATCH', path, { productType, patches })
    control().changeSettings({ listingLagMs: 120_000 })
    await control().advance(300_000)
    outcomes.add(control().merchantQuantity(sku(1)) ?? -1)
  }
  expect([...outcomes].sort()).toEqual([1, 2])
})
