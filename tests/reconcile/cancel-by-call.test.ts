/** A whole order that is cancelled by Amazon's direct call, on real parts: once, and only the order says that it happened. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld } from './life-world.ts'
import { dayMs, hourMs, minuteMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function open(offered: boolean): Promise<LifeWorld> {
  const world = await createLifeWorld(database.db, { settings: { cancel: { direct: true } } })
  world.amazon.control.changeSettings({ restCancelOrder: offered })
  return world
}

const feedsOf = ({ amazon }: LifeWorld) => amazon.control.feeds().length
const calls = ({ amazon }: LifeWorld) => amazon.journal.count('amazon.cancelOrder')

function cancelInShop({ shopify }: LifeWorld, orderId: string, reason: 'INVENTORY' | 'OTHER') {
  shopify.control.merchantCancel({ orderId, reason, refund: true, notify: false })
}

test('R-CANCEL-29: no stock and a buyer’s wish go by the direct call, once, and no feed is made', async () => {
  const world = await open(true)
  const short = await world.bring()
  cancelInShop(world, short.gid, 'INVENTORY')
  const wish = await world.bring()
  world.amazon.control.requestCancel(wish.orderId, 'NO_LONGER_NEEDED')
  await world.pass(5 * minuteMs)
  await world.say(wish.orderId, 'accept-cancel', 'buyer-cancel')
  await world.pass(hourMs)
  const reasons = [
    [short.orderId, 'NO_INVENTORY'],
    [wish.orderId, 'BUYER_CANCELLED'],
  ] as const
  for (const [orderId, reason] of reasons) {
    expect(world.amazon.control.truth(orderId)).toMatchObject({
      ...{ status: 'CANCELLED', cancellations: [{ reason, by: 'SELLER_APPLICATION' }] },
    })
    expect(await world.attempts(orderId)).toContain('cancel-order done')
    expect(world.inShop(orderId)).toMatchObject({ cancelled: true })
  }
  expect([calls(world), feedsOf(world), world.mails(), world.doubled()]).toEqual([2, 0, 0, 0])
  expect(world.thrown).toEqual([])
})

test('R-CANCEL-30: a reason without a word there, and an account without the call, go by feed', async () => {
  const world = await open(true)
  const other = await world.bring()
  cancelInShop(world, other.gid, 'OTHER')
  await world.pass(hourMs)
  expect(await world.attempts(other.orderId)).toEqual(['acknowledge-failure done'])
  expect([calls(world), feedsOf(world)]).toEqual([0, 1])
  world.amazon.control.changeSettings({ restCancelOrder: false })
  const { orderId, gid } = await world.bring()
  cancelInShop(world, gid, 'INVENTORY')
  await world.pass(hourMs)
  expect(await world.attempts(orderId)).toEqual([
    'cancel-order refused',
    'acknowledge-failure done',
  ])
  expect(world.onAmazon(orderId)).toBe('CANCELLED')
  expect([feedsOf(world), world.doubled()]).toEqual([2, 0])
})

test('R-CANCEL-31: after a lost answer the order is looked at, and a person is asked before anything is repeated', async () => {
  const world = await open(true)
  world.amazon.faults.add({ on: 'amazon.cancelOrder', fault: 'answer-lost', times: 1 })
  const arrived = await world.bring()
  cancelInShop(world, arrived.gid, 'INVENTORY')
  await world.pass(hourMs)
  expect(await world.attempts(arrived.orderId)).toEqual(['cancel-order done'])
  expect(calls(world)).toBe(1)
  const never = { on: 'amazon.cancelOrder', fault: 'applied-late', delayMs: 30 * dayMs } as const
  world.amazon.faults.add({ ...never, times: 1 })
  const { orderId, gid } = await world.bring()
  cancelInShop(world, gid, 'INVENTORY')
  await world.pass(hourMs)
  const held = await world.concern(orderId, 'cancellation')
  expect(held).toMatchObject({ outcome: 'held', reason: 'CANCEL_UNCLEAR' })
  expect([calls(world), world.onAmazon(orderId)]).toEqual([2, 'UNSHIPPED'])
  await world.say(orderId, 'repeat', String(held?.detail?.subject))
  await world.pass(hourMs)
  expect(await world.attempts(orderId)).toEqual(['cancel-order disproved', 'cancel-order done'])
  expect([world.onAmazon(orderId), feedsOf(world), world.doubled()]).toEqual(['CANCELLED', 0, 0])
  expect(world.thrown).toEqual([])
})
