/** A replacement names the order that it replaces; that does not make the two one. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, dayMs, hourMs, minuteMs, mugSku } from './small-world.ts'

const marketplaceId = 'A1PA6795UKMFR9'
const lines = [{ sku: mugSku, unitPrice: '10.00' }]

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

test('R-IMPORT-33: a replacement is no second order of what it replaces', async () => {
  const { amazon, pass, booked, incidents } = await createSmallWorld(database.db)
  const original = amazon.control.placeOrder({ marketplaceId, lines })
  await pass(minuteMs)
  const replacement = amazon.control.placeOrder({
    ...{ marketplaceId, replacementOf: original, lines: [{ sku: mugSku, unitPrice: '0.00' }] },
  })
  await pass(dayMs)
  expect(await booked(original)).toMatchObject({ outcome: 'imported' })
  expect(await booked(replacement)).toMatchObject({ outcome: 'imported' })
  expect(await incidents()).toEqual([])
})

test('R-IMPORT-33: an order whose replacement came first is imported', async () => {
  const { amazon, pass, booked } = await createSmallWorld(database.db)
  const original = '303-1111111-2222222'
  const replacement = amazon.control.placeOrder({
    ...{ marketplaceId, replacementOf: original, lines: [{ sku: mugSku, unitPrice: '0.00' }] },
  })
  // By then the poll has read it whole, with the attribute that names the original.
  await pass(2 * hourMs)
  expect(await booked(replacement)).toMatchObject({ outcome: 'imported' })
  amazon.control.placeOrder({ marketplaceId, orderId: original, lines })
  await pass(minuteMs)
  expect(await booked(original)).toMatchObject({ outcome: 'imported' })
})
