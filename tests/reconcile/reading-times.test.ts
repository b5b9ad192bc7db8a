/** What a reading of the shop shows is as old as the request that it answers, however late it is stored. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ShopifyOrder } from '../../src/core/orders/shopify-order.ts'
import { type ReadingTime, readingBegins } from '../../src/store/reading-times.ts'
import { forgetShopOrder, saveCreatedOrders, saveShopOrders } from '../../src/store/shop-orders.ts'
import { moveClocks } from '../simulation/soak-clock.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import {
  fulfillmentOrder,
  mainLocation,
  orderId,
  otherLocation,
  shopifyOrder,
} from '../support/order-samples.ts'
import { createSmallWorld, hourMs, minuteMs, mugSku, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

/** One state of one order; Shopify's `updatedAt` says the same of both: a move need not change it. */
const at = (location: typeof mainLocation): ShopifyOrder =>
  shopifyOrder(7, ['our-metafield'], {
    fulfillmentOrders: [fulfillmentOrder('OPEN', location)],
  })
const before = at(otherLocation)
const moved = at(mainLocation)

const save = (order: ShopifyOrder, begun: ReadingTime) =>
  database.db.transaction().execute((trx) => saveShopOrders(trx, soakAccount, [order], begun))

async function stored(): Promise<unknown> {
  const { rows } = await sql`
    select observed -> 'fulfillmentOrders' -> 0 ->> 'locationGid' as location, as_of as "worldMs",
      begun_at as "machineMs", deleted_at is not null as gone from shopify_order
  `.execute(database.db)
  return rows[0]
}

/** Two requests, one after the other. */
async function twoRequests(): Promise<readonly [ReadingTime, ReadingTime]> {
  const first = await readingBegins(database.db)
  await sql`select pg_sleep(0.005)`.execute(database.db)
  return [first, await readingBegins(database.db)]
}

test('R-IMPORT-42: a page that was asked for before another is not stored over it', async () => {
  const [page, later] = await twoRequests()
  expect(await save(moved, later)).toEqual([orderId])
  expect(await save(before, page)).toEqual([])
  expect(await stored()).toEqual({ location: mainLocation, gone: false, ...later })
})

test('R-IMPORT-42: what a page shows is as old as its request, so a move sent meanwhile is not in it', async () => {
  const [page] = await twoRequests()
  await save(before, page)
  expect(await stored()).toEqual({ location: otherLocation, gone: false, ...page })
  await save({ ...before, updatedAtMs: before.updatedAtMs + 1_000 }, page)
  expect(await stored()).toMatchObject(page)
})

test('R-IMPORT-42: a page that was asked for before a deletion does not undo it', async () => {
  const [page] = await twoRequests()
  await save(before, page)
  await forgetShopOrder(database.db, soakAccount, before.gid)
  expect(await save({ ...moved, updatedAtMs: moved.updatedAtMs + 1_000 }, page)).toEqual([])
  expect(await stored()).toMatchObject({ gone: true })
  await saveCreatedOrders(database.db, soakAccount, [before])
  expect(await stored()).toMatchObject({ gone: true })
  // Shown again by a later request, it is there.
  const [, again] = await twoRequests()
  expect(await save(before, again)).toEqual([orderId])
  expect(await stored()).toMatchObject({ gone: false })
})

test('R-IMPORT-42: whatever was read of an order is newer than the answer to its create', async () => {
  const [page] = await twoRequests()
  await save(moved, page)
  await saveCreatedOrders(database.db, soakAccount, [before])
  expect(await stored()).toMatchObject({ location: mainLocation, ...page })
  await sql`delete from shopify_order`.execute(database.db)
  await saveCreatedOrders(database.db, soakAccount, [before])
  expect(await stored()).toMatchObject({ location: otherLocation, machineMs: null })
  await save(moved, page)
  expect(await stored()).toMatchObject({ location: mainLocation, ...page })
})

test.for(['ordersPage', 'orderRead'] as const)(
  'R-IMPORT-42: %s counts from the moment at which it leaves',
  async (call) => {
    const { db } = database
    const left: number[] = []
    const { shopify, pass, clock } = await createSmallWorld(db, {
      async turn(label) {
        if (label === `send ${call}`) left.push(clock.nowMs())
        // Its answer is on the way for a while.
        if (label === `answer ${call}`) await moveClocks(db, clock, clock.nowMs() + 5_000)
      },
    })
    const on = 'shopify.webhook'
    if (call === 'ordersPage') shopify.faults.add({ on, fault: 'silently-dropped', times: 100 })
    const lines = [{ sku: mugSku, quantity: 1, price: '10.00' }]
    shopify.control.createOrderAsOtherApp({ currency: 'EUR', lines, sourceIdentifier: orderId })
    await pass(call === 'ordersPage' ? hourMs : minuteMs)
    const { rows } = await sql<{ asOf: number; begun: number }>`
      select as_of as "asOf", begun_at as begun from shopify_order
    `.execute(db)
    expect(rows).toHaveLength(1)
    expect(left).toContain(rows[0]?.asOf)
    expect(rows[0]?.begun).toBe(rows[0]?.asOf)
  },
)
