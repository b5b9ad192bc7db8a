/** How news reach Crossdock: doubled, in disorder, late, by one way alone, or in pieces. None is lost. */
import { createHmac } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { startCrossdock } from '../support/product.ts'
import { openIncidents, placeOrders, setStage } from '../support/scenario.ts'
import { beginStory, type Story } from '../support/story.ts'

const minuteMs = 60_000

describe('news by notification and by polling', () => {
  let story: Story
  beforeAll(async () => {
    story = await beginStory()
    return story.end
  })

  it('R-FLOW-13: every notification twice: each order once', async () => {
    await story.amazon.addFault({ on: 'amazon.notification', fault: 'duplicate', times: 5 })
    const ids = await placeOrders(story.amazon, 5)
    for (const id of ids) await story.comesTo(id, 'imported', 'IMPORTED')
    await eventually(async () => (await story.amazon.queued()) === 0)
    for (const id of ids) expect(await story.inShop(id)).toHaveLength(1)
    expect((await story.amazon.fired()).duplicate).toBe(5)
  })

  it('R-FLOW-13: a notification that comes after a newer one changes nothing', async () => {
    const match = { type: 'OrderStatusChange' }
    await story.amazon.addFault({ on: 'amazon.notification', fault: 'out-of-order', match })
    const id = await story.amazon.placeOrder({ status: 'PENDING' })
    await story.amazon.pay(id)
    await story.comesTo(id, 'imported', 'IMPORTED')
    await story.amazon.touch(id)
    await eventually(async () => (await story.amazon.queued()) === 0)
    await story.comesTo(id, 'imported', 'IMPORTED')
    expect(await story.inShop(id)).toHaveLength(1)
  })

  it('R-FLOW-14: a lost notification is made up for by polling', async () => {
    // The order's own: what Amazon tells of its stock comes.
    const match = { type: 'OrderStatusChange' }
    await story.amazon.addFault({ on: 'amazon.notification', fault: 'silently-dropped', match })
    const id = await story.amazon.placeOrder()
    await story.comesTo(id, 'imported', 'IMPORTED')
    const { trace } = await story.api.order(id)
    expect(trace.map(({ kind }) => kind)).not.toContain('heard')
    expect((await story.amazon.fired())['silently-dropped']).toBe(1)
  })

  it('R-FLOW-14: a read that shows less than its event told is read again until it shows it', async () => {
    await story.amazon.settings({ getOrderLagMs: 400 })
    const id = await story.amazon.placeOrder({ status: 'PENDING' })
    await story.amazon.pay(id)
    await story.amazon.settings({ getOrderLagMs: 0 })
    await story.comesTo(id, 'imported', 'IMPORTED')
    expect(await story.inShop(id)).toHaveLength(1)
  })

  it('R-FLOW-15: a page with a broken order keeps the other 99', async () => {
    await story.amazon.placeMany({ count: 99, oldestAgoMs: 4 * minuteMs, newestAgoMs: minuteMs })
    const past = { createdAgoMs: 2 * minuteMs, notify: false }
    const broken = await story.amazon.placeOrder({ ...past, broken: 'amount-with-comma' })
    await story.comesTo(broken, 'held', 'UNREADABLE_ORDER')
    const everyMs = 300
    const all = await story.amazon.orderCount()
    await eventually(async () => (await story.api.knownOrders()) === all, { everyMs })
    await eventually(async () => (await story.timesInShop()).size === all - 1, { everyMs })
    expect(new Set((await story.timesInShop()).values())).toEqual(new Set([1]))
  })

  it('R-FLOW-16: an address that comes late is waited for, and the order then carries it', async () => {
    // While Amazon shows no address; a time after which it comes would race with a busy machine.
    await story.amazon.settings({ directToConsumerRole: false })
    const id = await story.amazon.placeOrder({})
    await story.comesTo(id, 'waiting', 'WAITING_FOR_ADDRESS')
    await story.amazon.settings({ directToConsumerRole: true })
    await story.amazon.touch(id)
    await story.comesTo(id, 'imported', 'IMPORTED')
    expect((await story.api.order(id)).addressKnown).toBe(true)
  })

  it('R-FLOW-17: a webhook that is not signed with our secret is refused with 401 and leaves nothing', async () => {
    const body = JSON.stringify({ admin_graphql_api_id: 'gid://shopify/Order/1' })
    const send = (secret: string) =>
      fetch(`${story.api.url}/webhooks/shopify/main`, {
        method: 'POST',
        headers: {
          'x-shopify-topic': 'orders/updated',
          'x-shopify-webhook-id': `forged-${secret.length}`,
          'x-shopify-hmac-sha256': createHmac('sha256', secret).update(body).digest('base64'),
        },
        body,
      })
    expect((await send('a guess')).status).toBe(401)
    expect((await send(story.product.addresses.shopify.clientSecret)).status).toBe(200)
    expect(await openIncidents(story.database)).not.toContain('APP_UNINSTALLED')
  })
})

const ways = [
  { way: 'polling', env: { AMAZON_SQS_QUEUE_URL: '', AMAZON_SQS_QUEUE_ARN: '' }, lag: 0 },
  { way: 'the queue', env: {}, lag: 60 * minuteMs },
] as const

describe.each(ways)('news by $way alone', ({ way, env, lag }) => {
  it(`R-FLOW-14: by ${way} every order comes, once`, async () => {
    const stage = await setStage({ searchLagMs: lag })
    const crossdock = await startCrossdock({ ...stage.product, env })
    const ids = await placeOrders(stage.amazon, 3)
    for (const id of ids) await stage.comesTo(id, 'imported', 'IMPORTED')
    expect(await stage.timesInShop()).toEqual(new Map(ids.map((id) => [id, 1])))
    await crossdock.kill('SIGTERM')
    await stage.strike()
  })
})
