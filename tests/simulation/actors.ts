/** The logical processes of a world: workers, and the reader of the queue. */
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Secrets } from '../../src/config/secrets.ts'
import { takeMessages } from '../../src/main/queue-loop.ts'
import type { Database } from '../../src/store/pool.ts'
import { firstTurn, runOnce } from '../../src/work/run-once.ts'
import type { Baton } from './baton.ts'
import type { Bugs } from './bugs.ts'
import { createSoakProcess, type SoakCounts } from './soak-product.ts'
import type { SoakShop } from './soak-shop.ts'
import { createSoakQueue, hostsOf } from './soak-transport.ts'
import type { SoakWorld } from './soak-world.ts'

export const leaseMs = 30_000

export type Cast = {
  readonly db: Database
  readonly seed: number
  readonly clock: WorldClock
  readonly world: SoakWorld
  readonly baton: Baton
  readonly secrets: Secrets
  readonly bugs: Bugs
  readonly counts: SoakCounts
  readonly violations: string[]
  /** Actors end at their next turn. */
  readonly ended: () => boolean
}

/** A worker as its own process: clients, tokens and ids are its own. */
export async function startWorker(cast: Cast, name: string): Promise<void> {
  const { baton, db, world, violations } = cast
  const process = createSoakProcess({
    ...cast,
    name,
    variation: world.variation,
    hosts: hostsOf(world.shops),
    turn: (label) => baton.turn(name, label),
    ring: (run) => baton.ring(name, run),
    onBlind: (what) => violations.push(what),
  })
  const turn = firstTurn()
  const options = {
    db,
    handlers: process.handlers,
    worker: name,
    newToken: process.newId,
    batchLimit: world.variation.batch,
    leaseMs,
    onThrown: (_held: readonly unknown[], error: unknown) => {
      violations.push(`${name} run threw: ${describeError(error)}`)
    },
  }
  await baton.start(name, async () => {
    while (!cast.ended()) {
      await baton.turn(name, 'claim')
      await runOnce(options, turn)
    }
  })
}

/** The reader of one seller's queue. */
export async function startReader(cast: Cast, shop: SoakShop): Promise<void> {
  const { baton, db } = cast
  const { accountId, amazon } = shop
  const name = readerOf(shop)
  const queue = createSoakQueue(amazon, amazon.queuePath)
  await baton.start(name, async () => {
    while (!cast.ended()) {
      await baton.turn(name, 'receive')
      const messages = await queue.receive(10, 0, new AbortController().signal)
      if (messages.length === 0) continue
      await takeMessages({ db, accountId, queue }, messages)
    }
  })
}

export function readerOf(shop: SoakShop): string {
  return `reader of ${shop.name}`
}

export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}`.slice(0, 200) : 'something'
}
