/**
 * A world for one seed: 72 hours of a shop with 30 Amazon orders, in some seeds of a second, smaller one
 * beside it. What happens in it stands in happenings/, a file each.
 */
import { createSeededRandom } from '../../simulators/kit/seeded-random.ts'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import type { Database } from '../../src/store/pool.ts'
import { createDeeds, type Deeds } from './deeds.ts'
import { happeningsOf, type WorldName } from './happenings/all.ts'
import type { SoakEvent } from './happenings/happening.ts'
import { createSoakShop, type SoakShop } from './soak-shop.ts'
import { type Variation, variationOf } from './variation.ts'

export type SoakWorld = {
  readonly name: WorldName
  readonly variation: Variation
  readonly shops: readonly SoakShop[]
  /** By the name of the shop. */
  readonly deeds: ReadonlyMap<string, Deeds>
  /** What is still to happen; events may add others. */
  readonly events: SoakEvent[]
  readonly endMs: number
}

const hourMs = 3_600_000
const worldHours = 72

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
  const endMs = startMs + worldHours * hourMs
  const events: SoakEvent[] = []
  const allDeeds = new Map<string, Deeds>()
  const shops = variation.shops.map((name) => {
    const shop = createSoakShop({ name, seed, clock, variation, deliver: deliverTo(name) })
    const deeds = createDeeds()
    allDeeds.set(name, deeds)
    const later = (atMs: number, label: string, run: SoakEvent['run']) => {
      events.push({ atMs, label: `${name} ${label}`, run })
    }
    for (const [about, happen] of Object.entries(happeningsOf[worldName])) {
      happen({
        ...{ shop, deeds, variation, clock, startMs, endMs, later, db, stop },
        random: random.fork(`${name} ${about}`),
      })
    }
    return shop
  })
  return { name: worldName, variation, shops, deeds: allDeeds, events, endMs }
}
