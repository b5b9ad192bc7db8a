/**
 * A world for one seed: 72 hours of a shop with 30 Amazon orders, in some seeds of a second, smaller one
 * beside it. What happens in it stands in happenings/, a file each.
 */
import { createSeededRandom } from '../../simulators/kit/seeded-random.ts'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Deliver } from '../../simulators/shopify/options.ts'
import { happenings } from './happenings/all.ts'
import type { SoakEvent } from './happenings/happening.ts'
import { createSoakShop, type SoakShop } from './soak-shop.ts'
import { type Variation, variationOf } from './variation.ts'

export type SoakWorld = {
  readonly variation: Variation
  readonly shops: readonly SoakShop[]
  /** What is still to happen; events may add others. */
  readonly events: SoakEvent[]
  readonly endMs: number
}

const hourMs = 3_600_000
const worldHours = 72

export function createSoakWorld(
  seed: number,
  clock: WorldClock,
  deliverTo: (name: string) => Deliver,
): SoakWorld {
  const random = createSeededRandom(seed).fork('soak world')
  const variation = variationOf(random.fork('variation'))
  const startMs = clock.nowMs()
  const endMs = startMs + worldHours * hourMs
  const events: SoakEvent[] = []
  const shops = variation.shops.map((name) => {
    const shop = createSoakShop({ name, seed, clock, variation, deliver: deliverTo(name) })
    const later = (atMs: number, label: string, run: () => void) => {
      events.push({ atMs, label: `${name} ${label}`, run })
    }
    for (const [about, happen] of Object.entries(happenings)) {
      happen({
        ...{ shop, variation, clock, startMs, endMs, later },
        random: random.fork(`${name} ${about}`),
      })
    }
    return shop
  })
  return { variation, shops, events, endMs }
}
