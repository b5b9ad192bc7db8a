/**
 * Quota: so many order ids at once, Amazon's buckets full, the world's clock 60 times as fast for all.
 * The least time is what the quotas of getOrder (0.5/s, burst 30) and searchOrders (0.0056/s of 100
 * orders, burst 20) allow together; the product's time ends when the last order stands in the shop.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Figures } from '../figures.ts'
import { until } from '../stage/children.ts'
import type { BenchDatabase } from '../stage/cluster.ts'
import type { Stage } from '../stage/part.ts'
import { firstReadingDone, startProduct } from '../stage/product.ts'
import { commitTimes, type Simulators, startSimulators } from '../stage/simulators.ts'
import { rounded } from '../statistics.ts'

const factor = 60
const pageSize = 100
/** World time: older than the list's lag of two minutes, younger than the overlap of two polls. */
const oldestAgoMs = 10 * 60_000
const newestAgoMs = 3 * 60_000
const limitMs = 240_000
const settledMs = 1_000
/** World time between two polls: as long as settings allow, or as short as the quota bears. */
const seldomS = 3_600
const oftenS = 180

type Run = { readonly worldS: number; readonly throttled: number; readonly readTwice: number }

export async function measureQuota(stage: Stage): Promise<Figures['quota']> {
  const { ids, polledIds } = stage.sizes.quota
  const notified = await run(stage, ids, 'both')
  const least = leastSeconds(ids, (t) => getOrders(t) + searched(t))
  stage.say(`  by notification: ${notified.worldS.toFixed(0)} s, least ${least} s`)
  const polled = await run(stage, polledIds, 'poll')
  const leastPolled = leastSeconds(polledIds, searched)
  stage.say(`  by polling alone: ${polled.worldS.toFixed(0)} s, least ${leastPolled} s`)
  return {
    ratio: rounded(notified.worldS / least, 3),
    throttled: notified.throttled + polled.throttled,
    readTwice: notified.readTwice,
    pollingAloneRatio: rounded(polled.worldS / leastPolled, 3),
  }
}

function getOrders(seconds: number): number {
  return 30 + Math.floor(0.5 * seconds)
}

function searched(seconds: number): number {
  return pageSize * (20 + Math.floor(0.0056 * seconds))
}

function leastSeconds(orders: number, readable: (seconds: number) => number): number {
  let seconds = 1
  while (readable(seconds) < orders) seconds += 0.1
  return Math.round(seconds)
}

async function run(stage: Stage, orders: number, intake: 'poll' | 'both'): Promise<Run> {
  await using simulators = await startSimulators({ quotas: 'on', clock: `scaled:${factor}` })
  await using database = await stage.cluster.create(`bench_quota_${intake}`)
  await setWorldClock(database, simulators)
  // Shopify's points are not what is measured here.
  await simulators.control('shopify', 'quotas', { quotas: 'off' })
  const { cluster, profiles } = stage
  const { addresses } = simulators
  const pollSeconds = intake === 'both' ? seldomS : oftenS
  await using product = await startProduct({
    ...{ cluster, database, addresses, profiles, intake, pollSeconds },
  })
  void product
  await firstReadingDone(database)
  await fillBuckets(simulators, database)
  const many = { count: orders, oldestAgoMs, newestAgoMs, notify: intake === 'both' }
  const before = await calls(simulators)
  await simulators.control('amazon', 'orders/place-many', many)
  const startedMs = await worldNowMs(simulators)
  const allThere = async () => (await simulators.shopOrders()) >= orders
  await until(`${orders} orders in the shop`, limitMs, allThere)
  const after = await calls(simulators)
  await sleep(settledMs)
  const commits = await commitTimes(simulators)
  if (commits.size !== orders) throw new Error(`${commits.size} of ${orders} orders were created`)
  const lastMs = [...commits.values()].reduce((last, one) => Math.max(last, one), 0)
  const read = after.getOrder - before.getOrder + listed(after.pages - before.pages, orders)
  return {
    worldS: (lastMs - startedMs) / 1_000,
    throttled: after.throttled,
    readTwice: Math.max(0, read - orders),
  }
}

/** Pages are full but for the last. */
function listed(pages: number, orders: number): number {
  return Math.min(pages * pageSize, Math.ceil(pages / Math.ceil(orders / pageSize)) * orders)
}

/** The same three numbers for both: the world's time is one. */
async function setWorldClock(database: BenchDatabase, simulators: Simulators): Promise<void> {
  const { worldOriginMs, realOriginMs } = simulators.addresses.clock
  await sql`
    update world_clock set real_origin = from_ms(${realOriginMs}),
      world_origin = from_ms(${worldOriginMs}), factor = ${factor}
  `.execute(database.db)
}

/** What the first reading spent is given back on both sides, so that the count begins with full buckets. */
async function fillBuckets(simulators: Simulators, { db }: BenchDatabase): Promise<void> {
  await simulators.control('amazon', 'quotas', { mode: 'default' })
  await sql`update budget set level = capacity, as_of = app_now()`.execute(db)
}

const nowShape = z.object({ nowMs: z.number() })

async function worldNowMs(simulators: Simulators): Promise<number> {
  return nowShape.parse(await simulators.control('amazon', 'clock')).nowMs
}

const journalShape = z.object({
  entries: z.array(z.object({ on: z.string(), status: z.union([z.number(), z.string()]) })),
})

async function calls(
  simulators: Simulators,
): Promise<{ getOrder: number; pages: number; throttled: number }> {
  const { entries } = journalShape.parse(await simulators.control('amazon', 'journal'))
  const done = (on: string) => entries.filter((one) => one.on === on && one.status === 200).length
  return {
    getOrder: done('amazon.getOrder'),
    pages: done('amazon.searchOrders'),
    throttled: entries.filter(({ status }) => status === 429).length,
  }
}
