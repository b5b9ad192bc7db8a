/**
 * Growth: the time of an order with few and with many stored orders, and of the two questions that a
 * person asks most of a large database. Both databases lie in one cluster and take turns.
 */
import { sql } from 'kysely'
import { defaultAccountId } from '../../src/main/connect.ts'
import { readOrderList } from '../../src/store/read/order-list.ts'
import type { Figures } from '../figures.ts'
import { until } from '../stage/children.ts'
import type { BenchDatabase } from '../stage/cluster.ts'
import type { Stage } from '../stage/part.ts'
import { startProduct } from '../stage/product.ts'
import { commitTimes, startSimulators } from '../stage/simulators.ts'
import { storeOrders } from '../stage/stored-orders.ts'
import { median, percentile, rounded } from '../statistics.ts'

const templateOrders = 200
const oldestAgoMs = 60 * 60_000
const newestAgoMs = 20 * 60_000
const limitMs = 180_000
const listLimit = 50
const questions = 40

export async function measureGrowth(stage: Stage): Promise<Figures['growth']> {
  const { few, many, newOrders, turns } = stage.sizes.growth
  await using small = await databaseWith(stage, 'bench_few', few)
  await using large = await databaseWith(stage, 'bench_many', many)
  const smallMs: number[] = []
  const largeMs: number[] = []
  for (let turn = 1; turn <= turns; turn += 1) {
    smallMs.push(await msPerOrder(stage, small, newOrders, 100 + turn))
    largeMs.push(await msPerOrder(stage, large, newOrders, 200 + turn))
    const shown = [smallMs, largeMs].map((all) => all.at(-1)?.toFixed(2))
    stage.say(`  turn ${turn}: ${shown[0]} ms an order at ${few} stored, ${shown[1]} ms at ${many}`)
  }
  return {
    ratio: rounded(median(largeMs) / median(smallMs), 3),
    listMs: rounded(await listMs(large), 1),
    searchMs: rounded(await searchMs(large), 1),
  }
}

async function databaseWith(stage: Stage, name: string, orders: number): Promise<BenchDatabase> {
  const database = await stage.cluster.create(name)
  await msPerOrder(stage, database, Math.min(templateOrders, orders), 7)
  const begunMs = performance.now()
  await storeOrders(database.db, orders)
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(0)
  stage.say(`  ${orders} orders stored in ${seconds} s`)
  return database
}

/** Imports new orders of another shop, as if it had just been connected, and times them. */
async function msPerOrder(
  stage: Stage,
  database: BenchDatabase,
  orders: number,
  seed: number,
): Promise<number> {
  await using simulators = await startSimulators({ quotas: 'off', seed })
  await simulators.control('amazon', 'orders/place-many', {
    ...{ count: orders, oldestAgoMs, newestAgoMs },
  })
  await forgetBothSides(database)
  const { cluster, profiles } = stage
  const { addresses } = simulators
  await using product = await startProduct({
    ...{ cluster, database, addresses, profiles },
    intake: 'poll',
  })
  const allThere = async () => (await simulators.shopOrders()) >= orders
  await until(`${orders} orders in the shop`, limitMs, allThere)
  const commits = await commitTimes(simulators)
  const lastMs = [...commits.values()].reduce((last, one) => Math.max(last, one), 0)
  await until('the end of all work', limitMs, () => isIdle(database))
  return (lastMs - product.readyAtMs) / orders
}

/** Each turn has a world of its own; what was read of the one before would be wrong in it. */
async function forgetBothSides({ db }: BenchDatabase): Promise<void> {
  await sql`truncate watermark, foreign_index, catalogue_state, variant, variant_former_sku,
    access_token, budget`.execute(db)
}

/** An imported order waits for its deadlines, so that it is due some day; what counts is now. */
async function isIdle({ db }: BenchDatabase): Promise<boolean> {
  const { rows } = await sql`
    select 1 from work where kind = 'order' and (lease_token is not null or due_at <= app_now())
    limit 1
  `.execute(db)
  return rows.length === 0
}

/** The slower of the whole list's first page and of one outcome's. */
async function listMs({ db }: BenchDatabase): Promise<number> {
  const page = { after: null, limit: listLimit }
  const whole = await timed(() => readOrderList(db, defaultAccountId, { filter: {}, ...page }))
  const filter = { outcome: 'imported' } as const
  const some = await timed(() => readOrderList(db, defaultAccountId, { filter, ...page }))
  return Math.max(whole, some)
}

async function searchMs({ db }: BenchDatabase): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select amazon_order_id as id from amazon_order tablesample system (0.5) limit ${questions}
  `.execute(db)
  let asked = 0
  return timed(() => {
    const search = rows[asked % rows.length]?.id ?? '000-0000000-0000000'
    asked += 1
    return readOrderList(db, defaultAccountId, {
      filter: { search },
      after: null,
      limit: listLimit,
    })
  })
}

/** The 95th percentile, so that neither a cold first one nor one hiccup decides. */
async function timed(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let question = 0; question < questions; question += 1) {
    const begunMs = performance.now()
    await ask()
    times.push(performance.now() - begunMs)
  }
  return percentile(times, 95)
}
