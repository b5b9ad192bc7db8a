/** When a worker is dropped or stood still: at moments around a write, as the seed chooses. */
import type { SeededRandom } from '../../simulators/kit/seeded-random.ts'
import type { Turn } from './baton.ts'
import type { WorldName } from './happenings/all.ts'

export type Disturbance = 'crash' | 'stop' | 'none'

const moments = [
  'before-intent',
  'after-intent',
  'send orderCreate',
  'answer orderCreate',
  'after-answer',
  'after-record',
  'before-settle',
]
const stoppable = moments.slice(0, 5)
/** Around the writes of order life, which are fewer. */
const lifeMoments = [
  'confirmShipment',
  'createFeed',
  'fulfillmentCreate',
  'orderCancel',
  'refundCreate',
].flatMap((call) => [`send ${call}`, `answer ${call}`])

/** Around the writes of figures and what they rest on. */
const stockMoments = ['patchListingsItem', 'createFeed', 'variantStock', 'getListingsItem'].flatMap(
  (call) => [`send ${call}`, `answer ${call}`],
)

/**
 * One crash and one stop a world, each at the nth time its moment comes; often one more in what the world is about. A world
 * in which the moment of its crash has not come by `isLate` has it at the next turn that is given in a run.
 */
export function createDisturbances(
  random: SeededRandom,
  world: WorldName,
): (turn: Turn, isLate: boolean) => Disturbance {
  const crashAt = random.pick(moments)
  const stopAt = random.pick(stoppable)
  let crashIn = random.int(1, 6)
  let stopIn = random.int(1, 6)
  const more = random.fork('life')
  const moreAt = more.pick(world === 'stock' ? stockMoments : lifeMoments)
  const moreDoes = more.pick(['crash', 'crash', 'stop', 'none'] as const)
  let moreIn = more.int(1, 2)
  return ({ actor, label }, isLate) => {
    if (!actor.startsWith('worker')) return 'none'
    if (crashIn > 0 && isLate && label !== 'claim') {
      crashIn = 0
      return 'crash'
    }
    if (label === crashAt) {
      crashIn -= 1
      if (crashIn === 0) return 'crash'
    }
    if (label === stopAt) {
      stopIn -= 1
      if (stopIn === 0) return 'stop'
    }
    if (label === moreAt) {
      moreIn -= 1
      if (moreIn === 0) return moreDoes
    }
    return 'none'
  }
}
