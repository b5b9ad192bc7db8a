/** What may become of a feed of cancellations: each message has its own end, and no feed is made twice alone. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FaultKind } from '../../simulators/kit/fault-plane.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type Imported, type LifeWorld } from './life-world.ts'
import { dayMs, hourMs, minuteMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function cancelled(world: LifeWorld, count: number): Promise<Imported[]> {
  const orders: Imported[] = []
  for (let at = 0; at < count; at += 1) orders.push(await world.bring())
  for (const { gid } of orders) {
    world.shopify.control.merchantCancel({ orderId: gid, refund: true, notify: false })
  }
  return orders
}

function feeds(world: LifeWorld): number {
  return world.amazon.journal
    .entries()
    .filter(({ on, effect }) => on === 'amazon.createFeed' && effect !== undefined).length
}

const reason = async (world: LifeWorld, { orderId }: Imported) =>
  (await world.concern(orderId, 'cancellation'))?.reason

test('the seller id that a feed names is learnt from a notification', async () => {
  const world = await createLifeWorld(database.db)
  await sql`update connection set amazon = jsonb_set(amazon, '{sellerId}', 'null')`.execute(
    database.db,
  )
  await world.bring()
  const { rows } = await sql<{ id: string | null }>`
    select amazon ->> 'sellerId' as id from connection
  `.execute(database.db)
  expect(rows).toEqual([{ id: world.amazon.credentials.sellerId }])
})

test('R-CANCEL-10: many cancellations go in one feed', async () => {
  const world = await createLifeWorld(database.db)
  const orders = await cancelled(world, 6)
  await world.pass(hourMs)
  expect(world.amazon.control.feeds()).toHaveLength(1)
  for (const { orderId } of orders) expect(world.onAmazon(orderId)).toBe('CANCELLED')
  expect(world.doubled()).toBe(0)
})

test('R-CANCEL-11: of a feed that failed in part the refused messages are held, and repeated by a person', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.faults.add({ on: 'amazon.feed', fault: 'partly-failed', times: 1 })
  const orders = await cancelled(world, 2)
  await world.pass(hourMs)
  const reasons = await Promise.all(orders.map((one) => reason(world, one)))
  expect(reasons.toSorted()).toEqual(['CANCELLED_ON_BOTH_SIDES', 'CANCEL_REFUSED'])
  const refused = orders[reasons.indexOf('CANCEL_REFUSED')]
  const orderId = refused?.orderId ?? ''
  const held = await world.concern(orderId, 'cancellation')
  await world.say(orderId, 'repeat', String(held?.detail?.subject))
  await world.pass(hourMs)
  expect(world.onAmazon(orderId)).toBe('CANCELLED')
  expect(world.amazon.control.feeds()).toHaveLength(2)
})

const fatal: readonly [FaultKind, string][] = [
  ['fatal', 'CANCEL_UNCLEAR'],
  ['fatal-applied', 'CANCELLED_ON_BOTH_SIDES'],
]

test.each(fatal)(
  'R-CANCEL-12: after %s nobody knows what was applied, and Amazon tells: %s',
  async (fault, comes) => {
    const world = await createLifeWorld(database.db)
    world.amazon.faults.add({ on: 'amazon.feed', fault, times: 1 })
    const [order] = await cancelled(world, 1)
    if (order === undefined) throw new Error('no order')
    await world.pass(2 * hourMs)
    expect(await reason(world, order)).toBe(comes)
    expect(world.amazon.control.feeds()).toHaveLength(1)
    if (comes !== 'CANCEL_UNCLEAR') return
    const held = await world.concern(order.orderId, 'cancellation')
    await world.say(order.orderId, 'repeat', String(held?.detail?.subject))
    await world.pass(hourMs)
    expect(world.onAmazon(order.orderId)).toBe('CANCELLED')
    expect(world.amazon.control.feeds()).toHaveLength(2)
  },
)

test('R-CANCEL-13: a stuck feed is told after six hours, asked for on, and nothing is sent again', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.faults.add({ on: 'amazon.feed', fault: 'stuck', times: 1 })
  const [order] = await cancelled(world, 1)
  if (order === undefined) throw new Error('no order')
  await world.pass(7 * hourMs)
  expect(await reason(world, order)).toBe('CANCEL_UNCLEAR')
  expect(await world.incidents()).toEqual(['FEED_STUCK'])
  const [feed] = world.amazon.control.feeds()
  world.amazon.control.releaseFeed(feed?.feedId ?? '')
  await world.pass(hourMs)
  expect(await reason(world, order)).toBe('CANCELLED_ON_BOTH_SIDES')
  expect(world.amazon.control.feeds()).toHaveLength(1)
})

test('R-CANCEL-14: a feed whose answer was lost is found in the list, and not made again', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.faults.add({ on: 'amazon.createFeed', fault: 'answer-lost', times: 1 })
  const orders = await cancelled(world, 2)
  await world.pass(hourMs)
  expect(feeds(world)).toBe(1)
  for (const { orderId } of orders) expect(world.onAmazon(orderId)).toBe('CANCELLED')
  expect(await world.attempts(orders[0]?.orderId ?? '')).toEqual(['acknowledge-failure done'])
})

test('R-CANCEL-15: a feed that is not in the list is held for a person, who repeats it', async () => {
  const world = await createLifeWorld(database.db)
  const late = { on: 'amazon.createFeed', fault: 'applied-late', delayMs: 30 * dayMs } as const
  world.amazon.faults.add({ ...late, times: 1 })
  const [order] = await cancelled(world, 1)
  if (order === undefined) throw new Error('no order')
  await world.pass(20 * minuteMs)
  const held = await world.concern(order.orderId, 'cancellation')
  expect(held).toMatchObject({ reason: 'CANCEL_UNCLEAR', detail: { code: 'FEED_NOT_FOUND' } })
  await world.pass(hourMs)
  expect(feeds(world)).toBe(0)
  await world.say(order.orderId, 'repeat', String(held?.detail?.subject))
  await world.pass(hourMs)
  expect(world.onAmazon(order.orderId)).toBe('CANCELLED')
  expect(feeds(world)).toBe(1)
})
