/** How long the data of buyers stays in our books: 30 days after delivery at the latest. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSecrets } from '../../src/config/secrets.ts'
import { purgeKey } from '../../src/reconcile/keys.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, dayMs, hourMs, minuteMs, mugSku, soakAccount } from './small-world.ts'

const order = { marketplaceId: 'A1PA6795UKMFR9', lines: [{ sku: mugSku }] }

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function kept(): Promise<{ purgeAfterMs: number; sealed: boolean }[]> {
  const { rows } = await sql<{ purgeAfterMs: number; sealed: boolean }>`
    select purge_after as "purgeAfterMs", sealed is not null as sealed from order_personal
  `.execute(database.db)
  return rows
}

async function state(): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`
    select personal_state as state from amazon_order
  `.execute(database.db)
  return rows[0]?.state
}

/** The street that would go into a create now. */
async function street(orderId: string): Promise<string | undefined> {
  const { rows } = await sql<{ sealed: Uint8Array | null }>`
    select sealed from order_personal
  `.execute(database.db)
  const sealed = rows[0]?.sealed
  if (sealed == null) return undefined
  const text = createSecrets([Buffer.alloc(32, 7)]).open(sealed, `personal:${orderId}`)
  return JSON.parse(text).address?.line1
}

test('R-IMPORT-36: an address with the city alone does not replace a whole one', async () => {
  const { amazon, pass } = await createSmallWorld(database.db)
  const orderId = amazon.control.placeOrder(order)
  await pass(minuteMs)
  const whole = await street(orderId)
  expect(whole).toBeTruthy()
  // Amazon takes the role away for a while, as it does after an audit.
  amazon.control.changeSettings({ directToConsumerRole: false })
  amazon.control.touchOrder(orderId)
  await pass(5 * hourMs)
  expect([await state(), await street(orderId)]).toEqual(['complete', whole])
})

test('R-IMPORT-36: a whole address replaces a part, and a later whole one that', async () => {
  const { amazon, pass } = await createSmallWorld(database.db)
  amazon.control.changeSettings({ directToConsumerRole: false })
  const orderId = amazon.control.placeOrder(order)
  await pass(minuteMs)
  expect([await state(), await street(orderId)]).toEqual(['no-address', null])
  amazon.control.changeSettings({ directToConsumerRole: true })
  amazon.control.touchOrder(orderId)
  await pass(5 * hourMs)
  expect([await state(), await street(orderId)]).toEqual(['complete', expect.any(String)])
  amazon.control.changeAddress(orderId, { addressLine1: 'Neue Gasse 9' })
  await pass(minuteMs)
  expect([await state(), await street(orderId)]).toEqual(['complete', 'Neue Gasse 9'])
})

test('what was sent is kept 30 days, whatever the promised day', async () => {
  const { amazon, clock, pass } = await createSmallWorld(database.db)
  const orderId = amazon.control.placeOrder({ ...order, serviceLevel: 'FREE_ECONOMY' })
  await pass(hourMs)
  amazon.control.shipOrder(orderId)
  const sentMs = clock.nowMs()
  await pass(minuteMs)
  const [row] = await kept()
  expect(row?.sealed).toBe(true)
  expect(row?.purgeAfterMs).toBeLessThanOrEqual(sentMs + 30 * dayMs)
})

test('without any date of delivery nothing is kept longer than 30 days', async () => {
  const { amazon, clock, pass } = await createSmallWorld(database.db)
  const orderId = amazon.control.placeOrder({ ...order, broken: 'without-items' })
  await pass(minuteMs)
  const [first] = await kept()
  expect(first?.purgeAfterMs).toBeLessThanOrEqual(clock.nowMs() + 30 * dayMs)
  await pass(10 * hourMs)
  amazon.control.touchOrder(orderId)
  await pass(4 * hourMs)
  expect(await kept()).toEqual([first])
})

test('the day of removal follows what was sent, also when Amazon shows no address any more', async () => {
  const { amazon, clock, pass } = await createSmallWorld(database.db)
  const orderId = amazon.control.placeOrder({ ...order, serviceLevel: 'FREE_ECONOMY' })
  await pass(hourMs)
  amazon.control.changeSettings({ directToConsumerRole: false })
  amazon.control.shipOrder(orderId)
  const sentMs = clock.nowMs()
  await pass(minuteMs)
  const [row] = await kept()
  expect(row?.sealed).toBe(true)
  expect(row?.purgeAfterMs).toBeLessThanOrEqual(sentMs + 30 * dayMs)
})

test('R-IMPORT-39: what is over is removed within the hour, and nothing else', async () => {
  const { db } = database
  const { amazon, pass } = await createSmallWorld(db)
  const [over, kept] = [amazon.control.placeOrder(order), amazon.control.placeOrder(order)]
  await pass(minuteMs)
  await mark(db, [purgeKey(soakAccount)])
  await pass(minuteMs)
  const ids = async () => {
    const { rows } = await sql<{ id: string }>`
      select amazon_order_id as id from order_personal order by 1
    `.execute(db)
    return rows.map(({ id }) => id)
  }
  expect(await ids()).toEqual([over, kept].sort())
  await sql`update order_personal set purge_after = app_now() where amazon_order_id = ${over}`.execute(
    db,
  )
  await pass(hourMs)
  expect(await ids()).toEqual([kept])
})
