/** What a file in this folder is given: it places what happens in one shop, now or at a time. */
import type { SeededRandom } from '../../../simulators/kit/seeded-random.ts'
import type { WorldClock } from '../../../simulators/kit/world-clock.ts'
import type { Database } from '../../../src/store/pool.ts'
import type { Deeds } from '../deeds.ts'
import type { SoakShop } from '../soak-shop.ts'
import type { StockTerms } from '../stock-terms.ts'
import type { Variation } from '../variation.ts'

/** What runs may only wait for the database. */
type Run = () => void | Promise<void>

export type SoakEvent = { readonly atMs: number; readonly label: string; readonly run: Run }

export type Ground = {
  readonly shop: SoakShop
  readonly deeds: Deeds
  readonly variation: Variation
  /** Null where the world is not about stock. */
  readonly stock: StockTerms | null
  readonly random: SeededRandom
  readonly clock: WorldClock
  readonly startMs: number
  readonly endMs: number
  readonly later: (atMs: number, label: string, run: Run) => void
  /** For people, who speak to Crossdock and not to a platform. */
  readonly db: Database
  /** Every process of Crossdock stands still until then. */
  readonly stop: (untilMs: number) => void
}

export type Happening = (ground: Ground) => void

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
