/** Listings Items 2021-08-01 by a client that we did not write (model of 2026-08-05; threads cited in the facts). */
import { ListingsItemsApi } from '@sp-api-sdk/listings-items-api-2021-08-01'
import axios from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
let api: ListingsItemsApi
const germany = 'A1PA6795UKMFR9'
const sku = 'A/B 1'
const seller = () => amazon.simulator.credentials.sellerId
const control = () => amazon.simulator.control

beforeEach(async () => {
  amazon = await openAmazon({ catalogue: [] })
  const headers = { 'x-amz-access-token': await amazon.token('seller') }
  const http = axios.create({ headers, validateStatus: () => true })
  api = new ListingsItemsApi(undefined, amazon.url, http)
  control().addListing({ sku, quantity: 10, leadTimeDays: 3 })
  control().addListing({ sku: 'FBA', fulfilledBy: 'AMAZON', quantity: 4 })
})
afterEach(() => amazon.close())

type Op = 'add' | 'replace' | 'merge' | 'delete'
async function patch(op: Op, value?: object[], more: Record<string, unknown> = {}) {
  const body = {
    productType: 'PRODUCT',
    patches: [{ op, path: '/attributes/fulfillment_availability', ...(value && { value }) }],
  }
  const { data, status } = await api.patchListingsItem({
    sellerId: seller(),
    sku,
    marketplaceIds: [germany],
    body: body as never,
    ...more,
  })
  return { ...data, http: status }
}
async function read(included: string[] = ['fulfillmentAvailability'], of = sku) {
  const { data } = await api.getListingsItem({
    sellerId: seller(),
    sku: of,
    marketplaceIds: [germany],
    includedData: included as never,
  })
  return data
}
const availability = async () =>
  (await read(['attributes'])).attributes?.fulfillment_availability as object[]
const entry = (quantity: number) => ({ fulfillment_channel_code: 'DEFAULT', quantity })
const later = () => control().advance(120_000)

describe('a patch', () => {
  it('that merges is ACCEPTED, shows two minutes later, and keeps the lead time', async () => {
    const answer = await patch('merge', [entry(7)])
    expect(answer).toMatchObject({ http: 200, sku, status: 'ACCEPTED', issues: [] })
    expect((await read()).fulfillmentAvailability).toEqual([
      { fulfillmentChannelCode: 'DEFAULT', quantity: 10 },
    ])
    await later()
    expect(await availability()).toEqual([{ ...entry(7), lead_time_to_ship_max_days: 3 }])
    expect(control().listingHarms()).toEqual([])
  })

  it('that replaces loses what stood beside the quantity', async () => {
    await patch('replace', [entry(7)])
    await later()
    expect(await availability()).toEqual([entry(7)])
    expect(control().listingHarms()).toMatchObject([{ sku, harm: 'lead-time-lost' }])
  })

  it('with another channel adds a second entry, and DEFAULT on an FBA SKU does so too', async () => {
    await patch('merge', [{ fulfillment_channel_code: 'AMAZON_EU', quantity: 1 }])
    await patch('merge', [entry(5)], { sku: 'FBA' })
    await later()
    expect(await availability()).toHaveLength(2)
    expect((await read(undefined, 'FBA')).fulfillmentAvailability).toEqual([
      { fulfillmentChannelCode: 'AMAZON_EU' },
      { fulfillmentChannelCode: 'DEFAULT', quantity: 5 },
    ])
    expect(
      control()
        .listingHarms()
        .map(({ harm }) => harm),
    ).toEqual(['second-channel', 'default-on-fba'])
  })

  it('that deletes takes the channel away', async () => {
    await patch('delete', [{ fulfillment_channel_code: 'DEFAULT' }])
    await later()
    expect((await read()).fulfillmentAvailability).toEqual([])
  })

  it.each([
    ['no channel', { quantity: 1 }, '90220'],
    ['a negative quantity', entry(-1), '90000900'],
    ['an unknown channel', { fulfillment_channel_code: 'SHOP', quantity: 1 }, '90000900'],
  ])('with %s is a 200 that is INVALID, and changes nothing', async (_what, value, code) => {
    const answer = await patch('merge', [value])
    expect(answer).toMatchObject({ http: 200, status: 'INVALID', issues: [{ code }] })
    await later()
    expect(control().merchantQuantity(sku)).toBe(10)
  })

  it('of an unknown SKU is INVALID, of a wrong body BAD_REQUEST, a preview VALID without effect', async () => {
    expect(await patch('merge', [entry(1)], { sku: 'NOBODY' })).toMatchObject({
      status: 'INVALID',
      issues: [{ code: '13013' }],
    })
    const wrong = await patch('merge', [entry(1)], { body: { productType: 'PRODUCT' } })
    expect([wrong.http, firstError(wrong).code]).toEqual([400, 'BAD_REQUEST'])
    const preview = await patch('merge', [entry(1)], {
      mode: 'VALIDATION_PREVIEW',
      includedData: ['identifiers', 'issues'],
    })
    expect(preview).toMatchObject({ status: 'VALID', identifiers: [{ marketplaceId: germany }] })
    await later()
    expect(control().merchantQuantity(sku)).toBe(10)
  })

  it('needs the role Product Listing, the own seller id and a token of the quota', async () => {
    control().changeSettings({ productListingRole: false })
    expect((await patch('merge', [entry(1)])).http).toBe(403)
    control().changeSettings({ productListingRole: true })
    expect((await patch('merge', [entry(1)], { sellerId: 'A2OTHER' })).http).toBe(403)
    const all = await Promise.all([1, 2, 3, 4].map(() => patch('merge', [entry(1)])))
    expect(all.map(({ http }) => http)).toEqual([200, 200, 200, 429])
  })

  it.each([
    ['answer-lost', 7],
    ['applied-late', 7],
    ['silently-dropped', 10],
    ['refused', 10],
    ['unavailable', 10],
  ] as const)('under the fault %s ends at %d', async (fault, quantity) => {
    amazon.simulator.faults.add({ on: 'amazon.patchListingsItem', fault, delayMs: 1000 })
    await patch('merge', [entry(7)]).catch(() => undefined)
    await control().advance(121_000)
    expect(control().merchantQuantity(sku)).toBe(quantity)
  })

  it('may be applied behind a later one, or fail after it was accepted', async () => {
    amazon.simulator.faults.add({ on: 'amazon.listing', fault: 'out-of-order' })
    await patch('merge', [entry(7)])
    await patch('merge', [entry(8)])
    await control().advance(600_000)
    expect(control().merchantQuantity(sku)).toBe(7)
    amazon.simulator.faults.add({ on: 'amazon.listing', fault: 'refused' })
    await patch('merge', [entry(9)])
    await later()
    expect(control().merchantQuantity(sku)).toBe(7)
    expect((await read(['issues'])).issues).toMatchObject([{ severity: 'ERROR' }])
  })
})

describe('a listing', () => {
  it('is read with what is asked for, its path encoded, and is 404 where it is not', async () => {
    const all = await read(['summaries', 'offers', 'issues', 'productTypes'])
    expect(all).toMatchObject({
      sku,
      summaries: [{ marketplaceId: germany, status: ['BUYABLE', 'DISCOVERABLE'] }],
      offers: [{ price: { currencyCode: 'EUR', amount: '19.90' } }],
    })
    const answer = await amazon.get(
      `/listings/2021-08-01/items/${seller()}/NOBODY?marketplaceIds=${germany}`,
    )
    expect([answer.status, firstError(answer.body).code]).toEqual([404, 'NOT_FOUND'])
    const put = await amazon.send(
      'PUT',
      `/listings/2021-08-01/items/${seller()}/X?marketplaceIds=${germany}`,
      {},
    )
    expect([put.status, firstError(put.body).message]).toEqual([
      501,
      'The simulator does not have putListingsItem.',
    ])
  })

  it('under a stale read shows the figure before the last', async () => {
    control().setListingQuantity(sku, 3)
    amazon.simulator.faults.add({ on: 'amazon.getListingsItem', fault: 'stale-read' })
    expect((await read()).fulfillmentAvailability?.[0]?.quantity).toBe(10)
    expect((await read()).fulfillmentAvailability?.[0]?.quantity).toBe(3)
  })
})

describe('a search', () => {
  const search = async (more: Record<string, unknown> = {}) =>
    (
      await api.searchListingsItems({
        sellerId: seller(),
        marketplaceIds: [germany],
        includedData: ['fulfillmentAvailability'],
        ...more,
      })
    ).data

  it('comes in pages of at most 20 and ends after 1,000, however many there are', async () => {
    control().setQuotas('off')
    control().stockListings({ count: 5000, seed: 7 })
    let pageToken: string | undefined
    const skus = new Set<string>()
    do {
      const page = await search({ pageSize: 20, sortBy: 'sku', sortOrder: 'ASC', pageToken })
      expect(page.numberOfResults).toBe(5002)
      for (const item of page.items) skus.add(item.sku)
      pageToken = page.pagination?.nextToken
    } while (pageToken !== undefined)
    expect(skus.size).toBe(1000)
    expect(firstError(await search({ pageSize: 21 })).code).toBe('BAD_REQUEST')
  })

  it('by SKU, by change and by status finds what it should', async () => {
    expect((await search({ identifiersType: 'SKU', identifiers: [sku, 'NOBODY'] })).items).toEqual([
      { sku, fulfillmentAvailability: [{ fulfillmentChannelCode: 'DEFAULT', quantity: 10 }] },
    ])
    await control().advance(60_000)
    const lastUpdatedAfter = new Date(amazon.clock.nowMs()).toISOString()
    control().setListingQuantity(sku, 0)
    expect((await search({ lastUpdatedAfter })).items.map((one) => one.sku)).toEqual([sku])
    expect((await search({ withoutStatus: ['BUYABLE'] })).items.map((one) => one.sku)).toEqual([
      sku,
    ])
  })
})
