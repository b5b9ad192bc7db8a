/**
 * Confirm: so many parcels leave in the shop within half an hour, are told to Amazon and are read back,
 * under Amazon's and Shopify's quotas, the world's clock 20 times as fast for all. The least is what the
 * quotas of confirmShipment, and of getOrder and searchOrders together, allow: each parcel is one
 * confirmation and two readings of PACKAGES, one before (R-SHIP-2) and one after (R-SHIP-10).
 */
import { sql } from 'kysely'
import type { Confirmed } from '../figures.ts'
import { amazonCalls, refuseDoubles } from '../stage/amazon-calls.ts'
import { until } from '../stage/children.ts'
import type { BenchDatabase } from '../stage/cluster.ts'
import { openLifeWorld, worldNowMs } from '../stage/life-world.ts'
import { actOnEach, ship } from '../stage/merchant.ts'
import type { Stage } from '../stage/part.ts'
import { rounded } from '../statistics.ts'

/** As fast as the quotas' pace leaves the machine time for each parcel: 2 a second of world time. */
const factor = 20
const pageSize = 100
const readingsEach = 2
const limitMs = 1_200_000
const lookEveryMs = 250

export async function measureConfirm(stage: Stage): Promise<Confirmed> {
  const { parcels, leaveOverS } = stage.sizes.confirm
  await using world = await openLifeWorld(stage, { name: 'bench_confirm', orders: parcels, factor })
  const { simulators, database, product, orders } = world
  const callsBefore = await amazonCalls(simulators)
  const cpuBefore = await product.cpuMs()
  const startedMs = await worldNowMs(simulators)
  await actOnEach(orders, (leaveOverS * 1_000) / factor, (order) => ship(simulators, order))
  stage.say(`  ${parcels} parcels left`)
  const all = async () => (await confirmed(database)).parcels >= parcels
  await until(`${parcels} parcels on both sides`, limitMs, all, lookEveryMs)
  const calls = await amazonCalls(simulators)
  const cpuMs = (await product.cpuMs()) - cpuBefore
  await refuseDoubles(simulators)
  const { lastMs } = await confirmed(database)
  const worldS = (lastMs - startedMs) / 1_000
  const leastS = leastSeconds(parcels)
  const made = (operation: string) => calls.taken(operation) - callsBefore.taken(operation)
  tell(stage, worldS, leastS, made)
  if (calls.throttled > 0)
    stage.say(`  throttled, with what came before: ${calls.throttledInWords}`)
  return {
    figures: {
      ratio: rounded(worldS / leastS, 3),
      worldSeconds: Math.round(worldS),
      leastSeconds: leastS,
      confirmations: made('confirmShipment'),
      ordersRead: made('getOrder'),
      pagesRead: made('searchOrders'),
      throttled: calls.throttled - callsBefore.throttled,
    },
    cpu: { ms: cpuMs, events: parcels },
  }
}

function tell(
  stage: Stage,
  worldS: number,
  leastS: number,
  made: (operation: string) => number,
): void {
  const names = ['confirmShipment', 'getOrder', 'searchOrders'] as const
  const calls = names.map((name) => `${made(name)} ${name}`).join(', ')
  stage.say(`  ${worldS.toFixed(0)} s, least ${leastS} s; ${calls}`)
}

/** Parcels that the product has read back, and when the last of them was. */
async function confirmed({ db }: BenchDatabase): Promise<{ parcels: number; lastMs: number }> {
  const { rows } = await sql<{ parcels: number; lastMs: number }>`
    select count(*)::int as parcels, coalesce(epoch_ms(max(c.decided_at)), 0)::float8 as "lastMs"
    from order_concern c join amazon_order o using (account_id, amazon_order_id)
    where c.concern = 'shipment' and c.reason = 'SHIPPED_ON_BOTH_SIDES' and o.status = 'SHIPPED'
  `.execute(db)
  return rows[0] ?? { parcels: 0, lastMs: 0 }
}

/** The first second in which the quotas have allowed all confirmations and all readings. */
export function leastSeconds(parcels: number): number {
  let seconds = 0
  while (confirmations(seconds) < parcels || readings(seconds) < readingsEach * parcels) {
    seconds += 1
  }
  return Math.max(1, seconds)
}

function confirmations(seconds: number): number {
  return 10 + Math.floor(2 * seconds)
}

function readings(seconds: number): number {
  return 30 + Math.floor(0.5 * seconds) + pageSize * (20 + Math.floor(0.0056 * seconds))
}
