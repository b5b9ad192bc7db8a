/** Finances 2024-06-19 listTransactions and TRANSACTION_UPDATE (models of 2026-08-05): lag, filters, tokens, breakdowns. */
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { type AmazonHost, openAmazon } from './amazon-host.ts'

let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({ quotas: 'off' })
})
afterEach(() => amazon.close())

const hourMs = 3_600_000
const root = '/finances/2024-06-19/transactions'
type Amount = { currencyCode: string; currencyAmount: number }
type Breakdown = { breakdownType: string; breakdownAmount: Amount; breakdowns: Breakdown[] }
type Transaction = {
  transactionType: string
  transactionStatus: string
  description: string
  totalAmount: Amount
  relatedIdentifiers: { relatedIdentifierName: string; relatedIdentifierValue: string }[]
  items: { breakdowns: Breakdown[]; contexts: Record<string, unknown>[] }[]
}
type Page = { transactions: Transaction[]; nextToken?: string }

function placeShipped(spec: OrderSpec = {}): string {
  const lines = [{ sku: 'ONE', quantity: 2, unitPrice: '10.00', shipping: '4.00' }]
  const orderId = amazon.simulator.control.placeOrder({ lines, ...spec })
  amazon.simulator.control.shipOrder(orderId)
  return orderId
}
const page = async (query: string) => (await amazon.get(`${root}?${query}`)).body.payload as Page
const ofOrder = (orderId: string) =>
  page(`relatedIdentifierName=ORDER_ID&relatedIdentifierValue=${orderId}`)
const types = ({ transactions }: Page) => transactions.map((one) => one.transactionType)
const advance = (ms: number) => amazon.simulator.control.advance(ms)

describe('listTransactions', () => {
  it('shows shipment and refund of an order only after 48 hours', async () => {
    const orderId = placeShipped()
    await advance(24 * hourMs)
    amazon.simulator.control.refundOrder(orderId)
    await advance(24 * hourMs - 1)
    expect(types(await ofOrder(orderId))).toEqual([])
    await advance(1)
    expect(types(await ofOrder(orderId))).toEqual(['Shipment'])
    await advance(24 * hourMs)
    expect(types(await ofOrder(orderId))).toEqual(['Shipment', 'Refund'])
  })

  it('breaks a refund down into JSON numbers, by product and not by order item', async () => {
    const orderId = placeShipped()
    const orderItemId = amazon.simulator.control.truth(orderId).items[0]?.orderItemId ?? ''
    const components = { Principal: '5.50', Shipping: '4.00' }
    amazon.simulator.control.refundOrder(orderId, { items: [{ orderItemId, components }] })
    await advance(48 * hourMs)
    const refund = (await ofOrder(orderId)).transactions[1]
    expect(refund).toMatchObject({
      transactionType: 'Refund',
      transactionStatus: 'RELEASED',
      description: 'Refund Order',
      marketplaceDetails: { marketplaceId: 'A1PA6795UKMFR9', marketplaceName: 'Amazon.de' },
    })
    expect(refund?.relatedIdentifiers.map((one) => one.relatedIdentifierName)).toEqual([
      'ORDER_ID',
      'REFUND_ID',
    ])
    const [item] = refund?.items ?? []
    expect(item?.contexts).toMatchObject([
      { contextType: 'ProductContext', sku: 'ONE', fulfillmentNetwork: 'MFN' },
    ])
    const leaves = item?.breakdowns.map(({ breakdownType, breakdownAmount, breakdowns }) => [
      breakdownType,
      breakdowns[0]?.breakdownType,
      breakdownAmount.currencyAmount,
    ])
    expect(leaves).toEqual([
      ['Product Charges', 'Principle', -5.5],
      ['Shipping', 'Shipping', -4],
      ['Amazon Fees', 'Commission', 0.83],
    ])
    expect(refund?.totalAmount).toEqual({ currencyCode: 'EUR', currencyAmount: -8.67 })
    expect(JSON.stringify(refund)).not.toContain(orderItemId)
  })

  it('charges each parcel once: two shipments of one order add up', async () => {
    const orderId = amazon.simulator.control.placeOrder({
      lines: [{ sku: 'ONE', quantity: 3, unitPrice: '3.33', shipping: '1.00' }],
    })
    const orderItemId = amazon.simulator.control.truth(orderId).items[0]?.orderItemId ?? ''
    amazon.simulator.control.shipOrder(orderId, { items: [{ orderItemId, quantity: 1 }] })
    amazon.simulator.control.shipOrder(orderId)
    await advance(48 * hourMs)
    const { transactions } = await ofOrder(orderId)
    const shipping = transactions.map(
      (one) =>
        one.items[0]?.breakdowns.find((part) => part.breakdownType === 'Shipping')?.breakdownAmount
          .currencyAmount,
    )
    expect(shipping).toEqual([0.33, 0.67])
  })

  it('leaves out merchant orders of the US store when asked for that store', async () => {
    const american = placeShipped({ marketplaceId: 'ATVPDKIKX0DER' })
    placeShipped()
    await advance(50 * hourMs)
    const since = 'postedAfter=2026-11-01T00:00:00Z'
    expect(types(await page(`${since}&marketplaceId=ATVPDKIKX0DER`))).toEqual([])
    expect(types(await page(`${since}&marketplaceId=A1PA6795UKMFR9`))).toEqual(['Shipment'])
    expect(types(await page(since))).toHaveLength(2)
    expect(types(await ofOrder(american))).toEqual(['Shipment'])
  })

  it('filters by status, and defers where the setting says so', async () => {
    amazon.simulator.control.changeSettings({ deferralMs: 72 * hourMs })
    placeShipped()
    await advance(50 * hourMs)
    const count = async (status: string) =>
      types(await page(`postedAfter=2026-11-01T00:00:00Z&transactionStatus=${status}`)).length
    expect([await count('DEFERRED'), await count('DEFERRED_RELEASED')]).toEqual([1, 0])
    await advance(30 * hourMs)
    expect([await count('DEFERRED'), await count('DEFERRED_RELEASED')]).toEqual([0, 1])
  })

  it('pages by a token that wants the same arguments, and may give an empty page', async () => {
    for (let at = 0; at < 51; at += 1) placeShipped()
    await advance(50 * hourMs)
    const since = 'postedAfter=2026-11-01T00:00:00Z'
    amazon.simulator.faults.add({ on: 'amazon.listTransactions', fault: 'half-page' })
    const none = await page(since)
    expect(none.transactions).toEqual([])
    const first = await page(`${since}&nextToken=${none.nextToken}`)
    const rest = await page(`${since}&nextToken=${first.nextToken}`)
    expect([first.transactions.length, rest.transactions.length]).toEqual([50, 1])
    expect(rest.nextToken).toBeUndefined()
    const other = `postedAfter=2026-11-02T00:00:00Z&nextToken=${first.nextToken}`
    expect((await amazon.get(`${root}?${other}`)).status).toBe(400)
  })

  it.each([
    '',
    'postedAfter=2026-11-22T09:59:00Z',
    'postedAfter=2026-11-20T00:00:00Z&postedBefore=2026-11-19T00:00:00Z',
    'relatedIdentifierName=ORDER_ID',
    'relatedIdentifierName=REFUND_ID&relatedIdentifierValue=1',
    'postedAfter=2026-11-01T00:00:00Z&transactionStatus=Released',
  ])('refuses the query %o', async (query) => {
    expect((await amazon.get(`${root}?${query}`)).status).toBe(400)
  })

  it('is empty for more than 180 days', async () => {
    placeShipped()
    await advance(50 * hourMs)
    expect(types(await page('postedAfter=2026-05-01T00:00:00Z'))).toEqual([])
  })
})

describe('TRANSACTION_UPDATE', () => {
  it('tells of a refund at once, two days before listTransactions', async () => {
    amazon.simulator.control.subscribe('TRANSACTION_UPDATE')
    const orderId = placeShipped()
    amazon.simulator.control.refundOrder(orderId)
    const QueueUrl = amazon.url + amazon.simulator.queuePath
    const { Messages = [] } = await amazon
      .sqs()
      .send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    const bodies = Messages.map((message) => JSON.parse(message.Body ?? '{}'))
    expect(bodies.map((body) => body.NotificationType)).toEqual([
      'TRANSACTION_UPDATE',
      'TRANSACTION_UPDATE',
    ])
    expect(bodies[1].Payload.TransactionUpdateNotification).toMatchObject({
      RelatedIdentifiers: [{ RelatedIdentifierName: 'OrderId', RelatedIdentifierValue: orderId }],
      TransactionType: 'Refund',
      PostedDate: '2026-11-22T10:00:00.000Z',
      TotalAmount: { CurrencyAmount: -21, CurrencyCode: 'EUR' },
    })
  })
})
