import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePool, type Database, openPool } from '../../src/store/pool.ts'
import { countOrders } from '../../src/store/read/order-counts.ts'
import { type OrderFilter, readOrderList } from '../../src/store/read/order-list.ts'
import { readOrderPage } from '../../src/store/read/order-page.ts'
import { readOrderRows } from '../../src/store/read/order-rows.ts'
import { countRows } from '../../src/store/read/order-view-counts.ts'
import { viewNames } from '../../src/store/read/order-views.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { accountId, numberedId } from './api-host.ts'

const orders = 20_000

let database: FreshDatabase
let db: Database

beforeAll(async () => {
  database = await freshDatabase()
  // One connection, so that its own statistics are what is read.
  db = openPool(database.url, { max: 1, applicationName: 'test' })
  await generate()
})
afterAll(async () => {
  await closePool(db)
  await database.drop()
})

/** One old order UNFULFILLABLE, one in a hundred held, one marketplace left long ago. */
async function generate(): Promise<void> {
  await sql`
    insert into amazon_order (account_id, amazon_order_id, first_seen_at, created_at, observed,
      status, fulfilled_by, marketplace_id, outcome, reason, shopify_name)
    select ${accountId}, '306-' || lpad(i::text, 7, '0') || '-0000000', at, at, '{}',
      case when i = 7 then 'UNFULFILLABLE' when i % 100 = 1 then 'UNSHIPPED' else 'SHIPPED' end,
      case when i % 4 = 0 then 'AMAZON' else 'MERCHANT' end,
      case when i < 200 then 'LEFT' else 'A1PA6795UKMFR9' end,
      case when i % 100 = 1 then 'held' when i % 4 = 0 then 'resting' else 'imported' end,
      case when i % 100 = 1 then 'SKU_UNMAPPED' when i % 4 = 0 then 'FBA_LISTED' else 'IMPORTED' end,
      '#' || i
    from (select i, app_now() - make_interval(mins => ${orders} - i) as at
      from generate_series(1, ${orders}::int) i) g
  `.execute(db)
  await sql`
    insert into order_line select account_id, amazon_order_id, '1', 'SKU-' || right(shopify_name, 3),
      'title', 1 from amazon_order
  `.execute(db)
  await sql`
    insert into order_personal (account_id, amazon_order_id, raw_sealed, name_hmac)
    select account_id, amazon_order_id, '\\x00', decode(md5(shopify_name), 'hex') from amazon_order
  `.execute(db)
  await sql`
    insert into shopify_order_amazon_id (account_id, amazon_order_id, gid, evidence)
    select account_id, amazon_order_id, 'gid://shopify/Order/' || right(shopify_name, -1), 'id'
    from amazon_order
  `.execute(db)
  await sql`
    insert into shop_own_order (account_id, gid, name, created_at, updated_at, closed, fulfillment,
      units, total_minor, currency)
    select ${accountId}, 'gid://shopify/Order/9' || i, '#S' || i, at, at, false,
      case when i % 500 = 0 then 'UNFULFILLED' else 'FULFILLED' end, 1, 100, 'EUR'
    from (select i, app_now() - make_interval(mins => i * 3) as at
      from generate_series(1, ${orders / 2}::int) i) g
  `.execute(db)
  await sql`analyze`.execute(db)
}

/** How often a table of orders was read whole while `read` ran. */
async function wholeReads(read: () => Promise<unknown>): Promise<number> {
  const before = await scans()
  await read()
  return (await scans()) - before
}

async function scans(): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db)
  const { rows } = await sql<{ n: number }>`
    select sum(seq_scan)::int as n from pg_stat_user_tables
    where relname in ('amazon_order', 'order_line', 'order_personal',
      'shopify_order_amazon_id')
  `.execute(db)
  return rows[0]?.n ?? -1
}

async function list(filter: OrderFilter, after: string | null = null) {
  return readOrderList(db, accountId, { filter, after, limit: 50 })
}

describe('R-API-3: lists cost the same however many orders there are: no table is read whole', () => {
  it('(and a whole reading is noticed)', async () => {
    const count = () => sql`select count(*) from amazon_order where observed is null`.execute(db)
    expect(await wholeReads(count)).toBe(1)
  })

  it.each<readonly [string, OrderFilter, number]>([
    ['the first page', {}, 50],
    ['what is held', { outcome: 'held' }, 50],
    ['what is imported', { outcome: 'imported' }, 50],
    ['a reason without its outcome', { reason: 'SKU_UNMAPPED' }, 50],
    ['a common status', { status: 'SHIPPED' }, 50],
    ['one old order of a rare status', { status: 'UNFULFILLABLE' }, 1],
    ['a status that no order has', { status: 'PENDING' }, 0],
    ['a marketplace left long ago', { marketplaceId: 'LEFT' }, 50],
    ['imports of one fulfilment', { outcome: 'imported', fulfilledBy: 'MERCHANT' }, 50],
    ['an Amazon order id', { search: numberedId(500) }, 1],
    ['a Shopify name', { search: '#500' }, 1],
    ['a SKU', { search: 'SKU-500' }, 20],
    ['a SKU that no order has', { search: 'SKU-NONE' }, 0],
  ])('%s', async (_title, filter, found) => {
    let orderCount = 0
    const read = async () => {
      orderCount = (await list(filter)).orders.length
    }
    expect(await wholeReads(read)).toBe(0)
    expect(orderCount).toBe(found)
  })

  it('a buyer, a later page, one order and the counts', async () => {
    const { rows } = await sql<{ hmac: Buffer }>`
      select name_hmac as hmac from order_personal where amazon_order_id = ${numberedId(77)}
    `.execute(db)
    const read = async () => {
      expect((await list({ nameHmacs: rows.map(({ hmac }) => hmac) })).orders).toHaveLength(1)
      let page = await list({})
      for (let turn = 0; turn < 5; turn += 1) page = await list({}, page.next)
      expect(page.orders[0]?.orderId).toBe(numberedId(orders - 250))
      await readOrderPage(db, accountId, numberedId(500))
      const counts = await countOrders(db, accountId)
      expect(counts).toContainEqual(
        expect.objectContaining({ reason: 'IMPORTED', count: 10_000, more: true }),
      )
      expect(counts).toContainEqual(
        expect.objectContaining({ reason: 'SKU_UNMAPPED', count: 200, more: false }),
      )
    }
    expect(await wholeReads(read)).toBe(0)
  })

  it.each(viewNames)('R-API-3: the view %s, its count and its first page', async (view) => {
    const filter = { view, channel: 'both', dayEndMs: Date.now() } as const
    const whole = await wholeReads(async () => {
      const { rows } = await readOrderRows(db, accountId, { filter, after: null, limit: 50 })
      if (view === 'everything') expect(rows).toHaveLength(50)
      await countRows(db, accountId, filter)
    })
    expect([view, whole]).toEqual([view, 0])
  })
})
