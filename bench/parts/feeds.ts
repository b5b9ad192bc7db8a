/**
 * Feeds: so many orders are cancelled or refunded in the shop in one minute, under all quotas. What is
 * counted is how many feeds carry them to Amazon, against the fewest that can.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Fed } from '../figures.ts'
import { amazonCalls, refuseDoubles } from '../stage/amazon-calls.ts'
import { until } from '../stage/children.ts'
import type { BenchDatabase } from '../stage/cluster.ts'
import { openLifeWorld, type ShopOrder, worldNowMs } from '../stage/life-world.ts'
import { actOnEach, cancel, refund, ship } from '../stage/merchant.ts'
import type { Stage } from '../stage/part.ts'
import type { Simulators } from '../stage/simulators.ts'
import { rounded } from '../statistics.ts'

/** Amazon names no bound on the messages of these two feeds; the product puts so many in one. */
const messagesMax = 1_000
/** One minute of it is six seconds of the machine. */
const factor = 10
const withinMs = 60_000
const limitMs = 600_000
const lookEveryMs = 250

export async function measureFeeds(stage: Stage): Promise<Fed> {
  const { events } = stage.sizes.feeds
  const refunds = Math.floor(events / 2)
  const shipped = (orders: readonly ShopOrder[]) => orders.slice(0, refunds)
  await using world = await openLifeWorld(
    stage,
    { name: 'bench_feeds', orders: events, factor },
    async (before) => {
      const { simulators, database } = before
      const parcels = shipped(before.orders)
      await actOnEach(parcels, 1_000, (order) => ship(simulators, order))
      const all = async () => (await shippedOnBoth(database)) >= parcels.length
      await until(`${parcels.length} parcels on both sides`, limitMs, all, lookEveryMs)
    },
  )
  const { simulators, database, product, orders } = world
  const callsBefore = await amazonCalls(simulators)
  const cpuBefore = await product.cpuMs()
  const startedMs = await worldNowMs(simulators)
  const toRefund = new Set(shipped(orders))
  await actOnEach(orders, withinMs / factor, (order) =>
    toRefund.has(order) ? refund(simulators, order) : cancel(simulators, order),
  )
  const all = async () => (await carried(database)).messages >= events
  await until(`${events} cancels and refunds on Amazon`, limitMs, all, lookEveryMs)
  const cpuMs = (await product.cpuMs()) - cpuBefore
  await refuseDoubles(simulators)
  const calls = await amazonCalls(simulators)
  const { lastMs } = await carried(database)
  return {
    figures: {
      used: await feedsMade(simulators),
      least: leastFeeds(events - refunds) + leastFeeds(refunds),
      worldSeconds: rounded((lastMs - startedMs) / 1_000, 0),
      throttled: calls.throttled - callsBefore.throttled,
    },
    cpu: { ms: cpuMs, events },
  }
}

/** A feed is of one type: cancellations and refunds never share one. */
export function leastFeeds(messages: number): number {
  return Math.ceil(messages / messagesMax)
}

async function shippedOnBoth({ db }: BenchDatabase): Promise<number> {
  const { rows } = await sql<{ parcels: number }>`
    select count(*)::int as parcels from order_concern
    where concern = 'shipment' and reason = 'SHIPPED_ON_BOTH_SIDES'
  `.execute(db)
  return rows[0]?.parcels ?? 0
}

/** Messages that Amazon's reports call applied, and when the last of them was told. */
async function carried({ db }: BenchDatabase): Promise<{ messages: number; lastMs: number }> {
  const { rows } = await sql<{ messages: number; lastMs: number }>`
    select count(*)::int as messages, coalesce(epoch_ms(max(done_at)), 0)::float8 as "lastMs"
    from effect where kind in ('acknowledge-failure', 'refund-on-amazon') and done_at is not null
  `.execute(db)
  return rows[0] ?? { messages: 0, lastMs: 0 }
}

const feedsShape = z.object({ feeds: z.array(z.object({ status: z.string() })) })

async function feedsMade(simulators: Simulators): Promise<number> {
  const { feeds } = feedsShape.parse(await simulators.control('amazon', 'feeds'))
  const undone = feeds.filter(({ status }) => status !== 'DONE').length
  if (undone > 0) throw new Error(`${undone} of ${feeds.length} feeds were not done`)
  return feeds.length
}
