/** Cancellations between both sides, on real parts: each is carried over once, and nobody is written to. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { hourMs, minuteMs, mugSku } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const cancelFeed = 'POST_ORDER_ACKNOWLEDGEMENT_DATA'

function feedsOf(world: LifeWorld) {
  return world.amazon.control.feeds().map(({ feedType }) => feedType)
}

function stock(world: LifeWorld): number {
  const levels = world.shopify.control.stockOf(mugSku)
  return levels.reduce((sum, { quantities }) => sum + (quantities.available ?? 0), 0)
}

test('R-CANCEL-1, R-CANCEL-7, B31: cancelled on Amazon is cancelled in Shopify once, its stock back, nobody written to', async () => {
  const world = await createLifeWorld(database.db)
  const before = stock(world)
  const { orderId } = await world.bring()
  expect(stock(world)).toBe(before - 1)
  world.amazon.control.cancelOrder(orderId, 'BUYER')
  await world.pass(10 * minuteMs)
  const order = world.inShop(orderId)
  expect(order).toMatchObject({ cancelled: true, refunded: '10.00' })
  expect(stock(world)).toBe(before)
  expect(world.mails()).toBe(0)
  expect(await world.attempts(orderId)).toEqual(['cancel-in-shop done'])
  expect(feedsOf(world)).toEqual([])
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    reason: 'CANCELLED_ON_BOTH_SIDES',
  })
  expect(world.thrown).toEqual([])
})

test('R-CANCEL-2, B40: cancelled in Shopify with a refund is cancelled on Amazon by one message', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  world.shopify.control.merchantCancel({
    ...{ orderId: gid, reason: 'INVENTORY', refund: true, restock: true, notify: false },
  })
  await world.pass(hourMs)
  expect(feedsOf(world)).toEqual([cancelFeed])
  const { status, cancellations } = world.amazon.control.truth(orderId)
  expect(status).toBe('CANCELLED')
  expect(cancellations).toMatchObject([{ reason: 'NoInventory' }])
  expect(await world.attempts(orderId)).toEqual(['acknowledge-failure done'])
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    reason: 'CANCELLED_ON_BOTH_SIDES',
  })
  expect(world.mails()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('R-CANCEL-4, B40: cancelled in Shopify without a refund is not sent, and the hold says why', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  world.shopify.control.merchantCancel({ orderId: gid, refund: false, notify: false })
  await world.pass(hourMs)
  expect(feedsOf(world)).toEqual([])
  expect(world.onAmazon(orderId)).toBe('UNSHIPPED')
  const held = await world.concern(orderId, 'cancellation')
  expect(held).toMatchObject({ outcome: 'held', reason: 'CANCELLED_WITHOUT_REFUND' })
  await world.say(orderId, 'approve', String(held?.detail?.subject))
  await world.pass(hourMs)
  expect(feedsOf(world)).toEqual([cancelFeed])
  expect(world.onAmazon(orderId)).toBe('CANCELLED')
})

test('R-CANCEL-6: a buyer asks to cancel: Shopify holds it; accepted, it is cancelled on both sides', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.amazon.control.requestCancel(orderId, 'NO_LONGER_NEEDED')
  await world.pass(5 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(1)
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    outcome: 'held',
    reason: 'BUYER_ASKS_TO_CANCEL',
  })
  await world.say(orderId, 'accept-cancel', 'buyer-cancel')
  await world.pass(hourMs)
  expect(world.amazon.control.truth(orderId).cancellations).toMatchObject([
    { reason: 'BuyerCanceled' },
  ])
  expect(world.inShop(orderId)).toMatchObject({ cancelled: true })
  expect(feedsOf(world)).toEqual([cancelFeed])
  expect(world.mails()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('R-CANCEL-6: a buyer asks to cancel: declined, Shopify may ship it', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  world.amazon.control.requestCancel(orderId, 'NO_LONGER_NEEDED')
  await world.pass(5 * minuteMs)
  await world.say(orderId, 'decline-cancel', 'buyer-cancel')
  await world.pass(5 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(0)
  world.shopify.control.merchantFulfil({
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumber: '00340434161094015902' },
    notify: false,
  })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(feedsOf(world)).toEqual([])
  expect(await world.concerns(orderId)).toMatchObject([{ concern: 'shipment' }])
})

test('the polls alone bring a cancellation from either side', async () => {
  const world = await createLifeWorld(database.db, { hearsNothing: true })
  world.amazon.control.changeSettings({ searchLagMs: 0 })
  const there = world.amazon.control.placeOrder(mugOrder)
  const here = world.amazon.control.placeOrder(mugOrder)
  await world.pass(3 * hourMs)
  const gid = await world.gidOf(here)
  world.amazon.control.cancelOrder(there, 'BUYER')
  world.shopify.control.merchantCancel({ orderId: gid, refund: true, notify: false })
  await world.pass(5 * hourMs)
  expect(world.inShop(there)).toMatchObject({ cancelled: true })
  expect(world.onAmazon(here)).toBe('CANCELLED')
  const { rows } = await sql<{ kind: string }>`
    select kind from effect where kind <> 'create-shopify-order' order by 1
  `.execute(database.db)
  expect(rows.map(({ kind }) => kind)).toEqual(['acknowledge-failure', 'cancel-in-shop'])
})

test('R-CANCEL-8: a part that Amazon cancelled is told until the Shopify order holds it no more', async () => {
  const world = await createLifeWorld(database.db)
  const line = { sku: mugSku, unitPrice: '10.00', quantity: 2 }
  const { orderId, gid } = await world.bring({ ...mugOrder, lines: [line] })
  const [item] = world.amazon.control.truth(orderId).items
  const items = [{ orderItemId: item?.orderItemId ?? '', quantity: 1 }]
  world.amazon.control.cancelItems(orderId, { by: 'BUYER', items })
  await world.pass(10 * minuteMs)
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    outcome: 'held',
    reason: 'PARTLY_CANCELLED_ON_AMAZON',
    detail: { items: [expect.stringContaining('1 of 2')] },
  })
  world.shopify.control.merchantEdit({ orderId: gid, set: [{ sku: mugSku, quantity: 1 }] })
  await world.pass(10 * minuteMs)
  expect(await world.concern(orderId, 'cancellation')).toBeUndefined()
  world.shopify.control.merchantFulfil({
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumber: '00340434161094015902' },
    notify: false,
  })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(world.confirms()).toBe(1)
})
