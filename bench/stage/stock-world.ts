/**
 * A shop with so many plain SKUs on both sides, STK-0000001 and on, and the product connected to it for the
 * first time. The simulated platforms hold a million of them.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { BenchDatabase } from './cluster.ts'
import { setWorldClock } from './life-world.ts'
import type { Stage } from './part.ts'
import { type Product, type ProductOptions, startProduct } from './product.ts'
import { type Simulators, startSimulators } from './simulators.ts'

/** What differs between the parts. */
export type StockPart = {
  readonly name: string
  readonly skus: number
  readonly quotas: 'on' | 'off'
  readonly lane: 'watch' | 'live'
  /** Amazon shows the shop's figures from the start; otherwise nearly all differ. */
  readonly inStep: boolean
  /** The world's clock runs so many times as fast, for all processes alike. */
  readonly factor?: number
  /** After how long an accepted patch shows on Amazon, where it is not the simulator's own two minutes. */
  readonly listingLagMs?: number
}

export type StockWorld = AsyncDisposable & {
  readonly simulators: Simulators
  readonly database: BenchDatabase
  readonly skus: number
  /** Starts the product; it is ended with the world. */
  connect(): Promise<Product>
}

/** The seller sells in one marketplace: a SKU is one figure. */
const marketplaceId = 'A1PA6795UKMFR9'
const shopSeed = 7
const otherSeed = 8

/** Every SKU of a first push differs: a person would be asked, and would say yes. */
const guard = { skus: 1_000_000, percent: 100 }

export async function openStockWorld(stage: Stage, part: StockPart): Promise<StockWorld> {
  await using opened = new AsyncDisposableStack()
  const { skus: count, factor = 1, quotas, listingLagMs } = part
  const clock = factor === 1 ? 'real' : `scaled:${factor}`
  const lag = listingLagMs === undefined ? {} : { listingLagMs }
  const simulators = opened.use(await startSimulators({ quotas, clock, world: 'empty', ...lag }))
  await simulators.control('amazon', 'settings', { participations: [marketplaceId] })
  await simulators.control('shopify', 'products/stock', { count, seed: shopSeed })
  const seed = part.inStep ? shopSeed : otherSeed
  await simulators.control('amazon', 'listings/stock', { count, seed })
  const database = opened.use(await stage.cluster.create(part.name))
  if (factor !== 1) await setWorldClock(database, simulators, factor)
  const kept = opened.move()
  const stock = { lane: part.lane, guard }
  return {
    ...{ simulators, database, skus: count },
    connect: async () =>
      kept.use(await startProduct(optionsOf(stage, simulators, database, stock))),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}

function optionsOf(
  { cluster, profiles }: Stage,
  { addresses }: Simulators,
  database: BenchDatabase,
  stock: object,
): ProductOptions {
  return {
    ...{ cluster, database, addresses, profiles, intake: 'both', api: true },
    ...{ settings: { stock } },
  }
}

export type Figures = {
  /** SKUs whose figure is decided. */
  readonly decided: number
  /** Those of which Amazon shows it, and nothing more is to be read or sent. */
  readonly inStep: number
  /** World time at which the last of them was decided. */
  readonly lastMs: number
}

/** What the product's books say of the plain SKUs. */
export async function figuresOf({ db }: BenchDatabase): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select count(*)::int as decided,
      (count(*) filter (where f.quantity = l.quantity and f.wanted_since is null
        and f.check_at is null and not f.in_feed))::int as "inStep",
      coalesce(epoch_ms(max(f.decided_at)), 0)::float8 as "lastMs"
    from stock_figure f join listing l using (account_id, marketplace_id, amazon_sku)
    where f.amazon_sku like 'STK-%' and f.quantity is not null
  `.execute(db)
  return rows[0] ?? { decided: 0, inStep: 0, lastMs: 0 }
}

const listingShape = z.object({
  updatedMs: z.number(),
  availability: z.array(z.object({ quantity: z.number().optional() })),
})

export type Shown = { readonly quantity: number | undefined; readonly sinceMs: number }

/** What the simulated Amazon itself shows. */
export async function shownOnAmazon(simulators: Simulators, sku: string): Promise<Shown> {
  const answer = await simulators.control('amazon', `listings?sku=${sku}`)
  const { availability, updatedMs } = listingShape.parse(answer)
  return { quantity: availability[0]?.quantity, sinceMs: updatedMs }
}

const levelsShape = z.array(z.object({ quantities: z.object({ available: z.number() }) }))

export async function availableInShop(simulators: Simulators, sku: string): Promise<number> {
  const levels = levelsShape.parse(await simulators.control('shopify', `stock?sku=${sku}`))
  return levels.reduce((sum, { quantities }) => sum + quantities.available, 0)
}

export function skuAt(index: number): string {
  return `STK-${String(index + 1).padStart(7, '0')}`
}

const sampled = 200

/** Asks both platforms for some SKUs: a figure of wrong figures is worth nothing. */
export async function refuseWrongFigures({ simulators, skus }: StockWorld): Promise<void> {
  const step = Math.max(1, Math.floor(skus / sampled))
  for (let at = 0; at < skus; at += step) {
    const sku = skuAt(at)
    const { quantity } = await shownOnAmazon(simulators, sku)
    const available = await availableInShop(simulators, sku)
    if (quantity !== available) throw new Error(`${sku}: Amazon ${quantity}, shop ${available}`)
  }
}
