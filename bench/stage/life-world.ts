/**
 * A shop in the middle of its life: so many orders stand on both sides, imported by the product itself
 * with quotas off, before anything is measured. Then quotas count, buckets are full, and a fresh process
 * of the product runs with its API, webhooks, notifications and all lanes live.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { until } from './children.ts'
import type { BenchDatabase } from './cluster.ts'
import type { Stage } from './part.ts'
import { type Product, startProduct } from './product.ts'
import { type Simulators, startSimulators } from './simulators.ts'

/** What differs between the parts. */
export type LifePart = {
  readonly name: string
  readonly orders: number
  /** The world's clock runs so many times as fast, for all processes alike. */
  readonly factor: number
}

export type ShopOrder = {
  readonly gid: string
  readonly orderId: string
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

export type LifeWorld = AsyncDisposable & {
  readonly simulators: Simulators
  readonly database: BenchDatabase
  readonly product: Product
  readonly orders: readonly ShopOrder[]
}

/** Placed long enough ago for Amazon's list, and not so long that a ship-by passes while it runs. */
const oldestAgoMs = 60 * 60_000
const newestAgoMs = 20 * 60_000
const importLimitMs = 300_000
const quietLimitMs = 120_000

const lanesLive = {
  ship: { lane: 'live' },
  cancel: { lane: 'live' },
  // What is measured is a busy hour, not the stop that asks a person about it.
  refund: { lane: 'live', stopAt: { events: 10_000, minutes: 60 } },
}

/** `before`: what happens to the orders while quotas are off and nothing is measured. */
export async function openLifeWorld(
  stage: Stage,
  { name, orders, factor }: LifePart,
  before: (world: Omit<LifeWorld, 'product'>) => Promise<void> = async () => {},
): Promise<LifeWorld> {
  await using opened = new AsyncDisposableStack()
  const simulators = opened.use(await startSimulators({ quotas: 'off', clock: `scaled:${factor}` }))
  const database = opened.use(await stage.cluster.create(name))
  await setWorldClock(database, simulators, factor)
  await prepare(stage, { simulators, database }, orders, before)
  await simulators.control('shopify', 'quotas', { quotas: 'default' })
  await fillBuckets(simulators, database)
  const product = opened.use(await start(stage, simulators, database))
  await quiet(database)
  await fillBuckets(simulators, database)
  const kept = opened.move()
  return {
    ...{ simulators, database, product, orders: await shopOrders(simulators) },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

async function prepare(
  stage: Stage,
  { simulators, database }: Pick<LifeWorld, 'simulators' | 'database'>,
  count: number,
  before: (world: Omit<LifeWorld, 'product'>) => Promise<void>,
): Promise<void> {
  const begunMs = performance.now()
  await simulators.control('amazon', 'orders/place-many', { count, oldestAgoMs, newestAgoMs })
  await using product = await start(stage, simulators, database)
  void product
  const allThere = async () => (await simulators.shopOrders()) >= count
  await until(`${count} orders in the shop`, importLimitMs, allThere)
  await quiet(database)
  const orders = await shopOrders(simulators)
  if (orders.length !== count) throw new Error(`${orders.length} of ${count} orders were created`)
  const given = { simulators, database, orders, [Symbol.asyncDispose]: async () => {} }
  await before(given)
  const seconds = ((performance.now() - begunMs) / 1_000).toFixed(0)
  stage.say(`  ${count} orders stand on both sides after ${seconds} s`)
}

function start(stage: Stage, simulators: Simulators, database: BenchDatabase): Promise<Product> {
  const { cluster, profiles } = stage
  const { addresses } = simulators
  return startProduct({
    ...{ cluster, database, addresses, profiles, intake: 'both', api: true },
    // Notifications tell what changes: as in the quota part, no poll falls into the measured time.
    ...{ pollSeconds: 4 * 3_600, settings: lanesLive },
  })
}

/** Resolves when no order is being worked on or due, and nothing waits on a desk. */
export function quiet({ db }: BenchDatabase): Promise<void> {
  return until('the end of all work', quietLimitMs, async () => {
    const { rows } = await sql`
      select 1 from work where lease_token is not null
        or due_at <= app_now() and (kind = 'order' or key like 'shop-order:%')
      union all select 1 from desk_row limit 1
    `.execute(db)
    return rows.length === 0
  })
}

/** The same three numbers for both: the world's time is one. */
export async function setWorldClock(
  { db }: BenchDatabase,
  { addresses }: Simulators,
  factor: number,
): Promise<void> {
  const { worldOriginMs, realOriginMs } = addresses.clock
  await sql`
    update world_clock set real_origin = from_ms(${realOriginMs}),
      world_origin = from_ms(${worldOriginMs}), factor = ${factor}
  `.execute(db)
}

/** Full ones on both sides; a bucket that the product does not know yet begins with the documented plan. */
async function fillBuckets(simulators: Simulators, { db }: BenchDatabase): Promise<void> {
  await simulators.control('amazon', 'quotas', { mode: 'default' })
  await sql`delete from budget`.execute(db)
}

const nowShape = z.object({ nowMs: z.number() })

export async function worldNowMs(simulators: Simulators): Promise<number> {
  return nowShape.parse(await simulators.control('amazon', 'clock')).nowMs
}

const ordersShape = z.object({
  orders: z.array(
    z.object({
      id: z.string(),
      sourceIdentifier: z.string().nullable(),
      lines: z.array(z.object({ sku: z.string().nullable(), quantity: z.number() })),
    }),
  ),
})

async function shopOrders(simulators: Simulators): Promise<ShopOrder[]> {
  const { orders } = ordersShape.parse(await simulators.control('shopify', 'orders'))
  const found = new Map<string, ShopOrder>()
  for (const { id, sourceIdentifier, lines } of orders) {
    if (sourceIdentifier === null) continue
    if (found.has(sourceIdentifier)) throw new Error(`${sourceIdentifier} was created twice`)
    const units = lines.map(({ sku, quantity }) => ({ sku: sku ?? '', quantity }))
    found.set(sourceIdentifier, { gid: id, orderId: sourceIdentifier, lines: units })
  }
  return [...found.values()]
}
