/** Creates of one batch leave in groups: one that cannot be made fails alone, and keeps no place of the others. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, hourMs, minuteMs, mugSku } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const mug: OrderSpec = {
  ...{ marketplaceId: 'A1PA6795UKMFR9', taxMode: 'none' },
  lines: [{ sku: mugSku, unitPrice: '10.00' }],
}

/** What is sealed of an order cannot be opened any more, and then it can. */
async function spoil(orderId: string): Promise<void> {
  await sql`
    update order_personal set sealed = set_byte(sealed, length(sealed) - 1,
      255 - get_byte(sealed, length(sealed) - 1)) where amazon_order_id = ${orderId}
  `.execute(database.db)
}

test('R-WORK-17: a create that throws leaves those beside it, before and after it, done once', async () => {
  const orderIds: string[] = []
  let spoilt = ''
  const turn = async (label: string) => {
    if (label !== 'before-intent' || spoilt !== '' || orderIds.length === 0) return
    spoilt = orderIds[1] ?? ''
    await spoil(spoilt)
  }
  const world = await createSmallWorld(database.db, { turn, batch: 5 })
  for (let placed = 0; placed < 5; placed += 1) {
    orderIds.push(world.amazon.control.placeOrder(mug))
  }
  await world.pass(10 * minuteMs)
  const timesInShop = () =>
    orderIds.map((one) => world.shopify.control.ordersBySourceIdentifier(one).length)
  expect(timesInShop()).toEqual([1, 0, 1, 1, 1])
  expect(world.thrown.length).toBeGreaterThan(0)
  // Its places were given back: the next one finds them.
  orderIds.push(world.amazon.control.placeOrder(mug))
  await world.pass(10 * minuteMs)
  expect(timesInShop()).toEqual([1, 0, 1, 1, 1, 1])
  await spoil(spoilt)
  await world.pass(hourMs)
  expect(timesInShop()).toEqual([1, 1, 1, 1, 1, 1])
  expect(world.shopify.journal.count('shopify.orderCreate')).toBe(6)
  expect(await world.dead()).toEqual([])
  const { rows } = await sql<{ key: string }>`
    select effect_key as key from attempt where state in ('intended', 'unclear')
  `.execute(database.db)
  expect(rows).toEqual([])
})
