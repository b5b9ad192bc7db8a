/** One order, or a bad day of a platform, never ends the intake of all the others. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, hourMs, minuteMs, mugSku, type SmallWorld } from './small-world.ts'

const marketplaceId = 'A1PA6795UKMFR9'
const lines = [{ sku: mugSku }]

let database: FreshDatabase
let world: SmallWorld
beforeAll(async () => {
  database = await freshDatabase()
  world = await createSmallWorld(database.db)
})
afterAll(() => database.drop())

test('an order that Amazon will not show stops only itself', async () => {
  const { amazon, pass, booked, dead } = world
  const bad = amazon.control.placeOrder({ marketplaceId, lines })
  amazon.faults.add({
    on: 'amazon.getOrder',
    fault: 'refused',
    times: 500,
    match: { orderId: bad },
  })
  await pass(30 * minuteMs)
  const good = amazon.control.placeOrder({ marketplaceId, lines })
  await pass(minuteMs)
  expect(await booked(good)).toMatchObject({ outcome: 'imported' })
  expect(await booked(bad)).not.toMatchObject({ outcome: 'imported' })
  expect(await dead()).toEqual([])
  amazon.faults.reset()
  await pass(3 * hourMs)
  expect(await booked(bad)).toMatchObject({ outcome: 'imported' })
})

test('hours in which Amazon refuses every search end no poll', async () => {
  const { amazon, pass, booked, dead } = world
  amazon.faults.add({ on: 'amazon.searchOrders', fault: 'refused', times: 5_000 })
  const quiet = amazon.control.placeOrder({ marketplaceId, lines, notify: false })
  await pass(4 * hourMs)
  expect(await booked(quiet)).toBeUndefined()
  amazon.faults.reset()
  await pass(4 * hourMs)
  expect(await dead()).toEqual([])
  expect(await booked(quiet)).toMatchObject({ outcome: 'imported' })
})
