/** What waits on a feed desk is sent only while it is still wanted, and never beside itself. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { feedDeskKey } from '../../src/reconcile/keys.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld } from './life-world.ts'
import { hourMs, minuteMs, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const type = 'POST_ORDER_ACKNOWLEDGEMENT_DATA'

async function cancelled(world: LifeWorld) {
  const order = await world.bring()
  world.shopify.control.merchantCancel({ orderId: order.gid, refund: true, notify: false })
  return order
}

async function waiting({ db }: LifeWorld): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from feed_row
  `.execute(db)
  return rows[0]?.count ?? 0
}

test('R-CANCEL-16: what waits while its lane only watches is not sent', async () => {
  const settings = { cancel: { lane: 'watch' } }
  const world = await createLifeWorld(database.db, { settings })
  const { orderId } = await cancelled(world)
  await world.pass(minuteMs)
  // Put there while the lane was live.
  const message = { orderId, items: [] }
  await sql`
    insert into feed_row (account_id, effect_key, feed_type, amazon_order_id, effect_kind, message,
      lane, since)
    values (${soakAccount}, ${`cancel:${orderId}/all`}, ${type}, ${orderId}, 'acknowledge-failure',
      ${JSON.stringify(message)}, 'money', app_now())
  `.execute(world.db)
  await mark(world.db, [feedDeskKey(soakAccount, type, 'money')])
  await world.pass(hourMs)
  expect(world.amazon.control.feeds()).toEqual([])
  expect(await waiting(world)).toBe(0)
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({ reason: 'WATCHING' })
  expect(world.thrown).toEqual([])
})

test('R-CANCEL-17: asked for again while its feed is under way, it is not sent a second time', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.faults.add({ on: 'amazon.feed', fault: 'stuck', times: 1 })
  const { orderId } = await cancelled(world)
  await world.pass(7 * hourMs)
  const held = await world.concern(orderId, 'cancellation')
  expect(held).toMatchObject({ reason: 'CANCEL_UNCLEAR', detail: { code: 'FEED_SILENT' } })
  await world.say(orderId, 'repeat', String(held?.detail?.subject))
  await world.pass(hourMs)
  const [feed, another] = world.amazon.control.feeds()
  expect(another).toBeUndefined()
  world.amazon.control.releaseFeed(feed?.feedId ?? '')
  await world.pass(hourMs)
  expect(world.amazon.control.feeds()).toHaveLength(1)
  expect(world.onAmazon(orderId)).toBe('CANCELLED')
  expect(await world.attempts(orderId)).toEqual(['acknowledge-failure done'])
  expect(await waiting(world)).toBe(0)
  expect(world.thrown).toEqual([])
})

test('R-CANCEL-18: what Amazon says while it waits is heard: shipped meanwhile, it is not cancelled', async () => {
  const world = await createLifeWorld(database.db)
  const throttled = { on: 'amazon.createFeed', fault: 'throttled', times: 10_000 } as const
  world.amazon.faults.add(throttled)
  const { orderId } = await cancelled(world)
  await world.pass(5 * minuteMs)
  world.amazon.control.shipOrder(orderId)
  await world.pass(20 * minuteMs)
  world.amazon.faults.reset()
  await world.pass(hourMs)
  // The money that went back in Shopify is a refund now, and no cancellation follows it.
  const sent = world.amazon.control.feeds().map(({ feedType }) => feedType)
  expect(sent).toEqual(['POST_PAYMENT_ADJUSTMENT_DATA'])
  expect(world.amazon.control.truth(orderId)).toMatchObject({ refundedTotal: '10.00' })
  expect(world.thrown).toEqual([])
})
