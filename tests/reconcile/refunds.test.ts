/** Refunds between both sides, on real parts: each is carried over once, and never more than is left. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type Imported, type LifeWorld, mugOrder } from './life-world.ts'
import { dayMs, hourMs, minuteMs, mugSku, type SmallWorldOptions } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const refundFeed = 'POST_PAYMENT_ADJUSTMENT_DATA'
const twoMugs = { ...mugOrder, lines: [{ sku: mugSku, unitPrice: '10.00', quantity: 2 }] }

function feedsOf(world: LifeWorld): string[] {
  return world.amazon.control.feeds().map(({ feedType }) => feedType)
}

/** Amazon tells of what it books, too. */
async function listening(options: SmallWorldOptions = {}): Promise<LifeWorld> {
  const world = await createLifeWorld(database.db, options)
  world.amazon.control.subscribe('TRANSACTION_UPDATE')
  return world
}

/** Left on Amazon, and written down in Shopify. */
async function bringShipped(world: LifeWorld, spec = mugOrder): Promise<Imported> {
  const brought = await world.bring(spec)
  world.amazon.control.shipOrder(brought.orderId)
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(brought.orderId)).toBe('SHIPPED')
  return brought
}

function refundMug(world: LifeWorld, gid: string, quantity = 1): void {
  const lines = [{ sku: mugSku, quantity }]
  world.shopify.control.merchantRefund({ orderId: gid, lines, notify: false })
}

test('B36, B39: refunded in Shopify is refunded on Amazon by itself, the same amount and reason', async () => {
  const world = await listening()
  const { orderId, gid } = await bringShipped(world)
  world.shopify.control.merchantRefund({
    ...{ orderId: gid, lines: [{ sku: mugSku, quantity: 1 }], restock: 'RETURN' },
    ...{ location: 'Warehouse', notify: false },
  })
  await world.pass(hourMs)
  expect(feedsOf(world)).toEqual([refundFeed])
  const { refunds, refundedTotal } = world.amazon.control.truth(orderId)
  expect(refunds).toMatchObject([{ reason: 'CustomerReturn', by: 'SELLER_APPLICATION' }])
  expect(refundedTotal).toBe('10.00')
  expect(await world.attempts(orderId)).toContain('refund-on-amazon done')
  await world.pass(8 * dayMs)
  expect(await world.concern(orderId, 'refund')).toMatchObject({ reason: 'REFUNDED_ON_BOTH_SIDES' })
  expect(world.inShop(orderId).refunds).toHaveLength(1)
  expect(feedsOf(world)).toEqual([refundFeed])
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('B37: refunded on Amazon is written down in Shopify once, and moves no money', async () => {
  const world = await listening()
  const { orderId } = await bringShipped(world)
  await world.pass(hourMs)
  const atMs = world.clock.nowMs()
  world.amazon.control.refundOrder(orderId)
  await world.pass(hourMs)
  // Finances "might not include orders from the last 48 hours".
  expect(world.inShop(orderId).refunds).toEqual([])
  await world.pass(3 * dayMs)
  const { refunds, refunded } = world.inShop(orderId)
  expect(refunds).toMatchObject([{ amount: '10.00', processedAtMs: atMs, gateways: ['manual'] }])
  expect(refunds[0]?.restockTypes).toEqual(['NO_RESTOCK'])
  expect(refunds[0]?.note).toContain('crossdock:refund-in-shop:')
  expect(refunded).toBe('10.00')
  await world.pass(8 * dayMs)
  expect(feedsOf(world)).toEqual([])
  expect(world.amazon.control.truth(orderId).refunds).toHaveLength(1)
  expect(await world.concern(orderId, 'refund')).toMatchObject({ reason: 'REFUNDED_ON_BOTH_SIDES' })
  expect(world.mails()).toBe(0)
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('B38: refunded on Amazon first, a refund in Shopify fails and says when', async () => {
  const world = await listening()
  world.amazon.control.changeSettings({ financesLagMs: 0 })
  const { orderId, gid } = await bringShipped(world)
  world.amazon.control.refundOrder(orderId)
  await world.pass(minuteMs)
  refundMug(world, gid)
  const date = new Date(world.clock.nowMs()).toISOString().slice(0, 10)
  await world.pass(dayMs)
  const held = await world.concern(orderId, 'refund')
  expect(held).toMatchObject({ outcome: 'held', reason: 'ALREADY_REFUNDED', detail: { date } })
  expect(feedsOf(world)).toEqual([])
  expect(world.amazon.control.truth(orderId)).toMatchObject({ refundedTotal: '10.00' })
  expect(world.inShop(orderId)).toMatchObject({ refunded: '10.00' })
  await world.say(orderId, 'dismiss', String(held?.detail?.subject))
  await world.pass(8 * dayMs)
  expect(feedsOf(world)).toEqual([])
  expect(world.inShop(orderId).refunds).toHaveLength(1)
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('B38: refunded on Amazon unseen, Amazon refuses the second, and both settle when it is listed', async () => {
  const world = await createLifeWorld(database.db, { hearsNothing: true })
  world.amazon.control.changeSettings({ searchLagMs: 0 })
  const orderId = world.amazon.control.placeOrder(mugOrder)
  await world.pass(3 * hourMs)
  const gid = await world.gidOf(orderId)
  world.amazon.control.shipOrder(orderId)
  await world.pass(3 * hourMs)
  world.amazon.control.refundOrder(orderId)
  await world.pass(hourMs)
  refundMug(world, gid)
  await world.pass(4 * hourMs)
  expect(await world.concern(orderId, 'refund')).toMatchObject({
    ...{ outcome: 'held', reason: 'AMAZON_REFUSED_REFUND' },
    detail: { shopify: '10.00', amazon: '0.00' },
  })
  await world.pass(8 * dayMs)
  expect(await world.concern(orderId, 'refund')).toMatchObject({ reason: 'REFUNDED_ON_BOTH_SIDES' })
  expect(feedsOf(world)).toEqual([refundFeed])
  expect(world.amazon.control.truth(orderId).refundedTotal).toBe('10.00')
  expect(world.inShop(orderId)).toMatchObject({ refunded: '10.00' })
  expect(world.doubled()).toBe(0)
})

test('B41: every refund hangs on the one payment that the import recorded', async () => {
  const world = await listening()
  world.amazon.control.changeSettings({ financesLagMs: 0 })
  const { orderId, gid } = await bringShipped(world, twoMugs)
  const [item] = world.amazon.control.truth(orderId).items
  const orderItemId = item?.orderItemId ?? ''
  world.amazon.control.refundOrder(orderId, {
    items: [{ orderItemId, components: { Principal: '4.00' } }],
  })
  await world.pass(hourMs)
  const moved = world.shopify.control.orderRecord(gid)?.transactions ?? []
  const [payment, ...others] = moved
  expect(payment).toMatchObject({ kind: 'SALE', status: 'SUCCESS', gateway: 'manual' })
  expect(others).toMatchObject([{ kind: 'REFUND', parentId: payment?.id }])
  expect(world.inShop(orderId)).toMatchObject({ received: '20.00', refunded: '4.00' })
  expect(feedsOf(world)).toEqual([])
})

test('two refunds at once go one after the other, a part only with a yes while nobody can be sure', async () => {
  const world = await listening()
  const { orderId, gid } = await bringShipped(world, twoMugs)
  refundMug(world, gid)
  refundMug(world, gid)
  await world.pass(hourMs)
  expect(feedsOf(world)).toEqual([])
  const held = await world.concern(orderId, 'refund')
  expect(held).toMatchObject({ outcome: 'held', reason: 'REFUND_PARTIAL_UNSURE' })
  await world.say(orderId, 'approve', String(held?.detail?.subject))
  await world.pass(6 * hourMs)
  // After the first the second is all that is left: Amazon refuses it if that is not so.
  expect(feedsOf(world)).toEqual([refundFeed, refundFeed])
  expect(world.amazon.control.truth(orderId)).toMatchObject({ refundedTotal: '20.00' })
  await world.pass(8 * dayMs)
  expect(await world.concern(orderId, 'refund')).toMatchObject({ reason: 'REFUNDED_ON_BOTH_SIDES' })
  expect(world.inShop(orderId).refunds).toHaveLength(2)
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('B40: units taken back before they left are cancelled on Amazon by quantity, without money', async () => {
  const world = await listening()
  const { orderId, gid } = await world.bring(twoMugs)
  world.shopify.control.merchantRefund({
    ...{ orderId: gid, lines: [{ sku: mugSku, quantity: 1 }], restock: 'CANCEL' },
    ...{ location: 'Warehouse', notify: false },
  })
  await world.pass(2 * hourMs)
  expect(feedsOf(world)).toEqual([refundFeed])
  const truth = world.amazon.control.truth(orderId)
  expect(truth.items).toMatchObject([{ quantityCancelled: 1, quantityUnfulfilled: 1 }])
  expect(truth.refunds).toEqual([])
  world.amazon.control.shipOrder(orderId)
  await world.pass(8 * dayMs)
  expect(world.amazon.control.truth(orderId).refundedTotal).toBe('0.00')
  expect(feedsOf(world)).toEqual([refundFeed])
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('a refund before the goods left waits until Amazon shows them as shipped', async () => {
  const world = await listening()
  const { orderId, gid } = await world.bring()
  refundMug(world, gid)
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'refund')).toMatchObject({ reason: 'REFUND_BEFORE_SHIPMENT' })
  expect(feedsOf(world)).toEqual([])
  world.amazon.control.shipOrder(orderId)
  await world.pass(hourMs)
  expect(feedsOf(world)).toEqual([refundFeed])
  expect(world.amazon.control.truth(orderId)).toMatchObject({ refundedTotal: '10.00' })
})

test('money without lines waits with a suggestion; approved, it is sent as suggested', async () => {
  const world = await listening()
  const { orderId, gid } = await bringShipped(world, twoMugs)
  world.shopify.control.merchantRefund({ orderId: gid, amount: '3.50', notify: false })
  await world.pass(hourMs)
  const held = await world.concern(orderId, 'refund')
  expect(held).toMatchObject({ outcome: 'held', reason: 'REFUND_WITHOUT_LINES' })
  expect(held?.detail?.suggested).toEqual([expect.stringMatching(/^\d+ Principal 3\.50 EUR$/)])
  expect(feedsOf(world)).toEqual([])
  await world.say(orderId, 'approve', String(held?.detail?.subject))
  await world.pass(hourMs)
  expect(world.amazon.control.truth(orderId)).toMatchObject({ refundedTotal: '3.50' })
  expect(feedsOf(world)).toEqual([refundFeed])
})

test('in watch nothing is sent; what would be is told, and done once it is live', async () => {
  const world = await listening({ settings: { refund: { lane: 'watch' } } })
  const { orderId, gid } = await bringShipped(world)
  refundMug(world, gid)
  await world.pass(dayMs)
  const told = await world.concern(orderId, 'refund')
  expect(told).toMatchObject({ outcome: 'resting', reason: 'WATCHING' })
  expect(told?.detail?.would).toMatch(/^refund on Amazon: \d+ Principal 10\.00 EUR$/)
  expect(feedsOf(world)).toEqual([])
  expect(world.amazon.control.truth(orderId).refunds).toEqual([])
})

test('an answer lost on the way is no second refund, on either side', async () => {
  const world = await listening()
  world.amazon.control.changeSettings({ financesLagMs: 0 })
  const one = await bringShipped(world)
  const other = await bringShipped(world)
  world.shopify.faults.add({ on: 'shopify.refundCreate', fault: 'answer-lost' })
  world.amazon.faults.add({ on: 'amazon.createFeed', fault: 'answer-lost' })
  world.amazon.control.refundOrder(one.orderId)
  refundMug(world, other.gid)
  await world.pass(dayMs)
  expect(world.inShop(one.orderId)).toMatchObject({ refunded: '10.00' })
  expect(world.inShop(one.orderId).refunds).toHaveLength(1)
  expect(feedsOf(world)).toEqual([refundFeed])
  expect(world.amazon.control.truth(one.orderId)).toMatchObject({ refundedTotal: '10.00' })
  expect(world.amazon.control.truth(other.orderId)).toMatchObject({ refundedTotal: '10.00' })
  expect(world.inShop(other.orderId).refunds).toHaveLength(1)
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})
