/** Whoever writes many orders at once locks them in one order, so that no two writers wait for each other. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSecrets } from '../../src/config/secrets.ts'
import { id } from '../../src/core/ids.ts'
import { createSealing } from '../../src/main/sealing.ts'
import { keepReads } from '../../src/reconcile/desks/keep-reads.ts'
import { orderKey } from '../../src/reconcile/keys.ts'
import { noteLooks } from '../../src/store/amazon-looks.ts'
import { putOnDesk, takeOffDesk } from '../../src/store/intake.ts'
import { hearEvents } from '../../src/store/orders.ts'
import { saveOutcomes } from '../../src/store/outcomes.ts'
import { readingBegins } from '../../src/store/reading-times.ts'
import { saveCreatedOrders, saveShopOrders } from '../../src/store/shop-orders.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'
import { shopifyOrder } from '../support/order-samples.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const account = id('AccountId', 'shop')
const orderIds = Array.from({ length: 400 }, (_, at) =>
  id('AmazonOrderId', `028-0000001-${String(at).padStart(7, '0')}`),
)
const backwards = orderIds.toReversed()
const rounds = 10

const hear = (eventMs: number) =>
  database.db.transaction().execute((trx) =>
    hearEvents(
      trx,
      account,
      orderIds.map((orderId) => ({ orderId, eventMs })),
    ),
  )

function decide(round: number): Promise<unknown> {
  const none = { detail: null, againAtMs: null, shopifyGid: null, shopifyName: null }
  const outcomes = backwards.map((orderId) => {
    return { orderId, outcome: 'waiting', reason: `ROUND_${round}`, ...none } as const
  })
  return saveOutcomes(database.db, account, outcomes)
}

function look(round: number): Promise<void> {
  const looks = backwards.map((orderId) => ({ orderId, updatedAtMs: null }))
  return noteLooks(database.db, account, looks, round)
}

test('R-WORK-28: events, decisions and looks of the same orders never wait for each other in a ring', async () => {
  await hear(1)
  for (let round = 1; round <= rounds; round += 1) {
    const ended = await Promise.allSettled([hear(round), decide(round), look(round)])
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  }
})

test('R-WORK-28: nor do readings and answers of the same Shopify orders', async () => {
  const shown = (ids: typeof orderIds, round: number) =>
    ids.map((orderId) => {
      const gid = id('ShopifyOrderGid', `gid://shopify/Order/${orderId.slice(-3)}`)
      const amazonIds = [{ orderId, where: 'source-identifier' } as const]
      return shopifyOrder(1, [], { gid, amazonIds, updatedAtMs: round })
    })
  const begun = await readingBegins(database.db)
  for (let round = 1; round <= rounds; round += 1) {
    const ended = await Promise.allSettled([
      saveCreatedOrders(database.db, account, shown(orderIds, round * 3)),
      saveCreatedOrders(database.db, account, shown(backwards, round * 3 + 1)),
      database.db.transaction().execute((trx) => {
        return saveShopOrders(trx, account, shown(orderIds, round * 3 + 2), begun)
      }),
    ])
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  }
})

test('R-WORK-28: nor do a desk that is filled and one that is emptied', async () => {
  const rows = (ids: typeof orderIds, eventMs: number) =>
    ids.map((key) => ({ key, lane: 'intake', eventMs }))
  for (let round = 1; round <= rounds; round += 1) {
    const ended = await Promise.allSettled([
      putOnDesk(database.db, account, 'amazon', rows(orderIds, round)),
      takeOffDesk(database.db, account, 'amazon', rows(backwards, round)),
      putOnDesk(database.db, account, 'amazon', rows(backwards, round)),
    ])
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  }
})

test('R-WORK-28: nor do a desk whose orders are missing and a sweep that stores them', async () => {
  const { db } = database
  const [orderId] = orderIds
  if (orderId === undefined) throw new Error('no order')
  await hear(1)
  // Read since: it is not behind what was heard, so that its row is first touched where the look is noted.
  await sql`update amazon_order set last_updated_at = from_ms(10)`.execute(db)
  const key = orderKey(account, orderId, 'reports')
  const held = Promise.withResolvers<void>()
  const waits = Promise.withResolvers<void>()
  // As a page does: the rows of its orders first, the mark of their keys last.
  const sweep = db.transaction().execute(async (trx) => {
    await hearEvents(trx, account, [{ orderId, eventMs: 2 }])
    held.resolve()
    await waits.promise
    await mark(trx, [key])
  })
  await held.promise
  const parts = { accountId: account, sealing: createSealing(createSecrets([Buffer.alloc(32, 1)])) }
  const missing = { is: 'missing', orderId } as const
  const desk = keepReads({ db }, parts, { lane: 'intake' }, [missing], 1)
  await eventually(() => somebodyWaits(), { what: 'the desk waits', withinMs: 10_000 })
  waits.resolve()
  const ended = await Promise.allSettled([sweep, desk])
  expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
})

async function somebodyWaits(): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
  `.execute(database.db)
  return rows.length > 0
}
