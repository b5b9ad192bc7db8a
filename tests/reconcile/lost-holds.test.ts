/** Calls about holds of which no answer came, on real parts: what is not there is placed, what is there is taken back. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { dayMs, hourMs, minuteMs, mugSku } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

/** No answer comes, and nothing happens within the story. */
function lose(world: LifeWorld, on: string): void {
  world.shopify.faults.add({ on, fault: 'applied-late', delayMs: 30 * dayMs, times: 1 })
}

test("R-SHIP-31: a buyer's wish holds the order, also when the first call never arrived", async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  lose(world, 'shopify.fulfillmentOrderHold')
  world.amazon.control.requestCancel(orderId, 'NO_LONGER_NEEDED')
  await world.pass(10 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(1)
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    ...{ outcome: 'held', reason: 'BUYER_ASKS_TO_CANCEL' },
  })
  await world.say(orderId, 'decline-cancel', 'buyer-cancel')
  await world.pass(10 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(0)
  expect(world.thrown).toEqual([])
})

test('R-SHIP-31: a gift message holds the order, also when the first call never arrived', async () => {
  const world = await createLifeWorld(database.db)
  lose(world, 'shopify.fulfillmentOrderHold')
  const line = { sku: mugSku, unitPrice: '10.00', giftMessage: 'For you' }
  const { orderId } = await world.bring({ ...mugOrder, lines: [line] })
  await world.pass(10 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(1)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({ reason: 'CHECK_MESSAGES' })
})

test('R-SHIP-31: a call that arrived without an answer is known again, and placed no second time', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.shopify.faults.add({ on: 'shopify.fulfillmentOrderHold', fault: 'answer-lost', times: 1 })
  world.amazon.control.requestCancel(orderId, 'NO_LONGER_NEEDED')
  await world.pass(hourMs)
  expect(world.inShop(orderId).holds).toBe(1)
  expect(world.shopify.journal.count('shopify.fulfillmentOrderHold')).toBe(1)
  // The part is on hold by it, and open no more: it is written down all the same.
  expect(await world.attempts(orderId)).toEqual(['hold-in-shop done'])
})

test.for([
  ['a buyer who asked to cancel', 'buyer-cancel', 'decline-cancel'],
  ['messages that were read', 'messages', 'release'],
] as const)(
  'R-SHIP-31: a release without an answer is written down once the hold is gone, for %s',
  async ([, subject, kind]) => {
    const world = await createLifeWorld(database.db)
    const line = { sku: mugSku, unitPrice: '10.00' }
    const isGift = subject === 'messages'
    const lines = [isGift ? { ...line, giftMessage: 'For you' } : line]
    const { orderId } = await world.bring({ ...mugOrder, lines })
    if (!isGift) world.amazon.control.requestCancel(orderId, 'NO_LONGER_NEEDED')
    await world.pass(5 * minuteMs)
    const on = 'shopify.fulfillmentOrderReleaseHold'
    world.shopify.faults.add({ on, fault: 'answer-lost', times: 1 })
    await world.say(orderId, kind, subject)
    await world.pass(hourMs)
    expect(world.inShop(orderId).holds).toBe(0)
    expect(world.shopify.journal.count(on)).toBe(1)
    expect(await world.attempts(orderId)).toEqual(['hold-in-shop done', 'release-in-shop done'])
    expect(world.thrown).toEqual([])
  },
)

test('R-SHIP-31: a release that Shopify refuses is told to a person, who may repeat it', async () => {
  const world = await createLifeWorld(database.db)
  const line = { sku: mugSku, unitPrice: '10.00', giftMessage: 'For you' }
  const { orderId } = await world.bring({ ...mugOrder, lines: [line] })
  await world.pass(5 * minuteMs)
  const on = 'shopify.fulfillmentOrderReleaseHold'
  world.shopify.faults.add({ on, fault: 'refused', times: 1 })
  await world.say(orderId, 'release', 'messages')
  await world.pass(hourMs)
  expect(world.shopify.journal.count(on)).toBe(1)
  expect(world.inShop(orderId).holds).toBe(1)
  const held = await world.concern(orderId, 'shipment')
  expect(held).toMatchObject({ outcome: 'held', reason: 'SHOP_HOLD_STANDS' })
  await world.say(orderId, 'repeat', String(held?.detail?.subject))
  await world.pass(hourMs)
  expect(world.inShop(orderId).holds).toBe(0)
  expect(await world.concern(orderId, 'shipment')).not.toMatchObject({ outcome: 'held' })
})

test('R-SHIP-31: a release that never arrived is repeated while the hold stands', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.amazon.control.requestCancel(orderId, 'NO_LONGER_NEEDED')
  await world.pass(5 * minuteMs)
  lose(world, 'shopify.fulfillmentOrderReleaseHold')
  await world.say(orderId, 'decline-cancel', 'buyer-cancel')
  await world.pass(10 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(0)
  expect(world.thrown).toEqual([])
})

test('R-CANCEL-5: a cancellation in Shopify without an answer is known as ours when both sides show it', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.shopify.faults.add({ on: 'shopify.orderCancel', fault: 'answer-lost', times: 1 })
  world.amazon.control.cancelOrder(orderId, 'BUYER')
  await world.pass(hourMs)
  expect(world.inShop(orderId)).toMatchObject({ cancelled: true })
  expect(await world.attempts(orderId)).toEqual(['cancel-in-shop done'])
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    reason: 'CANCELLED_ON_BOTH_SIDES',
  })
  expect(world.amazon.control.feeds()).toEqual([])
})
