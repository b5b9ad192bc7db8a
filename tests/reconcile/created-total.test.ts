/** Money is right to the cent, or somebody is told. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, minuteMs, mugSku } from './small-world.ts'

let database: FreshDatabase
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

test('an order that Shopify sums up otherwise is an incident', async () => {
  let off = false
  const { amazon, pass, booked, incidents } = await createSmallWorld(database.db, {
    tamper: (text) =>
      off && text.includes('"orderCreate"')
        ? text.replace(/(?<="presentmentMoney":\{"amount":")[^"]+/, '10.01')
        : text,
  })
  const order = {
    ...{ marketplaceId: 'A1PA6795UKMFR9', taxMode: 'none' as const },
    lines: [{ sku: mugSku, unitPrice: '10.00' }],
  }
  const right = amazon.control.placeOrder(order)
  await pass(minuteMs)
  expect(await booked(right)).toMatchObject({ outcome: 'imported' })
  expect(await incidents()).toEqual([])
  off = true
  const wrong = amazon.control.placeOrder(order)
  await pass(minuteMs)
  expect(await booked(wrong)).toMatchObject({ outcome: 'imported' })
  expect(await incidents()).toEqual(['TOTAL_DIFFERS'])
})
