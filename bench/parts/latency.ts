/**
 * Latency: notifications at a steady pace, quotas and index lag off, from the moment at which the
 * simulator sends an order's notification to its commit of the Shopify order, both by its own clock.
 * Meanwhile Shopify's webhooks come for every order, and the bench posts signed ones of its own to
 * measure how long their answer takes.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Figures } from '../figures.ts'
import { until } from '../stage/children.ts'
import type { Stage } from '../stage/part.ts'
import { firstReadingDone, startProduct } from '../stage/product.ts'
import { commitTimes, type Simulators, startSimulators } from '../stage/simulators.ts'
import { createWebhookSender } from '../stage/webhook-sender.ts'
import { percentile, rounded } from '../statistics.ts'

/** Placed and not counted: code and caches are cold, as they are only after a start. */
const warmUpOrders = 60
const webhooksPerSecond = 5
const limitMs = 60_000

export async function measureLatency(stage: Stage): Promise<Figures['latency']> {
  const { perSecond, seconds } = stage.sizes.latency
  await using simulators = await startSimulators({ quotas: 'off' })
  await using database = await stage.cluster.create('bench_latency')
  const { cluster, profiles } = stage
  const { addresses } = simulators
  await using product = await startProduct({
    ...{ cluster, database, addresses, profiles },
    ...{ intake: 'both', api: true },
  })
  await firstReadingDone(database)
  await placeAtPace(simulators, warmUpOrders, perSecond)
  const webhooks = product.url === null ? null : createWebhookSender(product.url, addresses)
  const placing = placeAtPace(simulators, perSecond * seconds, perSecond)
  const acks = webhooks?.sendAtPace(webhooksPerSecond * seconds, webhooksPerSecond)
  const placed = await placing
  const ackMs = (await acks) ?? []
  const expected = placed.length + warmUpOrders
  const allThere = async () => (await simulators.shopOrders()) >= expected
  await until(`${expected} orders in the shop`, limitMs, allThere)
  const latencies = await latenciesOf(simulators, placed)
  return {
    p50Ms: percentile(latencies, 50),
    p99Ms: percentile(latencies, 99),
    webhookAckP99Ms: ackMs.length === 0 ? null : rounded(percentile(ackMs, 99), 1),
  }
}

const placedShape = z.object({ orderId: z.string() })

/** Each order at its own time, also when the one before is late. Answers the ids. */
async function placeAtPace(
  simulators: Simulators,
  orders: number,
  perSecond: number,
): Promise<string[]> {
  const begunMs = performance.now()
  const placing = Array.from({ length: orders }, async (_one, place) => {
    await sleep(Math.max(0, begunMs + (place * 1_000) / perSecond - performance.now()))
    const answer = await simulators.control('amazon', 'orders/place', { notify: true })
    return placedShape.parse(answer).orderId
  })
  return Promise.all(placing)
}

const orderShape = z.object({ createdMs: z.number() })

async function latenciesOf(simulators: Simulators, placed: readonly string[]): Promise<number[]> {
  const commits = await commitTimes(simulators)
  const latencies: number[] = []
  for (const orderId of placed) {
    const verb = `orders?orderId=${orderId}`
    const { createdMs } = orderShape.parse(await simulators.control('amazon', verb))
    const committedMs = commits.get(orderId)
    if (committedMs === undefined) throw new Error(`${orderId} is not in the shop`)
    latencies.push(committedMs - createdMs)
  }
  return latencies
}
