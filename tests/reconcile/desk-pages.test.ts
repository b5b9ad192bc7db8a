/** Many parcels at once, and one alone: how often Amazon is asked about them, on real parts. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSellerId } from '../../src/store/seller-id.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { hourMs, minuteMs, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function shipAll(world: LifeWorld, orderIds: readonly string[]): Promise<void> {
  for (const orderId of orderIds) {
    const trackingNumber = `JD${orderId.replaceAll('-', '')}`
    const parcel = { trackingCompany: 'DHL', trackingNumber, notify: false }
    world.shopify.control.merchantFulfil({ orderId: await world.gidOf(orderId), ...parcel })
  }
}

const reads = ({ amazon: { journal } }: LifeWorld) => ({
  calls: journal.count('amazon.getOrder'),
  pages: journal.count('amazon.searchOrders'),
})

async function onBothSides(): Promise<number> {
  const { rows } = await sql`
    select 1 from order_concern where concern = 'shipment' and reason = 'SHIPPED_ON_BOTH_SIDES'
  `.execute(database.db)
  return rows.length
}

test('R-FLOW-23: of many parcels at once a page reads up to a hundred, before and after they are told', async () => {
  const world = await createLifeWorld(database.db)
  const count = 75
  const spans = { oldestAgoMs: 12 * minuteMs, newestAgoMs: 3 * minuteMs }
  const orderIds = world.amazon.control.placeMany({ count, ...spans, base: mugOrder })
  await sql`update work set due_at = app_now() where kind = 'poll'`.execute(database.db)
  await world.pass(hourMs)
  // getOrder is slow, and has just been used for something else.
  world.amazon.control.setQuotas({ getOrder: { ratePerSecond: 0.1, burst: 30 } })
  await sql`
    update budget set level = 1, rate_per_s = 0.1 where bucket like '%:getOrder'
  `.execute(database.db)
  // Nobody has asked for a page since the quotas were forgotten.
  await sql`delete from budget where bucket like '%:searchOrders'`.execute(database.db)
  const before = reads(world)
  await shipAll(world, orderIds)
  await world.pass(15 * minuteMs)
  expect(await onBothSides()).toBe(count)
  expect(world.confirms()).toBe(count)
  expect(world.doubled()).toBe(0)
  const after = reads(world)
  expect(after.pages - before.pages).toBeGreaterThan(0)
  // One by one it would be two calls a parcel, and those that come too early.
  expect(after.calls - before.calls).toBeLessThan(2 * count)
  expect(world.thrown).toEqual([])
})

test('R-SHIP-33, R-SHIP-34: Amazon’s notice of a parcel that we told asks for no look, and one suffices', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  await world.pass(3 * hourMs)
  await sql`update connection set amazon = amazon - 'sellerId'`.execute(database.db)
  const before = reads(world)
  await shipAll(world, [orderId])
  await world.pass(20 * minuteMs)
  expect(await onBothSides()).toBe(1)
  // Once before it is told, and once when Amazon shows it.
  expect(reads(world).calls - before.calls).toBe(2)
  const { rows } = await sql`
    select 1 from connection where shown_after_ms is not null
  `.execute(database.db)
  expect(rows).toEqual([])
  // It still teaches what else it tells.
  expect(await readSellerId(database.db, soakAccount)).toBe(world.amazon.credentials.sellerId)
})

test('R-SHIP-34: Amazon shows parcels later than before; the next is looked at no earlier', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.control.changeSettings({ writeLagMs: 200_000 })
  const callsOf = async (passMs: number) => {
    const { orderId } = await world.bring()
    await world.pass(3 * minuteMs)
    const before = reads(world).calls
    await shipAll(world, [orderId])
    await world.pass(passMs)
    return reads(world).calls - before
  }
  const learnt = async () => {
    const { rows } = await sql<{ ms: number | null }>`
      select shown_after_ms as ms from connection
    `.execute(database.db)
    return rows[0]?.ms ?? null
  }
  expect(await learnt()).toBeNull()
  // Before it is told, two minutes after in vain, and once more.
  expect(await callsOf(20 * minuteMs)).toBe(3)
  expect(await learnt()).toBeGreaterThanOrEqual(150_000)
  expect(await learnt()).toBeLessThan(200_000)
  await callsOf(20 * minuteMs)
  await callsOf(20 * minuteMs)
  expect(await callsOf(5 * minuteMs)).toBe(2)
  expect(await onBothSides()).toBe(4)
  // A day without a late one, and Amazon is taken at its word again.
  await world.pass(25 * hourMs)
  world.amazon.control.changeSettings({ writeLagMs: 120_000 })
  expect(await callsOf(130_000)).toBe(2)
  expect(await onBothSides()).toBe(5)
  expect(world.thrown).toEqual([])
})
