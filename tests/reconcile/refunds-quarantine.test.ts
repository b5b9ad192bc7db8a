/** What was there before a connection began moves no money by itself (design rule 5). */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { shopPollKey } from '../../src/reconcile/keys.ts'
import { readConnection, saveConnection } from '../../src/store/connections.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { dayMs, hourMs, minuteMs, mugSku, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function disconnect({ db }: LifeWorld): Promise<void> {
  await sql`update connection set state = 'disconnected' where account_id = ${soakAccount}`.execute(
    db,
  )
}

/** As set-up does it again: what was known stays, and a new epoch begins. */
async function reconnect({ db }: LifeWorld): Promise<void> {
  const connection = await readConnection(db, soakAccount)
  if (connection === null) throw new Error('the connection is gone')
  await saveConnection(db, connection)
  await mark(db, [shopPollKey(soakAccount)])
}

async function epochs({ db }: LifeWorld): Promise<number[]> {
  const { rows } = await sql<{ epoch: number }>`select epoch from connection`.execute(db)
  return rows.map(({ epoch }) => epoch)
}

test('B46, R-QUARANTINE-3: cancelled while disconnected, one of them shipped: nothing is sent, three wait, one yes is one action', async () => {
  const world = await createLifeWorld(database.db)
  const orders = [await world.bring(), await world.bring(), await world.bring()]
  const shipped = orders[2]
  await disconnect(world)
  world.amazon.control.shipOrder(shipped?.orderId ?? '')
  for (const { gid } of orders) {
    world.shopify.control.merchantCancel({ orderId: gid, refund: true, notify: false })
  }
  await reconnect(world)
  expect(await epochs(world)).toEqual([2])
  await world.pass(dayMs)
  expect(world.amazon.control.feeds()).toEqual([])
  const held = await Promise.all(
    orders.map(async ({ orderId }) => {
      const all = await world.concerns(orderId)
      return all.filter(({ reason }) => reason === 'MONEY_QUARANTINED')
    }),
  )
  expect(held.map((rows) => rows.map(({ concern }) => concern))).toEqual([
    ['cancellation'],
    ['cancellation'],
    ['refund'],
  ])
  for (const { orderId } of orders) {
    expect(world.amazon.control.truth(orderId)).toMatchObject({ refunds: [], cancellations: [] })
  }
  const [first, , last] = orders
  await world.say(first?.orderId ?? '', 'approve', String(held[0]?.[0]?.detail?.subject))
  await world.pass(dayMs)
  expect(world.amazon.control.feeds()).toHaveLength(1)
  expect(world.onAmazon(first?.orderId ?? '')).toBe('CANCELLED')
  // The shipped one is money: a yes gives it back once, and never by an acknowledgement.
  await world.say(last?.orderId ?? '', 'approve', String(held[2]?.[0]?.detail?.subject))
  await world.pass(8 * dayMs)
  const sent = world.amazon.control.feeds().map(({ feedType }) => feedType)
  expect(sent.toSorted()).toEqual([
    'POST_ORDER_ACKNOWLEDGEMENT_DATA',
    'POST_PAYMENT_ADJUSTMENT_DATA',
  ])
  expect(world.amazon.control.truth(last?.orderId ?? '').refundedTotal).toBe('10.00')
  expect(world.onAmazon(orders[1]?.orderId ?? '')).toBe('UNSHIPPED')
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('B46: refunded on either side while disconnected waits for a person, and dismissed it rests', async () => {
  const world = await createLifeWorld(database.db)
  world.amazon.control.changeSettings({ financesLagMs: 0 })
  const here = await world.bring()
  const there = await world.bring()
  for (const { orderId } of [here, there]) world.amazon.control.shipOrder(orderId)
  await world.pass(hourMs)
  await disconnect(world)
  world.shopify.control.merchantRefund({
    ...{ orderId: here.gid, lines: [{ sku: mugSku, quantity: 1 }], notify: false },
  })
  world.amazon.control.refundOrder(there.orderId)
  await world.clock.advanceTo(world.clock.nowMs() + minuteMs)
  await reconnect(world)
  await world.pass(4 * dayMs)
  expect(world.amazon.control.feeds()).toEqual([])
  const held = await world.concern(here.orderId, 'refund')
  expect(held).toMatchObject({ reason: 'MONEY_QUARANTINED', detail: { why: 'baseline' } })
  expect(world.inShop(there.orderId).refunds).toEqual([])
  await world.say(here.orderId, 'dismiss', String(held?.detail?.subject))
  await world.pass(hourMs)
  expect(await world.concern(here.orderId, 'refund')).toMatchObject({ reason: 'REFUND_DISMISSED' })
  expect(world.amazon.control.feeds()).toEqual([])
})

test('R-QUARANTINE-4: more refunds in a short time than the shop allows wait for a person', async () => {
  const settings = { refund: { lane: 'live', stopAt: { events: 2, minutes: 60 } } }
  const world = await createLifeWorld(database.db, { settings })
  const orders = [await world.bring(), await world.bring(mugOrder), await world.bring()]
  for (const { orderId } of orders) world.amazon.control.shipOrder(orderId)
  await world.pass(hourMs)
  for (const { gid } of orders) {
    world.shopify.control.merchantRefund({
      ...{ orderId: gid, lines: [{ sku: mugSku, quantity: 1 }], notify: false },
    })
    await world.pass(minuteMs)
  }
  await world.pass(dayMs)
  const refunded = orders.map(({ orderId }) => world.amazon.control.truth(orderId).refundedTotal)
  expect(refunded).toEqual(['10.00', '10.00', '0.00'])
  expect(await world.concern(orders[2]?.orderId ?? '', 'refund')).toMatchObject({
    ...{ outcome: 'held', reason: 'MONEY_QUARANTINED', detail: { why: 'burst' } },
  })
})

test('R-QUARANTINE-5: refunded while nobody looked for three days waits, also once the shop is asked again', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  world.amazon.control.shipOrder(orderId)
  await world.pass(hourMs)
  // Nobody works, and no webhook comes.
  world.shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 1_000 })
  world.shopify.control.merchantRefund({
    ...{ orderId: gid, lines: [{ sku: mugSku, quantity: 1 }], notify: false },
  })
  await world.clock.advanceTo(world.clock.nowMs() + 3 * dayMs)
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'refund')).toMatchObject({
    ...{ outcome: 'held', reason: 'MONEY_QUARANTINED', detail: { why: 'late' } },
  })
  expect(world.amazon.control.feeds()).toEqual([])
})
