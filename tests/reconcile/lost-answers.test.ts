/** Answers that were lost on the way or came late, as the soak met them: what had arrived is written down as ours. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { moveClocks } from '../simulation/soak-clock.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld } from './life-world.ts'
import { minuteMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

test('R-SHIP-15: a fulfilment whose answer was lost is known as ours once Shopify shows it', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.shopify.faults.add({ on: 'shopify.fulfillmentCreate', fault: 'answer-lost' })
  world.amazon.control.shipOrder(orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  await world.pass(10 * minuteMs)
  expect(world.inShop(orderId).fulfilments).toHaveLength(1)
  expect(await world.attempts(orderId)).toEqual(['fulfil-in-shop done'])
})

test.for([
  ['was lost on the way', 'answer-lost', ['tell-delivered done']],
  ['never arrived', 'applied-late', ['tell-delivered disproved', 'tell-delivered done']],
] as const)('R-SHIP-16: word of a delivery that %s is settled', async ([, fault, told]) => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.amazon.control.shipOrder(orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  await world.pass(10 * minuteMs)
  const on = 'shopify.fulfillmentEventCreate'
  world.shopify.faults.add({ on, fault, delayMs: 30 * 24 * 60 * minuteMs, times: 1 })
  world.amazon.control.deliverOrder(orderId)
  await world.pass(180 * minuteMs)
  expect(await world.attempts(orderId)).toEqual(['fulfil-in-shop done', ...told])
  expect(world.mails()).toBe(0)
})

test('R-CANCEL-27: an answer about our cancellation that comes after it was seen is no second one', async () => {
  const known: { world?: LifeWorld } = {}
  let stops = 1
  // The worker stands still with the answer in its hands; its lease runs out, and another looks.
  const turn = async (label: string) => {
    if (label !== 'answer orderCancel' || known.world === undefined || stops === 0) return
    stops -= 1
    const { db, clock, settle } = known.world
    await moveClocks(db, clock, clock.nowMs() + 2 * minuteMs)
    await settle()
  }
  const world = await createLifeWorld(database.db, { turn })
  known.world = world
  const { orderId } = await world.bring()
  world.amazon.control.cancelOrder(orderId, 'BUYER')
  await world.pass(10 * minuteMs)
  expect(stops).toBe(0)
  expect(world.inShop(orderId)).toMatchObject({ cancelled: true, refunded: '10.00' })
  expect(await world.attempts(orderId)).toEqual(['cancel-in-shop done'])
  const { rows } = await sql`select code from incident`.execute(world.db)
  expect(rows).toEqual([])
})
