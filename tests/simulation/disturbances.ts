/** When a worker is dropped or stood still: at moments around a write, as the seed chooses. */
import type { SeededRandom } from '../../simulators/kit/seeded-random.ts'
import type { Turn } from './baton.ts'

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

/**
 * One crash and one stop a world, each at the nth time its moment comes; often one more in order life. A world
 * in which the moment of its crash has not come by `isLate` has it at the next turn that is given in a run.
 */
export function createDisturbances(
  random: SeededRandom,
): (turn: Turn, isLate: boolean) => Disturbance {
  const crashAt = random.pick(moments)
  const stopAt = random.pick(stoppable)
  let crashIn = random.int(1, 6)
  let stopIn = random.int(1, 6)
  const life = random.fork('life')
  const lifeAt = life.pick(lifeMoments)
  const lifeDoes = life.pick(['crash', 'crash', 'stop', 'none'] as const)
  let lifeIn = life.int(1, 2)
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
    if (label === lifeAt) {
      lifeIn -= 1
      if (lifeIn === 0) return lifeDoes
    }
    return 'none'
  }
}
