/** The demo's Amazon side: what a first poll finds, what follows by notification, and what can be imported. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { adoptableOrder } from '../../simulators/worlds/adoptable.ts'
import { demoCatalogue, itemsWithOddity } from '../../simulators/worlds/catalogue.ts'
import { populateDemoAmazon } from '../../simulators/worlds/demo-amazon.ts'
import { drain } from './amazon-envelope.ts'
import { type AmazonHost, openAmazon, worldStartMs } from './amazon-host.ts'

const seed = 7
let amazon: AmazonHost
beforeEach(async () => {
  amazon = await openAmazon({
    quotas: 'off',
    populate: (control, clock) => populateDemoAmazon(control, clock, { seed }),
  })
})
afterEach(() => amazon.close())

type Order = {
  orderId: string
  lastUpdatedTime: string
  createdTime: string
  proceeds?: { grandTotal: { amount: string; currencyCode: string } }
  fulfillment: { fulfillmentStatus: string; fulfilledBy: string }
  salesChannel: { marketplaceId: string }
}

async function poll(): Promise<Order[]> {
  const query = 'lastUpdatedAfter=2026-11-20T00:00:00Z&includedData=FULFILLMENT,PROCEEDS'
  const { body } = await amazon.get(`/orders/2026-01-01/orders?${query}`)
  return body.orders as Order[]
}
const isForImport = ({ fulfillment }: Order): boolean =>
  fulfillment.fulfilledBy === 'MERCHANT' &&
  ['UNSHIPPED', 'PARTIALLY_SHIPPED'].includes(fulfillment.fulfillmentStatus)

describe('the demo world', () => {
  it('has 30 orders for the first poll, changed ten minutes ago or earlier', async () => {
    const orders = await poll()
    expect(orders).toHaveLength(30)
    for (const order of orders) {
      expect(Date.parse(order.lastUpdatedTime)).toBeLessThanOrEqual(worldStartMs - 600_000)
      expect(Date.parse(order.createdTime)).toBeGreaterThan(worldStartMs - 86_400_000)
      expect(Date.parse(order.createdTime)).toBeLessThanOrEqual(worldStartMs - 720_000)
    }
    const currencies = new Set(orders.flatMap((one) => one.proceeds?.grandTotal.currencyCode ?? []))
    expect(currencies).toEqual(new Set(['EUR', 'GBP', 'SEK', 'JPY', 'USD']))
  })

  it('holds the order that another app imported, with its total', async () => {
    const wanted = adoptableOrder(demoCatalogue(seed))
    const found = (await poll()).find(({ orderId }) => orderId === wanted.amazonOrderId)
    expect(found?.proceeds?.grandTotal).toEqual({
      amount: wanted.total,
      currencyCode: wanted.currency,
    })
  })

  it('goes on with 20 steps that each send a notification, and ends with 20 or more to import', async () => {
    await amazon.simulator.control.advance(20 * 1500)
    expect(await drain(amazon)).toHaveLength(20)
    await amazon.simulator.control.advance(120_000)
    const orders = await poll()
    expect(orders).toHaveLength(47)
    expect(orders.filter(isForImport).length).toBeGreaterThanOrEqual(30)
  })

  it('starts anew after a reset, without steps of the old story', async () => {
    await amazon.simulator.control.advance(3000)
    const answer = await fetch(`${amazon.url}/_control/reset`, { method: 'POST' })
    expect(answer.status).toBe(200)
    expect(amazon.simulator.control.orderCount()).toBe(30)
    await amazon.simulator.control.advance(30_000)
    expect(await drain(amazon)).toHaveLength(20)
  })
})

describe('the demo catalogue', () => {
  it('is 200 products and the twin of one, the same for a seed', () => {
    const catalogue = demoCatalogue(seed)
    expect(demoCatalogue(seed)).toEqual(catalogue)
    expect(demoCatalogue(8)).not.toEqual(catalogue)
    expect(new Set(catalogue.map((item) => item.productKey)).size).toBe(201)
    for (const one of ['amazonSku', 'shopifySku'] as const) {
      expect(new Set(catalogue.map((item) => item[one])).size).toBeGreaterThan(300)
    }
  })

  it.each([1, 7, 42, 2026])('has every oddity in seed %i', (one) => {
    const catalogue = demoCatalogue(one)
    const counts = [
      'title-match',
      'unmapped',
      'ambiguous',
      'no-stock',
      'renamed-sku',
      'fba-pair',
    ].map((oddity) => itemsWithOddity(catalogue, oddity as 'title-match').length)
    expect(counts).toEqual([6, 1, 2, 4, 1, 6])
    expect(adoptableOrder(catalogue).lines.map(({ item }) => item.fulfilledBy)).toEqual([
      'MERCHANT',
      'MERCHANT',
    ])
  })
})
