/** Feeds that are not ours, and messages that are sent anew: what is found in a list is not believed blindly. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { endMessages } from '../../src/reconcile/desks/feed-messages.ts'
import { writeIntents } from '../../src/store/ledger.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { makeAnothersFeed } from './another-feed.ts'
import { createLifeWorld, type Imported, type LifeWorld, mugOrder } from './life-world.ts'
import { dayMs, hourMs, minuteMs, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const germany = 'A1PA6795UKMFR9'
const sweden = 'A2NODRKZP88ZB9'

/** Cancelled in Shopify; the feed for it never reaches Amazon, and no answer comes. */
async function cancelledInVain(world: LifeWorld): Promise<Imported> {
  const late = { on: 'amazon.createFeed', fault: 'applied-late', delayMs: 30 * dayMs } as const
  const order = await world.bring()
  world.amazon.faults.add({ ...late, times: 1 })
  world.shopify.control.merchantCancel({ orderId: order.gid, refund: true, notify: false })
  await world.pass(minuteMs)
  return order
}

function another(world: LifeWorld) {
  const orderId = world.amazon.control.placeOrder({ ...mugOrder, status: 'UNSHIPPED' })
  const items = world.amazon.control.truth(orderId).items
  return { orderId, itemIds: items.map(({ orderItemId }) => orderItemId) }
}

test('R-CANCEL-25: a feed for other marketplaces is not taken for ours', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await cancelledInVain(world)
  const orders = [another(world)]
  await makeAnothersFeed(world.amazon, { orders, marketplaceId: sweden })
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    ...{ reason: 'CANCEL_UNCLEAR', detail: { code: 'FEED_NOT_FOUND' } },
  })
  expect(await world.attempts(orderId)).toEqual(['acknowledge-failure unclear'])
})

test('R-CANCEL-25: a report that speaks of more messages than ours says nothing of ours', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await cancelledInVain(world)
  const orders = [another(world), another(world)]
  await makeAnothersFeed(world.amazon, { orders, marketplaceId: germany })
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'cancellation')).toMatchObject({
    ...{ reason: 'CANCEL_UNCLEAR', detail: { code: 'FEED_AMBIGUOUS' } },
  })
  expect(await world.attempts(orderId)).toEqual(['acknowledge-failure unclear'])
  expect(world.onAmazon(orderId)).toBe('UNSHIPPED')
})

test('R-CANCEL-26: what Amazon called done and does not show is repeated by a person, and doubles nothing', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.faults.add({ on: 'amazon.feed', fault: 'silently-dropped', times: 1 })
  const { orderId, gid } = await world.bring()
  world.shopify.control.merchantCancel({ orderId: gid, refund: true, notify: false })
  await world.pass(2 * hourMs)
  const held = await world.concern(orderId, 'cancellation')
  expect(held).toMatchObject({ outcome: 'held', reason: 'CANCEL_NOT_SHOWN' })
  await world.say(orderId, 'repeat', String(held?.detail?.subject))
  await world.pass(2 * hourMs)
  expect(world.onAmazon(orderId)).toBe('CANCELLED')
  expect(world.amazon.control.feeds()).toHaveLength(2)
  expect(await world.attempts(orderId)).toEqual([
    'acknowledge-failure done',
    'acknowledge-failure done',
  ])
  // The books name the feed that did it, and call nothing doubled.
  const [newest] = world.amazon.control.feeds().toSorted((a, b) => b.createdMs - a.createdMs)
  const { rows } = await sql<{ id: string }>`
    select platform_id as id from effect where effect_key = ${`cancel:${orderId}/all`}
  `.execute(world.db)
  expect(rows).toEqual([{ id: `${newest?.feedId}#1` }])
  expect(await world.incidents()).toEqual([])
  expect(world.doubled()).toBe(0)
})

test('R-CANCEL-25: a message that is done under two ids, and that nobody asked for, is an incident', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  const base = { orderId: id('AmazonOrderId', orderId), kind: 'acknowledge-failure' } as const
  const key = id('EffectKey', `cancel:${orderId}/all`)
  const end = async (attempt: string, platformId: string) => {
    const attemptId = id('AttemptId', attempt)
    const message = { ...base, key, attemptId, messageNo: 1, message: {}, body: null }
    const row = { ...message, disproves: null, uses: null, lane: 'money' } as const
    const plain = { ...base, key, attemptId, leaseToken: id('LeaseToken', attempt) }
    const intent = {
      ...plain,
      disproves: null,
      uses: null,
      repeats: false,
      inventory: null,
      reopens: true,
    }
    await world.db.transaction().execute(async (trx) => {
      await writeIntents(trx, soakAccount, [intent], { sendBeforeMs: 1, answerByMs: 1 })
      const account = { accountId: soakAccount }
      await endMessages(trx, account, [row], () => ({ is: 'done', platformId }))
    })
  }
  await end('first', '1#1')
  expect(await world.incidents()).toEqual([])
  await end('second', '2#1')
  expect(await world.incidents()).toEqual(['DOUBLED_EFFECT'])
})
