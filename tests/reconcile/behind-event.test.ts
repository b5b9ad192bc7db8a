/**
 * R-IMPORT-22 on real parts: whether Amazon's notification carries the time that the order shows is not
 * documented. Where it does, nothing waits; where it does not, the order waits for its last look and goes on.
 */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, hourMs, minuteMs, mugSku } from './small-world.ts'

const mugs: OrderSpec = {
  marketplaceId: 'A1PA6795UKMFR9',
  taxMode: 'none',
  lines: [{ sku: mugSku, unitPrice: '10.00' }],
}

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

test('R-IMPORT-22: an event with the time that the order shows waits for nothing', async () => {
  const { amazon, pass, booked, incidents } = await createSmallWorld(database.db)
  const orderId = amazon.control.placeOrder(mugs)
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'imported' })
  expect(await incidents()).toEqual([])
})

test('R-IMPORT-22: after the last look an incident is open, and what is shown is decided on', async () => {
  const { amazon, pass, booked, incidents } = await createSmallWorld(database.db)
  amazon.control.changeSettings({ changeTimeAheadMs: 5_000 })
  const readsBefore = amazon.journal.count('amazon.getOrder')
  const orderId = amazon.control.placeOrder(mugs)
  await pass(12 * minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'waiting', reason: 'AMAZON_BEHIND_EVENT' })
  expect(await incidents()).toEqual([])
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'imported' })
  expect(await incidents()).toEqual(['AMAZON_BEHIND_EVENT'])
  expect(amazon.journal.count('amazon.getOrder') - readsBefore).toBe(4)
})

test('R-IMPORT-22: pages of a poll do not use up the looks', async () => {
  const { amazon, pass, booked } = await createSmallWorld(database.db)
  amazon.control.changeSettings({ changeTimeAheadMs: 5_000 })
  const orderId = amazon.control.placeOrder(mugs)
  await pass(3 * minuteMs)
  // As often as a poll each minute would show it.
  await sql`update work set due_at = app_now() where kind = 'poll'`.execute(database.db)
  for (let minute = 0; minute < 8; minute += 1) {
    await pass(minuteMs)
    await sql`update work set due_at = app_now() where kind = 'poll'`.execute(database.db)
  }
  expect(await booked(orderId)).toMatchObject({ outcome: 'waiting', reason: 'AMAZON_BEHIND_EVENT' })
  await pass(2 * minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'imported' })
})

test('R-IMPORT-22: a new event is looked for anew', async () => {
  const { amazon, pass, booked, incidents } = await createSmallWorld(database.db)
  amazon.control.changeSettings({ changeTimeAheadMs: 5_000 })
  const orderId = amazon.control.placeOrder({ ...mugs, status: 'PENDING' })
  await pass(hourMs)
  expect(await booked(orderId)).toMatchObject({ reason: 'PENDING' })
  amazon.control.changeSettings({ changeTimeAheadMs: 0 })
  amazon.control.payOrder(orderId)
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'imported' })
  expect(await incidents()).toEqual(['AMAZON_BEHIND_EVENT'])
})
