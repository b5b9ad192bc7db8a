/**
 * Change: one SKU's stock changes in the shop, until Amazon shows it; quotas idle, Amazon's own two minutes
 * taken away. Both times are of the simulators' clock, which is the machine's here.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { StockFigures } from '../figures.ts'
import { until } from '../stage/children.ts'
import type { Stage } from '../stage/part.ts'
import { figuresOf, openStockWorld, shownOnAmazon, skuAt } from '../stage/stock-world.ts'
import { percentile } from '../statistics.ts'

const limitMs = 300_000
const changeLimitMs = 30_000
const lookEveryMs = 20
/** Placed and not counted: code and caches are cold, as they are only after a start. */
const warmUp = 5
const most = 99

export async function measureChange(stage: Stage): Promise<StockFigures['change']> {
  const { skus, changes, everyMs } = stage.sizes.change
  const part = { name: 'bench_change', skus, quotas: 'off', lane: 'live', inStep: true } as const
  await using world = await openStockWorld(stage, { ...part, listingLagMs: 0 })
  const { simulators, database } = world
  await world.connect()
  const all = async () => (await figuresOf(database)).inStep >= skus
  await until(`${skus} figures in step`, limitMs, all, 250)
  await simulators.control('amazon', 'quotas', { mode: 'default' })
  await simulators.control('shopify', 'quotas', { quotas: 'default' })
  const times: number[] = []
  for (let at = 0; at < warmUp + changes; at += 1) {
    const begunMs = performance.now()
    const sku = skuAt((at * 7_919) % skus)
    const before = (await shownOnAmazon(simulators, sku)).quantity ?? 0
    const quantity = before === most ? 1 : before + 1
    const changedMs = Date.now()
    await simulators.control('shopify', 'stock/set', { sku, quantity })
    const shown = async () => (await shownOnAmazon(simulators, sku)).quantity === quantity
    await until(`${sku} on Amazon`, changeLimitMs, shown, lookEveryMs)
    const { sinceMs } = await shownOnAmazon(simulators, sku)
    if (at >= warmUp) times.push(sinceMs - changedMs)
    await sleep(Math.max(0, begunMs + everyMs - performance.now()))
  }
  return { p50Ms: percentile(times, 50), p99Ms: percentile(times, 99) }
}
