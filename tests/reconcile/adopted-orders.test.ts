/** Orders that another app put into Shopify: their lines name no Amazon item, and still their parcels are told. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../src/operations/actor.ts'
import { mapSku } from '../../src/operations/catalog/map-sku.ts'
import { approveAdoption } from '../../src/operations/orders/approve-adoption.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { hourMs, minuteMs, mugSku, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const dhl = { trackingCompany: 'DHL', trackingNumber: '00340434161094015902', notify: false }
const orderId = '303-0000001-0000001'

/** The other app was there first; then we hear of the Amazon order and take it over. */
async function adopt(world: LifeWorld, spec: Partial<typeof mugOrder>, quantity: number) {
  const lines = [{ sku: mugSku, quantity, price: '10.00' }]
  const made = world.shopify.control.createOrderAsOtherApp({
    ...{ appName: 'Another app', sourceIdentifier: orderId, lines },
  })
  await world.pass(10 * minuteMs)
  world.amazon.control.placeOrder({ ...mugOrder, ...spec, orderId })
  await world.pass(10 * minuteMs)
  expect(await world.booked(orderId)).toMatchObject({ outcome: 'adopted' })
  return made.orderId
}

test('R-SHIP-26: a parcel of an order that another app made is told to Amazon, by its SKU', async () => {
  const world = await createLifeWorld(database.db)
  const gid = await adopt(world, {}, 1)
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(world.packages(orderId)).toMatchObject([{ trackingNumber: dhl.trackingNumber }])
  expect(world.confirms()).toBe(1)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'SHIPPED_ON_BOTH_SIDES',
  })
  expect(world.thrown).toEqual([])
})

test('R-SHIP-26: what Amazon shipped of it is written down in Shopify, with its number', async () => {
  const world = await createLifeWorld(database.db)
  await adopt(world, {}, 1)
  world.amazon.control.shipOrder(orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  await world.pass(10 * minuteMs)
  expect(world.inShop(orderId).fulfilments).toMatchObject([
    { trackingNumbers: ['1Z999AA10123456784'], units: 1, notify: false },
  ])
  expect(world.mails()).toBe(0)
})

test('R-SHIP-27: lines that fit several items are told to a person, and no parcel is guessed', async () => {
  const world = await createLifeWorld(database.db)
  const line = { sku: mugSku, unitPrice: '10.00' }
  const gid = await adopt(world, { lines: [line, line] }, 2)
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl })
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    ...{ outcome: 'held', reason: 'ADOPTED_LINES_UNKNOWN', detail: { lines: ['Mug'] } },
  })
  expect(world.confirms()).toBe(0)
  await world.say(orderId, 'dismiss', 'adopted-lines')
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'shipment')).not.toMatchObject({ outcome: 'held' })
  expect(world.confirms()).toBe(0)
})

test('R-SHIP-26: under another SKU it is told of, and goes by itself once the SKU is mapped', async () => {
  const world = await createLifeWorld(database.db)
  const anna: Actor = { kind: 'cli', user: 'anna' }
  const deps = { db: world.db, newId: randomUUID }
  const { orderId: gid } = world.shopify.control.createOrderAsOtherApp({
    ...{ appName: 'Another app', sourceIdentifier: orderId },
    lines: [{ sku: mugSku, quantity: 1, price: '10.00' }],
  })
  await world.pass(10 * minuteMs)
  const line = { sku: 'SOLD-AS', title: 'Something else', unitPrice: '10.00' }
  world.amazon.control.placeOrder({ ...mugOrder, orderId, lines: [line] })
  await world.pass(10 * minuteMs)
  await approveAdoption(deps, anna, { accountId: soakAccount, orderId, shopifyOrder: null })
  await world.pass(10 * minuteMs)
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl })
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'ADOPTED_LINES_UNKNOWN',
  })
  expect(world.confirms()).toBe(0)
  const components = [{ variant: mugSku, quantity: 1 }]
  await mapSku(deps, anna, { accountId: soakAccount, amazonSku: 'SOLD-AS', components })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(world.confirms()).toBe(1)
  expect(world.thrown).toEqual([])
})
