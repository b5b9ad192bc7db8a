/**
 * What differs from seed to seed besides chance: how often is polled, how many keys a claim takes, what
 * the platforms allow, and whether a second seller shares the database.
 */
import type { SeededRandom } from '../../simulators/kit/seeded-random.ts'

export type Variation = {
  readonly shops: readonly ('first' | 'second')[]
  /** Keys by claim, and orders that go through the loop together. */
  readonly batch: number
  readonly sendsAtOnce: number
  readonly pollSeconds: number
  readonly shopPollSeconds: number
  readonly stockEverySeconds: number
  /** What Amazon grants a second, by operation; the product begins with the documented rates. */
  readonly amazonRates: Readonly<Record<'getOrder' | 'searchOrders', number>>
  /** The shop changes its plan in the middle of the world. */
  readonly plan: 'standard' | 'plus'
  /** Amazon tells of each booking; left out: it does not. */
  readonly hearsMoney?: boolean
}

const hour = 3_600

export function variationOf(random: SeededRandom): Variation {
  return {
    shops: random.chance(0.2) ? ['first', 'second'] : ['first'],
    batch: random.pick([1, 1, 3, 8]),
    sendsAtOnce: random.pick([1, 2]),
    pollSeconds: random.pick([2, 4, 4, 6]) * hour,
    shopPollSeconds: random.pick([1.5, 3, 4, 6]) * hour,
    stockEverySeconds: random.pick([0.5, 2, 4, 6]) * hour,
    amazonRates: random.pick([
      { getOrder: 0.5, searchOrders: 0.0056 },
      { getOrder: 0.5, searchOrders: 0.0056 },
      { getOrder: 5, searchOrders: 0.05 },
      { getOrder: 0.02, searchOrders: 0.002 },
    ]),
    plan: random.pick(['standard', 'standard', 'plus']),
    hearsMoney: random.chance(0.7),
  }
}
