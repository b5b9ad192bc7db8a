/** What may happen to parcels between the first word and the last, on real parts. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { hourMs, minuteMs, mugSku } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const one = '00340434161094015902'
const other = '00340434161094015919'

function fulfil(world: LifeWorld, gid: string, numbers: readonly string[], quantity?: number) {
  world.shopify.control.merchantFulfil({
    orderId: gid,
    trackingCompany: 'DHL',
    ...(numbers.length === 0 ? {} : { trackingNumbers: numbers }),
    ...(quantity === undefined ? {} : { lines: [{ sku: mugSku, quantity }] }),
    notify: false,
  })
}

const twoMugs = { ...mugOrder, lines: [{ sku: mugSku, unitPrice: '10.00', quantity: 2 }] }

function parcels(world: LifeWorld, orderId: string) {
  return world.packages(orderId).map((one) => ({
    reference: one.packageReferenceId,
    number: one.trackingNumber,
    units: (one.packageItems ?? []).reduce((sum, { quantity }) => sum + quantity, 0),
  }))
}

test('R-SHIP-3, B16: units that leave one after the other are parcels of their own', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring(twoMugs)
  fulfil(world, gid, [one], 1)
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('PARTIALLY_SHIPPED')
  fulfil(world, gid, [other], 1)
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(parcels(world, orderId)).toEqual([
    { reference: '1', number: one, units: 1 },
    { reference: '2', number: other, units: 1 },
  ])
  expect(world.confirms()).toBe(2)
  expect(world.inShop(orderId).fulfilments).toHaveLength(2)
  expect(world.doubled()).toBe(0)
})

test('R-SHIP-5: as many tracking numbers as units are as many parcels', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring(twoMugs)
  fulfil(world, gid, [one, other])
  await world.pass(20 * minuteMs)
  expect(parcels(world, orderId)).toEqual([
    { reference: '1', number: one, units: 1 },
    { reference: '2', number: other, units: 1 },
  ])
})

test('R-SHIP-5: several numbers with nobody knowing what is in which wait for a person', async () => {
  const world = await createLifeWorld(database.db)
  const line = { sku: mugSku, unitPrice: '10.00', quantity: 3 }
  const { orderId, gid } = await world.bring({ ...mugOrder, lines: [line] })
  fulfil(world, gid, [one, other])
  await world.pass(10 * minuteMs)
  const held = await world.concern(orderId, 'shipment')
  expect(held).toMatchObject({ outcome: 'held', reason: 'TRACKING_SPLIT_UNKNOWN' })
  expect(world.confirms()).toBe(0)
  await world.say(orderId, 'approve', String(held?.detail?.subject))
  await world.pass(10 * minuteMs)
  expect(parcels(world, orderId)).toEqual([{ reference: '1', number: one, units: 3 }])
})

test('R-SHIP-8, B10: tracking that is edited in Shopify corrects the same parcel', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  fulfil(world, gid, [one])
  await world.pass(10 * minuteMs)
  world.shopify.control.merchantTrack({
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumbers: [other], notify: false },
  })
  await world.pass(20 * minuteMs)
  expect(parcels(world, orderId)).toEqual([{ reference: '1', number: other, units: 1 }])
  expect(world.confirms()).toBe(2)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'SHIPPED_ON_BOTH_SIDES',
  })
  expect(world.inShop(orderId).fulfilments).toHaveLength(1)
})

test('R-SHIP-9: a fulfilment that is cancelled after Amazon was told is told; a new one corrects it', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  fulfil(world, gid, [one])
  await world.pass(10 * minuteMs)
  world.shopify.control.merchantCancelFulfilment({ orderId: gid })
  await world.pass(10 * minuteMs)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    outcome: 'held',
    reason: 'FULFILMENT_CANCELLED',
  })
  // Nothing that we told Amazon comes back as a shipment of Amazon's own.
  expect(await world.attempts(orderId)).toEqual(['confirm-parcel done'])
  fulfil(world, gid, [other])
  await world.pass(20 * minuteMs)
  expect(parcels(world, orderId)).toEqual([{ reference: '1', number: other, units: 1 }])
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'SHIPPED_ON_BOTH_SIDES',
  })
})

test('R-SHIP-10: a confirmation that Amazon drops is repeated once, then a person is told', async () => {
  const world = await createLifeWorld(database.db)
  const dropped = { on: 'amazon.confirmShipment', fault: 'silently-dropped' } as const
  world.amazon.faults.add({ ...dropped, times: 1 })
  const first = await world.bring()
  fulfil(world, first.gid, [one])
  await world.pass(hourMs)
  expect(parcels(world, first.orderId)).toEqual([{ reference: '1', number: one, units: 1 }])
  expect(world.confirms()).toBe(2)

  world.amazon.faults.add({ ...dropped, times: 9 })
  const second = await world.bring()
  fulfil(world, second.gid, [other])
  await world.pass(2 * hourMs)
  expect(await world.concern(second.orderId, 'shipment')).toMatchObject({
    outcome: 'held',
    reason: 'SHIPMENT_NOT_TAKEN',
  })
  expect(world.confirms()).toBe(4)
})

test('R-SHIP-11: a refused confirmation is held once Amazon was looked at; a person repeats it', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.faults.add({ on: 'amazon.confirmShipment', fault: 'refused', times: 1 })
  const { orderId, gid } = await world.bring()
  fulfil(world, gid, [one])
  await world.pass(10 * minuteMs)
  const held = await world.concern(orderId, 'shipment')
  expect(held).toMatchObject({ outcome: 'held', reason: 'SHIPMENT_REFUSED' })
  await world.say(orderId, 'repeat', String(held?.detail?.subject))
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(world.confirms()).toBe(2)
})

test('R-SHIP-12: an answer that is lost is followed by the same reference, so there is one parcel', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.faults.add({ on: 'amazon.confirmShipment', fault: 'answer-lost', times: 1 })
  const { orderId, gid } = await world.bring()
  fulfil(world, gid, [one])
  await world.pass(20 * minuteMs)
  expect(parcels(world, orderId)).toEqual([{ reference: '1', number: one, units: 1 }])
  expect(world.doubled()).toBe(0)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'SHIPPED_ON_BOTH_SIDES',
  })
})

test('R-SHIP-2: units that Amazon has under another parcel are told of, and confirmed no second time', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  world.amazon.control.shipOrder(orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  fulfil(world, gid, [one])
  await world.pass(20 * minuteMs)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    outcome: 'held',
    reason: 'SHIPPED_ELSEWHERE',
  })
  expect(world.confirms()).toBe(0)
  expect(world.inShop(orderId).fulfilments).toHaveLength(1)
})

test('R-SHIP-13: FBM Ship+ orders confirm themselves; Prime orders ask', async () => {
  const world = await createLifeWorld(database.db)
  const plus = await world.bring({ ...mugOrder, programs: ['FBM_SHIP_PLUS'] })
  const prime = await world.bring({ ...mugOrder, programs: ['PRIME'] })
  fulfil(world, plus.gid, [one])
  fulfil(world, prime.gid, [other])
  await world.pass(10 * minuteMs)
  expect(world.confirms()).toBe(0)
  const asked = await world.concern(prime.orderId, 'shipment')
  expect(asked).toMatchObject({ outcome: 'held', reason: 'PRIME_FOREIGN_LABEL' })
  await world.say(prime.orderId, 'approve', String(asked?.detail?.subject))
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(prime.orderId)).toBe('SHIPPED')
  expect(world.confirms()).toBe(1)
})

test('R-SHIP-17, B44: a gift message holds the order in Shopify until its messages were checked', async () => {
  const world = await createLifeWorld(database.db)
  const line = { sku: mugSku, unitPrice: '10.00', giftMessage: 'For you' }
  const { orderId, gid } = await world.bring({ ...mugOrder, lines: [line] })
  await world.pass(5 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(1)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    outcome: 'held',
    reason: 'CHECK_MESSAGES',
  })
  await world.say(orderId, 'release', 'messages')
  await world.pass(5 * minuteMs)
  expect(world.inShop(orderId).holds).toBe(0)
  fulfil(world, gid, [one])
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(world.mails()).toBe(0)
})

test('R-SHIP-14, B67: a parcel without tracking is held and alarmed, and goes once it has its number', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  fulfil(world, gid, [])
  await world.pass(20 * minuteMs)
  expect(await world.concerns(orderId)).toMatchObject([
    { concern: 'deadline', outcome: 'held', reason: 'SHIPPED_NOT_CONFIRMED' },
    { concern: 'shipment', outcome: 'held', reason: 'TRACKING_MISSING' },
  ])
  world.shopify.control.merchantTrack({
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumbers: [one], notify: false },
  })
  await world.pass(10 * minuteMs)
  expect(parcels(world, orderId)).toEqual([{ reference: '1', number: one, units: 1 }])
  expect(await world.concern(orderId, 'deadline')).toBeUndefined()
})

test('R-SHIP-16, B53: what Amazon calls delivered is delivered in Shopify, once', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring(twoMugs)
  world.amazon.control.shipOrder(orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  await world.pass(10 * minuteMs)
  world.amazon.control.deliverOrder(orderId)
  await world.pass(3 * hourMs)
  expect(await world.attempts(orderId)).toEqual(['fulfil-in-shop done', 'tell-delivered done'])
  expect(world.mails()).toBe(0)
})

test('R-SHIP-15: parcels of Amazon are fulfilments of their own in Shopify, with their units', async () => {
  const world = await createLifeWorld(database.db)
  const line = { sku: mugSku, unitPrice: '10.00', quantity: 3 }
  const { orderId } = await world.bring({ ...mugOrder, lines: [line] })
  const [item] = world.amazon.control.truth(orderId).items
  const of = (quantity: number) => [{ orderItemId: item?.orderItemId ?? '', quantity }]
  const { shipOrder } = world.amazon.control
  shipOrder(orderId, { carrier: 'UPS', trackingNumber: one, items: of(2) })
  await world.pass(10 * minuteMs)
  shipOrder(orderId, { carrier: 'UPS', trackingNumber: other, items: of(1) })
  await world.pass(10 * minuteMs)
  expect(world.inShop(orderId).fulfilments).toMatchObject([
    { trackingNumbers: [one], units: 2, notify: false },
    { trackingNumbers: [other], units: 1, notify: false },
  ])
  expect(world.confirms()).toBe(0)
  expect(world.doubled()).toBe(0)
})

test('R-SHIP-18: shipped here and cancelled there is told to a person, and cancelled nowhere else', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  fulfil(world, gid, [])
  world.amazon.control.cancelOrder(orderId, 'AMAZON')
  await world.pass(20 * minuteMs)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    outcome: 'held',
    reason: 'SHIPPED_HERE_CANCELLED_THERE',
  })
  expect(world.inShop(orderId).cancelled).toBe(false)
})

test('R-SHIP-19: while the lane watches, it is told what would be done, and nothing is sent', async () => {
  const settings = { ship: { lane: 'watch' } }
  const world = await createLifeWorld(database.db, { settings })
  const { orderId, gid } = await world.bring()
  fulfil(world, gid, [one])
  await world.pass(20 * minuteMs)
  expect(world.confirms()).toBe(0)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'WATCHING',
    detail: { would: 'CONFIRM_PARCEL' },
  })
})
