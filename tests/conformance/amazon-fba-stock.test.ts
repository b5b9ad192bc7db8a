/** FBA Inventory v1 by a client that we did not write, stock reports, and what orders do to the figures. */
import { FbaInventoryApi } from '@sp-api-sdk/fba-inventory-api-v1'
import axios from 'axios'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AmazonHost, firstError, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
let api: FbaInventoryApi
const germany = 'A1PA6795UKMFR9'
const control = () => amazon.simulator.control

beforeEach(async () => {
  amazon = await openAmazon({ catalogue: [], quotas: 'off' })
  const headers = { 'x-amz-access-token': await amazon.token('seller') }
  api = new FbaInventoryApi(
    undefined,
    amazon.url,
    axios.create({ headers, validateStatus: () => true }),
  )
  control().addListing({ sku: 'FBA', title: 'Blåbär', fulfilledBy: 'AMAZON', quantity: 9 })
  control().addListing({ sku: 'FBM', quantity: 5, leadTimeDays: 2 })
})
afterEach(() => amazon.close())

async function summaries(more: Record<string, unknown> = {}) {
  const { data, status } = await api.getInventorySummaries({
    details: true,
    granularityType: 'Marketplace',
    granularityId: germany,
    marketplaceIds: [germany],
    ...more,
  })
  return {
    status,
    error: status === 200 ? undefined : firstError(data),
    rows: data.payload?.inventorySummaries ?? [],
    nextToken: data.pagination?.nextToken,
  }
}
const buy = (sku: string, quantity: number) => control().buy({ sku, quantity }) ?? ''
const fbm = () => control().merchantQuantity('FBM')

describe('summaries', () => {
  it('have details, and only changed ones since a time', async () => {
    const since = new Date(amazon.clock.nowMs() + 1000).toISOString()
    control().addListing({ sku: 'OLD', fulfilledBy: 'AMAZON', quantity: 1 })
    await control().advance(2000)
    control().setFbaStock('FBA', { inboundShipped: 3, customerDamaged: 1 })
    expect((await summaries()).rows).toHaveLength(2)
    const { rows } = await summaries({ startDateTime: since, sellerSkus: ['OLD'] })
    expect(rows).toMatchObject([
      {
        sellerSku: 'FBA',
        totalQuantity: 13,
        inventoryDetails: {
          fulfillableQuantity: 9,
          inboundShippedQuantity: 3,
          reservedQuantity: { totalReservedQuantity: 0 },
          unfulfillableQuantity: { totalUnfulfillableQuantity: 1 },
        },
      },
    ])
    expect((await summaries({ details: false })).rows[0]?.inventoryDetails).toBeUndefined()
  })

  it('come in pages whose token lives 30 seconds and belongs to its start time', async () => {
    for (let at = 0; at < 60; at += 1) {
      control().addListing({ sku: `M${at}`, fulfilledBy: 'AMAZON', quantity: at })
    }
    const startDateTime = '2026-11-01T00:00:00Z'
    const first = await summaries({ startDateTime })
    expect(first.rows).toHaveLength(50)
    const { nextToken } = first
    expect((await summaries({ nextToken })).error?.code).toBe('InvalidInput')
    await control().advance(30_000)
    expect((await summaries({ nextToken, startDateTime })).rows).toHaveLength(11)
    await control().advance(1)
    expect((await summaries({ nextToken, startDateTime })).status).toBe(400)
  })

  it('refuse more than 50 SKUs, a time before 18 months, another granularity, and a missing role', async () => {
    const sellerSkus = Array.from({ length: 51 }, (_, at) => `S${at}`)
    expect((await summaries({ sellerSkus })).status).toBe(400)
    expect((await summaries({ startDateTime: '2025-05-01T00:00:00Z' })).status).toBe(400)
    expect((await summaries({ granularityId: 'ATVPDKIKX0DER' })).status).toBe(400)
    control().changeSettings({ amazonFulfillmentRole: false, productListingRole: false })
    expect((await summaries()).status).toBe(403)
    control().changeSettings({ productListingRole: true })
    control().setQuotas('default')
    const all = [await summaries(), await summaries(), await summaries()]
    expect(all.map(({ status }) => status)).toEqual([200, 200, 429])
  })

  it('under faults are shorter or of a moment ago', async () => {
    for (let at = 0; at < 30; at += 1) {
      control().addListing({ sku: `M${at}`, fulfilledBy: 'AMAZON', quantity: at })
    }
    amazon.simulator.faults.add({ on: 'amazon.getInventorySummaries', fault: 'half-page' })
    const half = await summaries()
    expect([half.rows.length, half.nextToken !== undefined]).toEqual([25, true])
    control().setFbaStock('FBA', { fulfillable: 1 })
    amazon.simulator.faults.add({ on: 'amazon.getInventorySummaries', fault: 'stale-read' })
    const { rows } = await summaries({ sellerSkus: ['FBA'] })
    expect(rows[0]?.inventoryDetails?.fulfillableQuantity).toBe(9)
  })
})

describe('an order', () => {
  it('takes FBA units into a reservation that a shipment ends and a cancellation gives back', async () => {
    const first = buy('FBA', 2)
    expect(control().fbaStock('FBA')).toMatchObject({ fulfillable: 7, pendingCustomerOrder: 2 })
    control().shipOrder(first)
    expect(control().fbaStock('FBA')).toMatchObject({ fulfillable: 7, pendingCustomerOrder: 0 })
    control().returnOrder(first, {})
    expect(control().fbaStock('FBA')?.fulfillable).toBe(9)
    control().setFbaStock('FBA', { fulfillable: 7 })
    control().cancelOrder(buy('FBA', 3), 'AMAZON')
    expect(control().fbaStock('FBA')).toMatchObject({ fulfillable: 7, pendingCustomerOrder: 0 })
    expect(fbm()).toBe(5)
  })

  it('takes FBM units when it is placed, also unpaid; nobody buys what is not there', () => {
    const pending = control().placeOrder({
      status: 'PENDING',
      lines: [{ sku: 'FBM', quantity: 3 }],
    })
    expect(fbm()).toBe(2)
    expect(control().buy({ sku: 'FBM', quantity: 3 })).toBeUndefined()
    control().cancelOrder(pending)
    expect(fbm()).toBe(5)
  })

  it.each([
    ['GeneralAdjustment', 5],
    ['NoInventory', 3],
  ])('cancelled by the seller for %s leaves %d units on sale', (reason, left) => {
    control().cancelOrder(buy('FBM', 2), 'MERCHANT', reason)
    expect(fbm()).toBe(left)
  })

  it('is told: the quantity of the merchant, the figures of Amazon', async () => {
    for (const type of [
      'LISTINGS_ITEM_MFN_QUANTITY_CHANGE',
      'FBA_INVENTORY_AVAILABILITY_CHANGES',
    ]) {
      control().subscribe(type)
    }
    amazon.simulator.faults.add({ on: 'amazon.notification', fault: 'duplicate' })
    buy('FBM', 1)
    buy('FBA', 1)
    const { sqs } = await received()
    expect(sqs.map(({ NotificationType }) => NotificationType)).toEqual([
      'LISTINGS_ITEM_MFN_QUANTITY_CHANGE',
      'LISTINGS_ITEM_MFN_QUANTITY_CHANGE',
      'FBA_INVENTORY_AVAILABILITY_CHANGES',
    ])
    expect(sqs[0]?.Payload).toEqual({
      SellerId: amazon.simulator.credentials.sellerId,
      FulfillmentChannelCode: 'DEFAULT',
      Sku: 'FBM',
      Quantity: 4,
    })
    expect(sqs[2]?.Payload).toMatchObject({
      SKU: 'FBA',
      FulfillmentInventoryByMarketplace: expect.arrayContaining([
        expect.objectContaining({
          MarketplaceId: germany,
          FulfillmentInventory: expect.objectContaining({
            Fulfillable: 8,
            ReservedQuantityBreakdown: expect.objectContaining({ PendingCustomerOrder: 1 }),
          }),
        }),
      ]),
    })
  })
})

async function received() {
  const init = {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.ReceiveMessage',
    },
    body: JSON.stringify({
      QueueUrl: amazon.url + amazon.simulator.queuePath,
      MaxNumberOfMessages: 10,
    }),
  }
  const body = (await (await fetch(amazon.url, init)).json()) as { Messages: { Body: string }[] }
  type Envelope = { NotificationType: string; Payload: Record<string, unknown> }
  return { sqs: body.Messages.map((one) => JSON.parse(one.Body) as Envelope) }
}

describe('a report', () => {
  const root = '/reports/2021-06-30'
  async function download(reportType: string) {
    const made = await amazon.send('POST', `${root}/reports`, {
      reportType,
      marketplaceIds: [germany],
    })
    await control().advance(90_000)
    const { body } = await amazon.get(`${root}/reports/${String(made.body.reportId)}`)
    const place = await amazon.get(`${root}/documents/${String(body.reportDocumentId)}`)
    const answer = await fetch(String(place.body.url))
    const charset = /charset=(.*)$/.exec(answer.headers.get('content-type') ?? '')?.[1]
    const text = new TextDecoder(charset).decode(await answer.arrayBuffer())
    const [head = [], ...lines] = text
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split('\t'))
    const rows = lines.map((line) =>
      Object.fromEntries(head.map((name, at) => [name, line[at] ?? ''])),
    )
    return { charset, rows }
  }

  it('of all listings is a table in the encoding of its region', async () => {
    control().setListingQuantity('FBM', 0)
    const { charset, rows } = await download('GET_MERCHANT_LISTINGS_ALL_DATA')
    expect(charset).toBe('ISO-8859-1')
    expect(rows).toMatchObject([
      {
        'item-name': 'Blåbär',
        'seller-sku': 'FBA',
        quantity: '',
        'fulfillment-channel': 'AMAZON_EU',
        status: 'Active',
      },
      { 'seller-sku': 'FBM', quantity: '0', 'fulfillment-channel': 'DEFAULT', status: 'Inactive' },
    ])
    control().changeSettings({ flatFileEncoding: 'utf-8' })
    expect((await download('GET_MERCHANT_LISTINGS_DATA')).rows).toHaveLength(1)
  })

  it('of FBA stock is the same for half an hour', async () => {
    const type = 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA'
    const quantity = async () => (await download(type)).rows[0]?.['afn-fulfillable-quantity']
    expect(await quantity()).toBe('9')
    buy('FBA', 2)
    expect(await quantity()).toBe('9')
    await control().advance(1_800_000)
    expect(await quantity()).toBe('7')
  })
})
