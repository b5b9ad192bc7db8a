/** What a bucket believes of calls that have come back, on real parts. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld } from './life-world.ts'
import { minuteMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

test('R-BUDGET-3: a confirmation whose answer came is in flight no more', async () => {
  const world = await createLifeWorld(database.db)
  const { gid } = await world.bring()
  world.shopify.control.merchantFulfil({
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumber: '00340434161094015902' },
    notify: false,
  })
  await world.pass(minuteMs)
  expect(world.confirms()).toBe(1)
  const { rows } = await sql<{ flying: number }>`
    select flight_new + flight_old as flying from budget where bucket like '%:confirmShipment'
  `.execute(database.db)
  expect(rows).toEqual([{ flying: 0 }])
})
