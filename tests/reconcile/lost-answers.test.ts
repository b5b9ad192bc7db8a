/** Answers that were lost on the way, as the soak met them: what had arrived is written down as ours. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld } from './life-world.ts'
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
