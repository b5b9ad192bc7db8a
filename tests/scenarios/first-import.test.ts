/** From the connection on, by itself: what a seller sees in the first minute. */
import { beforeAll, describe, expect, it } from 'vitest'
import { ageLastPoll, reservedUnits } from '../support/books.ts'
import { eventually } from '../support/eventually.ts'
import { beginStory, type Story } from '../support/story.ts'

const minuteMs = 60_000

describe('a seller connects a shop', () => {
  let story: Story
  let waiting = ''
  let pending = ''
  let byAmazon = ''
  beforeAll(async () => {
    story = await beginStory({
      before: async ({ amazon }) => {
        const past = { createdAgoMs: 20 * minuteMs, notify: false }
        waiting = await amazon.placeOrder(past)
        pending = await amazon.placeOrder({ ...past, status: 'PENDING' })
        const young = { ...past, createdAgoMs: 5 * minuteMs }
        byAmazon = await amazon.placeOrder({ ...young, fulfilledBy: 'AMAZON', status: 'SHIPPED' })
      },
    })
    return story.end
  })

  it('B74, B28: what was unshipped before the connection comes by the first poll, with no button', async () => {
    await story.comesTo(waiting, 'imported', 'IMPORTED')
    expect(await story.inShop(waiting)).toHaveLength(1)
    expect(await story.amazon.queued()).toBe(0)
  })

  it('B28: a new order comes to Shopify without anybody doing anything', async () => {
    const id = await story.amazon.placeOrder()
    await story.comesTo(id, 'imported', 'IMPORTED')
    expect(await story.inShop(id)).toHaveLength(1)
  })

  it('B29: it is tagged Amazon and carries the Amazon id as its source identifier', async () => {
    const id = await story.amazon.placeOrder()
    await story.comesTo(id, 'imported')
    const [order] = await story.inShop(id)
    expect(order?.sourceIdentifier).toBe(id)
    expect(order?.tags).toContain('Amazon')
  })

  it('B49: a pending order stays out with its units reserved, and comes in when it is paid', async () => {
    await story.comesTo(pending, 'resting', 'PENDING')
    expect(await story.inShop(pending)).toEqual([])
    expect(await reservedUnits(story, pending)).toBe(1)
    await story.amazon.pay(pending)
    await story.comesTo(pending, 'imported', 'IMPORTED')
    expect(await story.inShop(pending)).toHaveLength(1)
  })

  it('B49: a pending order that is cancelled leaves no order and no reservation', async () => {
    const id = await story.amazon.placeOrder({ status: 'PENDING' })
    await story.comesTo(id, 'resting', 'PENDING')
    await story.amazon.cancel(id)
    await story.comesTo(id, 'resting', 'CANCELLED_BEFORE_IMPORT')
    expect(await story.inShop(id)).toEqual([])
    expect(await reservedUnits(story, id)).toBe(0)
  })

  it('B77: an order that Amazon fulfils is listed here and not created in Shopify', async () => {
    await story.comesTo(byAmazon, 'resting', 'FBA_LISTED')
    expect(await story.inShop(byAmazon)).toEqual([])
  })

  it('B78: the fulfilment method of FBA, FBM and Prime by the merchant is in the details', async () => {
    const prime = await story.amazon.placeOrder({ programs: ['PRIME'] })
    await story.comesTo(prime, 'imported')
    const methods = [byAmazon, waiting, prime].map(async (id) => (await story.api.order(id)).method)
    expect(await Promise.all(methods)).toEqual(['FBA', 'FBM', 'SFP'])
  })

  it('B43, B60: the lag is measured and shown with the last poll and the last event, and no alarm', async () => {
    const health = await story.api.get<Health>('/api/health')
    expect(health.importLag.imports).toBeGreaterThanOrEqual(3)
    expect(health.importLag.p99Ms).toBeLessThan(30 * minuteMs)
    expect(Date.parse(health.lastPoll ?? '')).toBeGreaterThan(Date.now() - 5 * minuteMs)
    expect(Date.parse(health.lastNotification ?? '')).toBeGreaterThan(Date.now() - 5 * minuteMs)
    expect(Date.parse(health.lastWebhook ?? '')).toBeGreaterThan(Date.now() - 5 * minuteMs)
    expect(health).toMatchObject({ connected: true, alarms: [], deadLetters: 0 })
  })

  it('B8: over all of this Shopify has sent no mail to anybody', async () => {
    const orders = await story.shopify.orders()
    expect(orders.length).toBeGreaterThan(3)
    expect(orders.filter((order) => order.canNotifyCustomer)).toEqual([])
    expect(await story.shopify.mails()).toEqual([])
  })

  it('B60: when Amazon is no longer read an alarm says so', async () => {
    await story.amazon.addFault({ on: 'amazon.searchOrders', fault: 'unavailable', times: 10_000 })
    await ageLastPoll(story, 16 * minuteMs)
    const alarmed = async () => (await story.api.get<Health>('/api/health')).alarms
    await eventually(async () => (await alarmed()).includes('POLL_SILENT'))
    await story.amazon.clearFaults()
    await eventually(async () => !(await alarmed()).includes('POLL_SILENT'))
  })
})

type Health = {
  readonly alarms: readonly string[]
  readonly importLag: { readonly imports: number; readonly p99Ms: number | null }
  readonly lastPoll: string | null
  readonly lastNotification: string | null
  readonly lastWebhook: string | null
}
