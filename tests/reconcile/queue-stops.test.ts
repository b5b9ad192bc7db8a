/** What the queue has handed out is nobody else's for a while: a stop must not leave it lying. */
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../../src/log.ts'
import { runQueueLoop } from '../../src/main/queue-loop.ts'
import type { NotificationQueue } from '../../src/platforms/amazon/queue.ts'
import { moveClocks } from '../simulation/soak-clock.ts'
import { createSoakQueue } from '../simulation/soak-transport.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, mugSku, type SmallWorld, soakAccount } from './small-world.ts'

let database: FreshDatabase
let world: SmallWorld
beforeAll(async () => {
  database = await freshDatabase()
  world = await createSmallWorld(database.db)
})
afterAll(() => database.drop())

test('R-FLOW-22: what a flood has handed out when Crossdock stops is stored, not left for later', async () => {
  const { amazon, clock, booked } = world
  const orders = Array.from({ length: 60 }, () =>
    amazon.control.placeOrder({ marketplaceId: 'A1PA6795UKMFR9', lines: [{ sku: mugSku }] }),
  )
  await moveClocks(database.db, clock, clock.nowMs() + 1_000)
  const queue = countingQueue(createSoakQueue(amazon, amazon.queuePath))
  const loop = runQueueLoop({
    ...{ db: database.db, accountId: soakAccount, log: createLog('silent'), queue },
    pause: async () => undefined,
  })
  await queue.flooded
  await loop.stop()
  const heard = await Promise.all(orders.map(async (orderId) => (await booked(orderId)) ?? []))
  expect(queue.handedOut()).toBeGreaterThan(10)
  expect(heard.flat()).toHaveLength(queue.handedOut())
})

/** Counts what it hands out, and tells when that is more than one batch. */
function countingQueue(queue: NotificationQueue) {
  const { promise: flooded, resolve } = Promise.withResolvers<void>()
  let handedOut = 0
  async function receive(...asked: Parameters<NotificationQueue['receive']>) {
    // The queue in memory never waits, and would leave the test itself no turn.
    await turn()
    const messages = await queue.receive(...asked)
    handedOut += messages.length
    if (handedOut > 10) resolve()
    return messages
  }
  return { ...queue, receive, flooded, handedOut: () => handedOut }
}
