/** A buyer's data in the Shopify order goes with ours, on real parts: 30 days after it was sent. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { explainOrder } from '../../src/cli/explain/explain-order.ts'
import { id } from '../../src/core/ids.ts'
import { purgeKey } from '../../src/reconcile/keys.ts'
import { readOrderPage } from '../../src/store/read/order-page.ts'
import { ordersToReconsider } from '../../src/store/read/reconsider.ts'
import { mark } from '../../src/work/mark.ts'
import { moveClocks } from '../simulation/soak-clock.ts'
import { findWords, marked, marks, wholeDatabase } from '../support/canary.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type Imported, type LifeWorld, mugOrder } from './life-world.ts'
import { dayMs, hourMs, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const dhl = { trackingCompany: 'DHL', trackingNumber: '00340434161094015902' }
const order = {
  ...mugOrder,
  ...marked,
  lines: (mugOrder.lines ?? []).map((line) => ({ ...line, giftMessage: marks.gift })),
}
/** The messages are not looked at first. */
const ship = { lane: 'live', askBeforeShipping: 'never' }

async function world(settings: Readonly<Record<string, object>> = {}): Promise<LifeWorld> {
  const made = await createLifeWorld(database.db, { settings: { ship, ...settings } })
  made.shopify.control.grantScope({ scope: 'write_customers' })
  await mark(database.db, [purgeKey(soakAccount)])
  return made
}

async function sent(made: LifeWorld): Promise<Imported> {
  const one = await made.bring(order)
  made.shopify.control.merchantFulfil({ orderId: one.gid, ...dhl, notify: false })
  await made.pass(hourMs)
  return one
}

async function leap(made: LifeWorld, ms: number): Promise<void> {
  await moveClocks(database.db, made.clock, made.clock.nowMs() + ms)
  await made.pass(2 * hourMs)
}

/** Marked words that the shop's order still shows. */
function shown({ shopify }: LifeWorld, { gid }: Imported): string[] {
  const { earlier: _earlier, ...record } = shopify.control.orderRecord(gid) ?? {}
  return findWords([{ where: 'shop', text: JSON.stringify(record) }], Object.values(marks)).sort()
}

const reasonOf = async (made: LifeWorld, { orderId }: Imported) =>
  (await made.concern(orderId, 'purge'))?.reason

const updates = ({ shopify }: LifeWorld) => shopify.journal.count('shopify.orderUpdate')

test('R-PURGE-1, R-PURGE-4: with our copy the shop’s is removed, and what names nobody stays', async () => {
  const made = await world({ import: { customer: 'name' } })
  const one = await sent(made)
  const before = made.shopify.control.orderRecord(one.gid)
  expect(shown(made, one).length).toBeGreaterThan(8)
  await leap(made, 28 * dayMs)
  expect([updates(made), await reasonOf(made, one)]).toEqual([0, undefined])
  await leap(made, 3 * dayMs)
  expect(shown(made, one)).toEqual([])
  expect(await reasonOf(made, one)).toBe('PURGED_IN_SHOP')
  expect(updates(made)).toBe(1)
  const after = made.shopify.control.orderRecord(one.gid)
  expect(after?.shippingAddress).toMatchObject({
    ...{ firstName: null, lastName: 'Removed', address1: 'Removed', zip: null, phone: null },
    countryCode: before?.shippingAddress?.countryCode,
  })
  expect(after?.contact).toMatchObject({ firstName: null, lastName: 'Removed' })
  expect(after?.totals).toEqual(before?.totals)
  expect([after?.tags, after?.attributes]).toEqual([before?.tags, before?.attributes])
  const page = await readOrderPage(database.db, soakAccount, id('AmazonOrderId', one.orderId))
  const told = page === null ? '' : explainOrder(page).replace(/\s+/g, ' ')
  expect(told).toContain('Neither our books nor the Shopify order hold the buyer')
  expect(told).toContain('it shows of the buyer still address, gift-note, customer')
  expect(told).toContain('it shows nothing of the buyer')
  const everywhere = [...(await wholeDatabase(database.db)), { where: 'explain', text: told }]
  expect(findWords(everywhere, Object.values(marks))).toEqual([])
  await leap(made, 3 * dayMs)
  expect(updates(made)).toBe(1)
  expect([made.mails(), made.doubled(), made.thrown]).toEqual([0, 0, []])
})

test('R-PURGE-5: off, it stays, and a change of settings looks again', async () => {
  const made = await world({ personal: { purgeShopify: false } })
  const one = await sent(made)
  await leap(made, 31 * dayMs)
  expect([updates(made), await reasonOf(made, one)]).toEqual([0, 'PURGE_OFF'])
  expect(shown(made, one)).not.toEqual([])
  const again = await ordersToReconsider(database.db, soakAccount)
  expect(again.map(({ orderId }) => String(orderId))).toContain(one.orderId)
})

test('R-PURGE-3: an open order waits for a person, and goes once it was cancelled', async () => {
  const made = await world({ ship: { lane: 'watch' } })
  const one = await made.bring(order)
  await overNow(one)
  await made.pass(2 * hourMs)
  expect([updates(made), await reasonOf(made, one)]).toEqual([0, 'PURGE_ORDER_OPEN'])
  made.shopify.control.merchantCancel({ orderId: one.gid, notify: false })
  await made.pass(2 * hourMs)
  expect([shown(made, one), await reasonOf(made, one)]).toEqual([[], 'PURGED_IN_SHOP'])
})

test('R-PURGE-6: what Shopify refuses is a line for a person, and repeated when she says so', async () => {
  const made = await world()
  const one = await sent(made)
  made.shopify.faults.add({ on: 'shopify.orderUpdate', fault: 'refused', times: 1 })
  await overNow(one)
  await made.pass(2 * hourMs)
  const held = await made.concern(one.orderId, 'purge')
  expect(held).toMatchObject({ reason: 'PURGE_REFUSED', detail: { left: 'address, gift-note' } })
  expect(updates(made)).toBe(1)
  await made.say(one.orderId, 'repeat', String(held?.detail?.subject))
  await made.pass(2 * hourMs)
  expect([shown(made, one), await reasonOf(made, one)]).toEqual([[], 'PURGED_IN_SHOP'])
})

test.each([
  ['answer-lost', 1],
  ['silently-dropped', 2],
] as const)('R-PURGE-6: after %s it is read, and nothing is left', async (fault, calls) => {
  const made = await world()
  const one = await sent(made)
  made.shopify.faults.add({ on: 'shopify.orderUpdate', fault, times: 1 })
  await overNow(one)
  await made.pass(2 * hourMs)
  expect([shown(made, one), await reasonOf(made, one)]).toEqual([[], 'PURGED_IN_SHOP'])
  expect(updates(made)).toBe(calls)
  expect(made.thrown).toEqual([])
})

/** The time of this order is over, without the days. */
async function overNow({ orderId }: Imported): Promise<void> {
  await sql`
    update order_personal set purge_after = app_now() where amazon_order_id = ${orderId}
  `.execute(database.db)
}
