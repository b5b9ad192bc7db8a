/** What a file in this folder is given: it places what happens in one shop, now or at a time. */
import type { SeededRandom } from '../../../simulators/kit/seeded-random.ts'
import type { WorldClock } from '../../../simulators/kit/world-clock.ts'
import type { SoakShop } from '../soak-shop.ts'
import type { Variation } from '../variation.ts'

export type SoakEvent = { readonly atMs: number; readonly label: string; readonly run: () => void }

export type Ground = {
  readonly shop: SoakShop
  readonly variation: Variation
  readonly random: SeededRandom
  readonly clock: WorldClock
  readonly startMs: number
  readonly endMs: number
  readonly later: (atMs: number, label: string, run: () => void) => void
}

export type Happening = (ground: Ground) => void

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
