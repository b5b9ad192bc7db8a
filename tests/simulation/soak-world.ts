/**
 * A world for one seed: 72 hours of a shop with 30 Amazon orders (8 hours where it is about stock), in some seeds
 * of a second, smaller one beside it. What happens in it stands in happenings/, a file each.
 */
import { createSeededRandom } from '../../simulators/kit/seeded-random.ts'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import type { Database } from '../../src/store/pool.ts'
import { createDeeds, type Deeds } from './deeds.ts'
import { happeningsOf, type WorldName } from './happenings/all.ts'
import type { SoakEvent } from './happenings/happening.ts'
import { plainShelf } from './shelves.ts'
import { createSoakShop, type SoakShop } from './soak-shop.ts'
import { stockShelf } from './stock-shelf.ts'
import { type StockTerms, settingsOfStock, stockTermsOf } from './stock-terms.ts'
import { type Variation, variationOf } from './variation.ts'

export type SoakWorld = {
  readonly name: WorldName
  readonly variation: Variation
  /** The owner's terms where the world is about stock. */
  readonly stock: StockTerms | null
  /** As the owner sets them, by group. */
  readonly settings: Readonly<Record<string, object>>
  readonly marketplaceIds: readonly string[]
  readonly shops: readonly SoakShop[]
  /** By the name of the shop. */
  readonly deeds: ReadonlyMap<string, Deeds>
  /** What is still to happen; events may add others. */
  readonly events: SoakEvent[]
  /** From then on what must happen once and did not happens at the next chance. */
  readonly lateMs: number
  readonly endMs: number
}

const hourMs = 3_600_000
const worldHours = { import: 72, life: 72, stock: 8 } as const satisfies Record<WorldName, number>

export function createSoakWorld(
  seed: number,
  clock: WorldClock,
  parts: {
    readonly name: WorldName
    readonly db: Database
    readonly deliverTo: (name: string) => Deliver
    readonly stop: (untilMs: number) => void
  },
): SoakWorld {
  const { name: worldName, db, deliverTo, stop } = parts
  const random = createSeededRandom(seed).fork('soak world')
  const variation = variationOf(random.fork('variation'))
  const startMs = clock.nowMs()
  const stock = worldName === 'stock' ? stockTermsOf(random.fork('stock terms')) : null
  const lastsMs = worldHours[worldName] * hourMs
  const endMs = startMs + lastsMs
  const events: SoakEvent[] = []
  const allDeeds = new Map<string, Deeds>()
  const shops = variation.shops.map((name) => {
    const shelf = stock === null ? plainShelf : stockShelf
    const shop = createSoakShop({ name, seed, clock, variation, shelf, deliver: deliverTo(name) })
    const deeds = createDeeds()
    allDeeds.set(name, deeds)
    const later = (atMs: number, label: string, run: SoakEvent['run']) => {
      events.push({ atMs, label: `${name} ${label}`, run })
    }
    for (const [about, happen] of Object.entries(happeningsOf[worldName])) {
      happen({
        ...{ shop, deeds, variation, stock, clock, startMs, endMs, later, db, stop },
        random: random.fork(`${name} ${about}`),
      })
    }
    return shop
  })
  return {
    ...{ name: worldName, variation, stock, shops, deeds: allDeeds, events, endMs },
    settings: stock === null ? lanes[worldName] : settingsOfStock(stock),
    marketplaceIds: stock?.marketplaceIds ?? [],
    lateMs: startMs + (2 * lastsMs) / 3,
  }
}

/** Order life watches, as it does after set-up; where it is what the world is about, it is live from the start. */
const lanes = {
  import: {},
  life: { ship: { lane: 'live' }, cancel: { lane: 'live' }, refund: { lane: 'live' } },
  stock: {},
} as const satisfies Record<WorldName, object>
