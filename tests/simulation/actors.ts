/** The logical processes of a world: workers, and the reader of the queue. */
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Secrets } from '../../src/config/secrets.ts'
import { takeMessages } from '../../src/main/queue-loop.ts'
import type { Database } from '../../src/store/pool.ts'
import { firstTurn, runOnce } from '../../src/work/run-once.ts'
import type { Baton } from './baton.ts'
import type { Bugs } from './bugs.ts'
import { soakAccount } from './soak-connection.ts'
import { createSoakProcess, type SoakCounts } from './soak-product.ts'
import { createSoakQueue } from './soak-transport.ts'
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
    hosts: world,
    turn: (label) => baton.turn(name, label),
  })
  const turn = firstTurn()
  const options = {
    db,
    handlers: process.handlers,
    worker: name,
    newToken: process.newId,
    batchLimit: 1,
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

export async function startReader(cast: Cast): Promise<void> {
  const { baton, db, world } = cast
  const queue = createSoakQueue(world.amazon, world.amazon.queuePath)
  await baton.start('reader', async () => {
    while (!cast.ended()) {
      await baton.turn('reader', 'receive')
      const messages = await queue.receive(10, 0, new AbortController().signal)
      if (messages.length === 0) continue
      await takeMessages({ db, accountId: soakAccount, queue }, messages)
    }
  })
}

export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name} ${error.message}`.slice(0, 200) : 'something'
}
