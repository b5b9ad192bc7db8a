/** Amazon's ship-by as Shopify's deadline, on real parts: told once, and never in anybody's way. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld } from './life-world.ts'
import { dayMs, hourMs, minuteMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const on = 'shopify.fulfillmentOrdersSetFulfillmentDeadline'

function open(ship: object = {}): Promise<LifeWorld> {
  return createLifeWorld(database.db, { settings: { ship: { showShipBy: true, ...ship } } })
}

const calls = ({ shopify }: LifeWorld) => shopify.journal.count(on)
const outcomes = async (world: LifeWorld, orderId: string) =>
  (await world.attempts(orderId)).filter((words) => words.startsWith('set-fulfil-by'))

test('R-SHIP-36: each open order carries Amazon’s ship-by, told once', async () => {
  const world = await open()
  const { orderId, gid } = await world.bring()
  await world.pass(hourMs)
  const shipBy = world.amazon.control.order(orderId)?.order.fulfillment.shipByWindow?.latestDateTime
  const { fulfillmentOrders = [] } = world.shopify.control.orderRecord(gid) ?? {}
  const told = fulfillmentOrders.map(({ fulfillByMs }) => fulfillByMs)
  expect(told).toEqual([Math.floor(Date.parse(shipBy ?? '') / 1_000) * 1_000])
  expect([calls(world), await outcomes(world, orderId)]).toEqual([1, ['set-fulfil-by done']])
  expect(world.thrown).toEqual([])
})

test.each([{ lane: 'watch' }, { showShipBy: false }])('R-SHIP-36: not with %j', async (ship) => {
  const world = await open(ship)
  await world.bring()
  await world.pass(hourMs)
  expect(calls(world)).toBe(0)
})

test('R-SHIP-37: a refusal is the end of it, a lost call is not, and the goods go their way', async () => {
  const world = await open()
  world.shopify.faults.add({ on, fault: 'refused', times: 1 })
  const { orderId, gid } = await world.bring()
  await world.pass(hourMs)
  expect([calls(world), await outcomes(world, orderId)]).toEqual([1, ['set-fulfil-by refused']])
  expect(await world.concerns(orderId)).toEqual([])
  world.shopify.control.merchantFulfil({
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumber: '00340434161094015902' },
    notify: false,
  })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  world.shopify.faults.add({ on, fault: 'applied-late', delayMs: 30 * dayMs, times: 1 })
  const lost = await world.bring()
  await world.pass(hourMs)
  expect(await outcomes(world, lost.orderId)).toEqual([
    'set-fulfil-by disproved',
    'set-fulfil-by done',
  ])
  expect(world.thrown).toEqual([])
})
