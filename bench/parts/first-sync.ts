/**
 * First sync: so many SKUs of which Amazon shows another figure than the shop has, under all quotas, from the
 * connection until Amazon shows the right one of each and the product knows it. The least is written out in
 * bench/README.md.
 */
import type { StockFigures } from '../figures.ts'
import { amazonCalls } from '../stage/amazon-calls.ts'
import { until } from '../stage/children.ts'
import { worldNowMs } from '../stage/life-world.ts'
import type { Stage } from '../stage/part.ts'
import { figuresOf, openStockWorld, refuseWrongFigures } from '../stage/stock-world.ts'
import { rounded } from '../statistics.ts'

const limitMs = 3_600_000

export async function measureFirstSync(stage: Stage): Promise<StockFigures['firstSync']> {
  const { skus, factor } = stage.sizes.firstSync
  const part = { name: 'bench_first_sync', skus, factor, lane: 'live', inStep: false } as const
  await using world = await openStockWorld(stage, { ...part, quotas: 'on' })
  const { simulators, database } = world
  const startedMs = await worldNowMs(simulators)
  const product = await world.connect()
  const all = async () => (await figuresOf(database)).inStep >= skus
  await until(`${skus} figures on Amazon`, limitMs, all, lookEveryMs(skus))
  const { lastMs } = await figuresOf(database)
  await refuseWrongFigures(world)
  const calls = await amazonCalls(simulators)
  if (calls.throttled > 0) stage.say(`  throttled: ${calls.throttledInWords}`)
  const worldS = (lastMs - startedMs) / 1_000
  const leastS = leastSeconds(skus)
  const feeds = calls.taken('createFeed')
  stage.say(`  ${worldS.toFixed(0)} s, least ${leastS.toFixed(0)} s; ${feeds} feeds`)
  return {
    ratio: rounded(worldS / leastS, 3),
    worldSeconds: Math.round(worldS),
    leastSeconds: Math.round(leastS),
    feeds,
    throttled: calls.throttled,
    appCpuMsPerSku: rounded((await product.cpuMs()) / skus, 3),
  }
}

/** Counting is work of PostgreSQL too. */
function lookEveryMs(skus: number): number {
  return 250 + skus / 20
}

/** Amazon's and Shopify's own times, as the simulators take them. */
const reportS = 90
const feedS = 90
const shownS = 120
/** The shop's stock of a hundred variants costs 25 points; 2,000 are there, and 100 come a second. */
const variantsPerCall = 100
const pointsPerCall = 25
const points = 2_000
const pointsPerS = 100
/** Five feeds of 25,000 SKUs at once, and one a minute. */
const skusPerFeed = 25_000
const feedsAtOnce = 5
const feedEveryS = 60

/**
 * What is listed is known when Amazon's report is there; then the shop's stock of it is read, and the last
 * figures go in a feed, which Amazon works off and shows.
 */
export function leastSeconds(skus: number): number {
  const reading = Math.ceil(skus / variantsPerCall) * pointsPerCall
  const readS = Math.max(0, reading - points) / pointsPerS
  const feeds = Math.ceil(skus / skusPerFeed)
  const feedsS = Math.max(0, feeds - feedsAtOnce) * feedEveryS
  return (skus > 1_000 ? reportS : 0) + Math.max(readS, feedsS) + feedS + shownS
}
