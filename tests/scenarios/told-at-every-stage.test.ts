/**
 * B63: customers are updated at every stage. Of an Amazon order that is Amazon's part: each stage reaches it, and
 * Shopify writes to nobody. An order of the web shop is Shopify's own: its mails go out, and we add nothing.
 */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLifeWorld, type LifeWorld, mugOrder } from '../reconcile/life-world.ts'
import { dayMs, hourMs, minuteMs, mugSku } from '../reconcile/small-world.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const [first, second] = ['00340434161094015902', '00340434161094015919']
const twoMugs = { ...mugOrder, lines: [{ sku: mugSku, unitPrice: '10.00', quantity: 2 }] }

async function listening(): Promise<LifeWorld> {
  const world = await createLifeWorld(database.db)
  world.amazon.control.subscribe('TRANSACTION_UPDATE')
  world.amazon.control.changeSettings({ financesLagMs: 0 })
  return world
}

function fulfilOne(world: LifeWorld, gid: string, trackingNumber: string): void {
  const lines = [{ sku: mugSku, quantity: 1 }]
  const dhl = { trackingCompany: 'DHL', trackingNumber, notify: false }
  world.shopify.control.merchantFulfil({ orderId: gid, lines, ...dhl })
}

/** How long it takes until Amazon shows it, by the minute. */
async function reaches(world: LifeWorld, shows: () => boolean, withinMs: number): Promise<void> {
  for (let ms = 0; ms < withinMs && !shows(); ms += minuteMs) await world.pass(minuteMs)
  expect(shows()).toBe(true)
}

test('B63: a part shipped, all shipped, sent back and refunded: each stage reaches Amazon, and no mail leaves', async () => {
  const world = await listening()
  const { orderId, gid } = await world.bring(twoMugs)
  const truth = () => world.amazon.control.truth(orderId)
  fulfilOne(world, gid, first)
  await reaches(world, () => truth().status === 'PARTIALLY_SHIPPED', 5 * minuteMs)
  expect(truth().packages).toMatchObject([{ trackingNumber: first }])
  fulfilOne(world, gid, second)
  await reaches(world, () => truth().status === 'SHIPPED', 5 * minuteMs)
  expect(truth().packages).toMatchObject([{ trackingNumber: first }, { trackingNumber: second }])
  world.shopify.control.merchantRefund({
    ...{ orderId: gid, lines: [{ sku: mugSku, quantity: 2 }], restock: 'RETURN' },
    ...{ location: 'Warehouse', notify: false },
  })
  await reaches(world, () => truth().refundedTotal === '20.00', hourMs)
  await world.pass(8 * dayMs)
  expect(world.mails()).toBe(0)
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('B63: corrected tracking and a cancellation reach Amazon too, and no mail leaves', async () => {
  const world = await listening()
  const sent = await world.bring()
  fulfilOne(world, sent.gid, first)
  const numberOf = () => world.packages(sent.orderId)[0]?.trackingNumber
  await reaches(world, () => numberOf() === first, 5 * minuteMs)
  world.shopify.control.merchantTrack({
    ...{ orderId: sent.gid, trackingCompany: 'DHL', trackingNumbers: [second], notify: false },
  })
  await reaches(world, () => numberOf() === second, 5 * minuteMs)
  const dropped = await world.bring()
  world.shopify.control.merchantCancel({ orderId: dropped.gid, refund: true, notify: false })
  await reaches(world, () => world.onAmazon(dropped.orderId) === 'CANCELLED', hourMs)
  expect(world.mails()).toBe(0)
})

test('B63: what Amazon or its buyer does is written down in Shopify, and no mail leaves there either', async () => {
  const world = await listening()
  const sent = await world.bring()
  const { shipOrder, deliverOrder, refundOrder, cancelOrder } = world.amazon.control
  shipOrder(sent.orderId, { carrier: 'UPS', trackingNumber: '1Z999AA10123456784' })
  await world.pass(10 * minuteMs)
  deliverOrder(sent.orderId)
  await world.pass(3 * hourMs)
  refundOrder(sent.orderId)
  const dropped = await world.bring()
  cancelOrder(dropped.orderId, 'BUYER')
  await world.pass(3 * dayMs)
  expect(world.inShop(sent.orderId)).toMatchObject({
    fulfilments: [{ trackingNumbers: ['1Z999AA10123456784'], notify: false }],
    refunded: '10.00',
  })
  expect(world.inShop(dropped.orderId)).toMatchObject({ cancelled: true })
  expect(world.mails()).toBe(0)
  expect(world.doubled()).toBe(0)
})

test("B63: of a web order the shop's own mails leave, and we neither call for it nor tell Amazon", async () => {
  const world = await listening()
  const { orderId } = world.shopify.control.placeWebOrder({
    lines: [{ sku: mugSku, quantity: 1 }],
    email: 'buyer@example.com',
  })
  await world.pass(10 * minuteMs)
  const before = world.shopify.control.counts()
  world.shopify.control.merchantFulfil({
    ...{ orderId, trackingCompany: 'DHL', trackingNumber: first, notify: true },
  })
  world.shopify.control.merchantRefund({ orderId, lines: [{ sku: mugSku, quantity: 1 }] })
  await world.pass(dayMs)
  const after = world.shopify.control.counts()
  // One of the shipment, one of the refund: the merchant's own.
  expect(after.mails - before.mails).toBe(2)
  expect(after.fulfilments - before.fulfilments).toBe(1)
  expect(after.refunds - before.refunds).toBe(1)
  const { rows } = await sql`select effect_key from effect`.execute(database.db)
  expect(rows).toEqual([])
  expect(world.confirms()).toBe(0)
  expect(world.amazon.control.feeds()).toEqual([])
})
