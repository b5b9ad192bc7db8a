/** What the foreign-order index vouches for: every order of the shop that it says it has read. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import { id } from '../../src/core/ids.ts'
import type { ShopifyOrder } from '../../src/core/orders/shopify-order.ts'
import { indexFor } from '../../src/reconcile/intake/poll-shop.ts'
import { orderKey } from '../../src/reconcile/keys.ts'
import { penalise } from '../../src/store/budget-learning.ts'
import { readingBegins } from '../../src/store/reading-times.ts'
import { saveShopOrders } from '../../src/store/shop-orders.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, dayMs, hourMs, minuteMs, mugSku, soakAccount } from './small-world.ts'

const marketplaceId = 'A1PA6795UKMFR9'
const orderId = '303-1234567-7654321'
const mugs: OrderSpec = {
  marketplaceId,
  taxMode: 'none',
  lines: [{ sku: mugSku, unitPrice: '10.00' }],
}
const bridged = { currency: 'EUR', lines: [{ sku: mugSku, quantity: 1, price: '10.00' }] }

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

test('a window that is read in many runs ends, and the next begins where it began', async () => {
  const { db } = database
  const buckets = new Set<string>()
  const { shopify, pass, clock } = await createSmallWorld(db, {
    async turn(label) {
      // Somebody else uses up the points after each page.
      if (label !== 'answer ordersPage') return
      const { rows } = await sql<{ bucket: string }>`
        select bucket from budget where bucket like 'shopify:%'
      `.execute(db)
      for (const { bucket } of rows) {
        buckets.add(bucket)
        await penalise(db, bucket, clock.nowMs() + minuteMs)
      }
    },
  })
  shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 10_000 })
  for (let made = 0; made < 150; made += 1) {
    shopify.control.createOrderAsOtherApp({ ...bridged, sourceIdentifier: `x-${made}` })
  }
  await pass(5 * minuteMs)
  const beforeMs = clock.nowMs()
  await pass(2 * hourMs)
  const { rows } = await sql<{ watermark: number }>`select watermark from foreign_index`.execute(db)
  expect(buckets.size).toBe(1)
  expect(rows[0]?.watermark).toBeGreaterThan(beforeMs)
})

test('a cursor that Shopify no longer takes begins the window again', async () => {
  const { db } = database
  const { shopify, pass, dead, clock } = await createSmallWorld(db)
  await sql`update foreign_index set cursor = 'of another day'`.execute(db)
  const { orderId: gid } = shopify.control.createOrderAsOtherApp({ ...bridged, tags: [orderId] })
  const beforeMs = clock.nowMs()
  await pass(3 * hourMs)
  const { rows } = await sql<{ watermark: number }>`select watermark from foreign_index`.execute(db)
  expect(rows[0]?.watermark).toBeGreaterThan(beforeMs)
  const known = await sql`select gid from shopify_order where gid = ${gid}`.execute(db)
  expect(known.rows).toHaveLength(1)
  expect(await dead()).toEqual([])
})

test('R-IMPORT-32: an order that cannot be read does not count as absent', async () => {
  const { db } = database
  let unreadable = ''
  const world = await createSmallWorld(db, {
    tamper: (text) => {
      if (unreadable === '' || !text.includes(unreadable)) return text
      return JSON.stringify(JSON.parse(text), (_key, value) =>
        value?.id === unreadable && 'lineItems' in value ? { ...value, app: 7 } : value,
      )
    },
  })
  const { amazon, shopify, pass, booked } = world
  unreadable = shopify.control.createOrderAsOtherApp({ ...bridged, tags: [orderId] }).orderId
  await pass(2 * hourMs)
  amazon.control.placeOrder({ ...mugs, orderId })
  await pass(minuteMs)
  expect(shopify.control.ordersBySourceIdentifier(orderId)).toEqual([])
  expect(await booked(orderId)).not.toMatchObject({ outcome: 'imported' })
})

test('a text that PostgreSQL refuses stops no page', async () => {
  const { shopify, pass, thrown, dead } = await createSmallWorld(database.db)
  shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 100 })
  // Cut in the middle of an emoji.
  const odd = [{ title: 'Mug \ud83d', quantity: 1, price: '10.00' }]
  const { orderId: gid } = shopify.control.createOrderAsOtherApp({ tags: [orderId], lines: odd })
  await pass(2 * hourMs)
  const { rows } = await sql`select 1 from shopify_order where gid = ${gid}`.execute(database.db)
  expect(rows).toHaveLength(1)
  expect({ thrown, dead: await dead() }).toEqual({ thrown: [], dead: [] })
})

test('R-IMPORT-31: an order that was deleted without a word is not adopted', async () => {
  const { amazon, shopify, pass, booked, thrown } = await createSmallWorld(database.db)
  const other = shopify.control.createOrderAsOtherApp({ ...bridged, sourceIdentifier: orderId })
  await pass(2 * hourMs)
  shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 100 })
  shopify.control.merchantDelete({ orderId: other.orderId })
  amazon.control.placeOrder({ ...mugs, orderId })
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'imported' })
  expect(shopify.control.ordersBySourceIdentifier(orderId)).toHaveLength(1)
  expect(thrown).toEqual([])
})

test('an order of ours that was never read is looked at, not taken for deleted', async () => {
  const { db } = database
  const { amazon, pass, booked } = await createSmallWorld(db)
  amazon.control.placeOrder({ ...mugs, orderId })
  await pass(minuteMs)
  await sql`delete from shopify_order`.execute(db)
  await mark(db, [orderKey(soakAccount, id('AmazonOrderId', orderId), 'intake')])
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'imported' })
})

test('R-IMPORT-37: an id that the merchant takes off an order is forgotten, by webhook or poll', async () => {
  const { amazon, shopify, pass, clock, booked } = await createSmallWorld(database.db)
  const lines = [{ sku: mugSku, quantity: 3, price: '10.00' }]
  const other = shopify.control.createOrderAsOtherApp({ ...bridged, lines, tags: [orderId] })
  await pass(minuteMs)
  amazon.control.placeOrder({ ...mugs, orderId })
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'held', reason: 'ADOPTION_UNCLEAR' })
  shopify.control.merchantTag({ orderId: other.orderId, remove: [orderId] })
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'imported' })
  // The same without a webhook: the poll meets the change.
  const second = '303-7654321-1234567'
  const again = shopify.control.createOrderAsOtherApp({ ...bridged, lines, tags: [second] })
  await pass(minuteMs)
  amazon.control.placeOrder({ ...mugs, orderId: second })
  await pass(minuteMs)
  expect(await booked(second)).toMatchObject({ reason: 'ADOPTION_UNCLEAR' })
  shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 100 })
  shopify.control.merchantTag({ orderId: again.orderId, remove: [second] })
  const beforeMs = clock.nowMs()
  await pass(2 * hourMs)
  expect(await booked(second)).toMatchObject({ outcome: 'imported' })
  expect(clock.nowMs()).toBeGreaterThan(beforeMs)
})

test('R-IMPORT-37: an older reading forgets nothing', async () => {
  const { db } = database
  const { shopify, pass } = await createSmallWorld(db)
  shopify.control.createOrderAsOtherApp({ ...bridged, tags: [orderId] })
  await pass(minuteMs)
  const { rows } = await sql<{ order: ShopifyOrder }>`
    select observed as order from shopify_order
  `.execute(db)
  const [now] = rows
  if (now === undefined) throw new Error('the order was not read')
  const without = { ...now.order, amazonIds: [] }
  const save = async (order: ShopifyOrder) =>
    saveShopOrders(db, soakAccount, [order], await readingBegins(db))
  await save(without)
  await save({ ...without, updatedAtMs: without.updatedAtMs - 1_000 })
  const links = () => sql`select 1 from shopify_order_amazon_id`.execute(db)
  expect((await links()).rows).toHaveLength(1)
  const later = { ...without, updatedAtMs: without.updatedAtMs + 1_000 }
  expect(await save(later)).toEqual([orderId])
  expect((await links()).rows).toHaveLength(0)
})

test('R-IMPORT-38: the index is built anew when older orders can be seen at last', async () => {
  const { db } = database
  const { amazon, shopify, pass, clock, booked } = await createSmallWorld(db)
  const other = shopify.control.createOrderAsOtherApp({ ...bridged, sourceIdentifier: orderId })
  await pass(minuteMs)
  // As it was while the scope was missing: this order was out of sight.
  const from = clock.nowMs() - 60 * dayMs
  await sql`update foreign_index set complete_from = from_ms(${from})`.execute(db)
  await sql`delete from shopify_order_amazon_id`.execute(db)
  await sql`delete from shopify_order`.execute(db)
  await sql`
    insert into amazon_order
      (account_id, amazon_order_id, first_seen_at, event_at, outcome, reason)
    values (${soakAccount}, '303-0000000-0000001', app_now(), app_now(), 'held',
      'BACKFILL_NOT_VISIBLE')
  `.execute(db)
  await pass(2 * hourMs)
  const { rows } = await sql<{ from: number; complete: boolean }>`
    select complete_from as "from", complete_at is not null as complete from foreign_index
  `.execute(db)
  expect(rows).toEqual([{ from: 0, complete: true }])
  amazon.control.placeOrder({ ...mugs, orderId })
  await pass(minuteMs)
  expect(await booked(orderId)).toMatchObject({ outcome: 'adopted' })
  expect(shopify.control.ordersBySourceIdentifier(orderId)).toMatchObject([{ id: other.orderId }])
  expect(await booked('303-0000000-0000001')).toMatchObject({ reason: 'AMAZON_BEHIND_EVENT' })
})

test('R-IMPORT-38: what the index vouches for follows the scopes', () => {
  const nowMs = 100 * dayMs
  const whole = {
    ...{ completeFromMs: 0, completeAtMs: 5, cursor: 'c', watermarkMs: 4, asOfMs: 4 },
    windowBeganMs: 3,
  }
  const recent = { ...whole, completeFromMs: 7 * dayMs }
  expect(indexFor(whole, true, nowMs)).toEqual(whole)
  expect(indexFor(recent, false, nowMs)).toEqual(recent)
  const empty = { completeAtMs: null, cursor: null, watermarkMs: null, asOfMs: null }
  expect(indexFor(recent, true, nowMs)).toMatchObject({ ...empty, completeFromMs: 0 })
  expect(indexFor(null, false, nowMs)).toMatchObject({ ...empty, completeFromMs: 40 * dayMs })
  expect(indexFor(whole, false, nowMs)).toEqual({ ...whole, completeFromMs: 40 * dayMs })
})
