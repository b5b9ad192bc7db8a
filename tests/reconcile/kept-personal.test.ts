/** How long the data of buyers stays in our books: 30 days after delivery at the latest. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, dayMs, hourMs, minuteMs, mugSku } from './small-world.ts'

const order = { marketplaceId: 'A1PA6795UKMFR9', lines: [{ sku: mugSku }] }

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function kept(): Promise<{ purgeAfterMs: number; sealed: boolean }[]> {
  const { rows } = await sql<{ purgeAfterMs: number; sealed: boolean }>`
    select purge_after as "purgeAfterMs", sealed is not null as sealed from order_personal
  `.execute(database.db)
  return rows
}

test('what was sent is kept 30 days, whatever the promised day', async () => {
  const { amazon, clock, pass } = await createSmallWorld(database.db)
  const orderId = amazon.control.placeOrder({ ...order, serviceLevel: 'FREE_ECONOMY' })
  await pass(hourMs)
  amazon.control.shipOrder(orderId)
  const sentMs = clock.nowMs()
  await pass(minuteMs)
  const [row] = await kept()
  expect(row?.sealed).toBe(true)
  expect(row?.purgeAfterMs).toBeLessThanOrEqual(sentMs + 30 * dayMs)
})

test('without any date of delivery nothing is kept longer than 30 days', async () => {
  const { amazon, clock, pass } = await createSmallWorld(database.db)
  const orderId = amazon.control.placeOrder({ ...order, broken: 'without-items' })
  await pass(minuteMs)
  const [first] = await kept()
  expect(first?.purgeAfterMs).toBeLessThanOrEqual(clock.nowMs() + 30 * dayMs)
  await pass(10 * hourMs)
  amazon.control.touchOrder(orderId)
  await pass(4 * hourMs)
  expect(await kept()).toEqual([first])
})
