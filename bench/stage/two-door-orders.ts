/**
 * A database with many orders of both platforms, for the console: copies of orders that the product imported, one
 * in four hundred held, and Shopify's own orders between them.
 */
import { sql } from 'kysely'
import { defaultAccountId } from '../../src/main/connect.ts'
import { until } from './children.ts'
import type { BenchDatabase } from './cluster.ts'
import type { Stage } from './part.ts'
import { startProduct } from './product.ts'
import type { Simulators } from './simulators.ts'
import { storeOrders } from './stored-orders.ts'

const templateOrders = 200
const limitMs = 180_000
/** Of all; the others are Amazon's. */
const ownShare = 0.2
/** What the pages of the console read of an order. */
const tables = ['amazon_order', 'order_line', 'order_concern', 'shopify_order_amazon_id']

export async function storeBothDoors(
  stage: Stage,
  simulators: Simulators,
  database: BenchDatabase,
  orders: number,
): Promise<void> {
  const templates = Math.min(templateOrders, Math.floor(orders / 4))
  await importTemplates(stage, simulators, database, templates)
  const own = Math.floor(orders * ownShare)
  const begunMs = performance.now()
  await storeOrders(database.db, orders - own, tables)
  await storeOwn(database, own)
  await hold(database)
  await sql`vacuum analyze`.execute(database.db)
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(0)
  stage.say(`  ${orders} orders of both platforms stored in ${seconds} s`)
}

async function importTemplates(
  { cluster, profiles }: Stage,
  simulators: Simulators,
  database: BenchDatabase,
  count: number,
): Promise<void> {
  await simulators.control('amazon', 'orders/place-many', {
    ...{ count, oldestAgoMs: 3_600_000, newestAgoMs: 1_200_000 },
  })
  const { addresses } = simulators
  await using _product = await startProduct({
    ...{ cluster, database, addresses, profiles },
    intake: 'poll',
  })
  await until(`${count} orders in the shop`, limitMs, async () => {
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from amazon_order where outcome = 'imported'
    `.execute(database.db)
    return (rows[0]?.n ?? 0) >= count
  })
}

/** One every few minutes, back as far as Amazon's go. */
async function storeOwn({ db }: BenchDatabase, count: number): Promise<void> {
  await sql`
    insert into shop_own_order (account_id, gid, name, created_at, updated_at, closed, fulfillment,
      financial, units, total_minor, currency)
    select ${defaultAccountId}, 'gid://shopify/Order/9' || lpad(i::text, 12, '0'), '#S' || i, at, at,
      i > 500, case when i % 50 = 0 then 'UNFULFILLED' else 'FULFILLED' end, 'PAID', 1 + i % 4,
      1000 + i % 9000, 'EUR'
    from (select i, app_now() - make_interval(mins => i * 5) as at
      from generate_series(1, ${count}::int) i) g
  `.execute(db)
}

/** What was placed some days ago has left. */
async function hold({ db }: BenchDatabase): Promise<void> {
  await sql`
    update amazon_order set status = 'SHIPPED'
    where status = 'UNSHIPPED' and created_at < app_now() - interval '5 days'
  `.execute(db)
  await sql`
    update amazon_order set outcome = 'held', reason = 'SKU_UNMAPPED', shopify_gid = null,
      shopify_name = null, outcome_detail = '{"skus": ["BENCH-1"]}'
    where substr(amazon_order_id, 5, 7)::int % 400 = 7
  `.execute(db)
}
