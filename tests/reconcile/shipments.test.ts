/** Shipments between both sides, on real parts: what one side shipped the other shows once. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld } from './life-world.ts'
import { hourMs, minuteMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const dhl = { trackingCompany: 'DHL', trackingNumber: '00340434161094015902' }

test('R-SHIP-3, B14, B32, B33: fulfilled in Shopify is shipped on Amazon with its tracking and date', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  await world.pass(3 * hourMs)
  const leftMs = world.clock.nowMs()
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl, notify: false })
  await world.pass(5 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(world.packages(orderId)).toMatchObject([
    { packageReferenceId: '1', trackingNumber: dhl.trackingNumber, carrier: 'DHL' },
  ])
  const shipTime = Date.parse(world.packages(orderId)[0]?.shipTime ?? '')
  expect(Math.floor(shipTime / 1_000)).toBe(Math.floor(leftMs / 1_000))
  expect(world.confirms()).toBe(1)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'SHIPPED_ON_BOTH_SIDES',
  })
  expect(await world.attempts(orderId)).toEqual(['confirm-parcel done'])
  expect(world.thrown).toEqual([])
})

test('B10, B14: the poll alone brings a fulfilment to Amazon', async () => {
  const world = await createLifeWorld(database.db, { hearsNothing: true })
  world.amazon.control.changeSettings({ searchLagMs: 0 })
  const orderId = world.amazon.control.placeOrder({
    marketplaceId: 'A1PA6795UKMFR9',
    taxMode: 'none',
    lines: [{ sku: 'AMZ-MUG', unitPrice: '10.00' }],
  })
  await world.pass(3 * hourMs)
  const gid = await world.gidOf(orderId)
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl, notify: false })
  await world.pass(4 * hourMs)
  expect(world.packages(orderId)).toMatchObject([{ trackingNumber: dhl.trackingNumber }])
  expect(world.confirms()).toBe(1)
})

test('R-SHIP-15, B10, B15, B31: shipped on Amazon is fulfilled in Shopify with tracking, and no mail', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.amazon.control.shipOrder(orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  await world.pass(5 * minuteMs)
  expect(world.inShop(orderId).fulfilments).toMatchObject([
    { status: 'SUCCESS', notify: false, trackingNumbers: ['1Z999AA10123456784'], units: 1 },
  ])
  expect(world.confirms()).toBe(0)
  expect(world.mails()).toBe(0)
  expect(await world.attempts(orderId)).toEqual(['fulfil-in-shop done'])
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('B10: the poll alone brings a shipment of Amazon into the shop', async () => {
  const world = await createLifeWorld(database.db, { hearsNothing: true })
  world.amazon.control.changeSettings({ searchLagMs: 0 })
  const orderId = world.amazon.control.placeOrder({
    marketplaceId: 'A1PA6795UKMFR9',
    taxMode: 'none',
    lines: [{ sku: 'AMZ-MUG', unitPrice: '10.00' }],
  })
  await world.pass(3 * hourMs)
  world.amazon.control.shipOrder(orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  await world.pass(4 * hourMs)
  expect(world.inShop(orderId).fulfilments).toMatchObject([
    { status: 'SUCCESS', notify: false, trackingNumbers: ['1Z999AA10123456784'], units: 1 },
  ])
  expect(world.confirms()).toBe(0)
})

test('R-SHIP-23: what an event told and no read shows yet is waited for, and nothing is sent', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  world.amazon.control.changeSettings({ getOrderLagMs: minuteMs })
  world.amazon.control.cancelOrder(orderId, 'AMAZON')
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl, notify: false })
  await world.pass(20 * 1_000)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({ reason: 'AMAZON_BEHIND_EVENT' })
  await world.pass(20 * minuteMs)
  expect(world.confirms()).toBe(0)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'SHIPPED_HERE_CANCELLED_THERE',
  })
})
