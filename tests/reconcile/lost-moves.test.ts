/** Moves to a chosen location of which no answer came, on real parts. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld } from './life-world.ts'
import { dayMs, hourMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

test.for([
  // Twice: what the first reading shows may differ from the answer to the create; the next shows nothing new.
  ['never arrived: the order, read again and unchanged, is moved after all', 'applied-late', 2, 3],
  ['arrived: it is written down and not repeated', 'answer-lost', 1, 1],
] as const)('R-IMPORT-24: a move without an answer that %s', async ([, fault, times, calls]) => {
  const locations: string[] = []
  const world = await createLifeWorld(database.db, {
    settings: { fulfillment: { locations } },
    // What a move rests on was read before it; the clock of this world stands meanwhile.
    async turn(label) {
      if (label !== 'send fulfillmentOrderMove') return
      await sql`update shopify_order set as_of = as_of - interval '1 second'`.execute(database.db)
    },
    // The goods stand in the other one.
    furnish: (shopify) => void locations.push(shopify.addLocation({ name: 'Home' }).locationId),
  })
  const on = 'shopify.fulfillmentOrderMove'
  world.shopify.faults.add({ on, fault, delayMs: 30 * dayMs, times })
  const { orderId } = await world.bring()
  await world.pass(hourMs)
  expect(await world.dead()).toEqual([])
  expect((await world.attempts(orderId)).at(-1)).toBe('move-fulfillment-order done')
  expect(world.shopify.journal.count(on)).toBe(calls)
  expect(await world.booked(orderId)).toMatchObject({ outcome: 'imported', reason: 'IMPORTED' })
  expect(world.thrown).toEqual([])
})
