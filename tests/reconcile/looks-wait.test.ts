/** Who waits to be read from Amazon's desk waits until somebody has looked, whatever a poll shows meanwhile. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { amazonDesk, amazonPollKey, deskKey } from '../../src/reconcile/keys.ts'
import { putOnDesk } from '../../src/store/intake.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld } from './life-world.ts'
import { minuteMs, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function lookedAt({ db }: LifeWorld, orderId: string): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select looked_at as at from amazon_order where amazon_order_id = ${orderId}
  `.execute(db)
  return rows[0]?.at ?? null
}

test('R-SHIP-32: a poll that shows nothing newer leaves an order on the desk, and it is read', async () => {
  const story: { orderId?: string; world?: LifeWorld; isOnDesk?: boolean } = {}
  const world = await createLifeWorld(database.db, {
    // While the page is on its way the order asks to be looked at.
    async turn(label) {
      const { orderId, world: known } = story
      if (label !== 'answer searchOrders' || orderId === undefined || known === undefined) return
      story.isOnDesk = true
      const row = { key: id('AmazonOrderId', orderId), lane: 'money', eventMs: 0 } as const
      await putOnDesk(known.db, soakAccount, amazonDesk, [row])
    },
  })
  world.amazon.control.changeSettings({ searchLagMs: 0 })
  const { orderId } = await world.bring()
  const beforeMs = await lookedAt(world, orderId)
  Object.assign(story, { orderId, world })
  await mark(world.db, [amazonPollKey(soakAccount)])
  await world.pass(minuteMs)
  expect(story.isOnDesk).toBe(true)
  Object.assign(story, { orderId: undefined })
  await mark(world.db, [deskKey(soakAccount, 'money')])
  await world.pass(minuteMs)
  expect(await lookedAt(world, orderId)).toBeGreaterThan(beforeMs ?? 0)
  expect(world.thrown).toEqual([])
})
