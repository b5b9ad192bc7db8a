/** Returns, on real parts: read by report each night, and opened in Shopify once when the shop wants that. */
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { explainOrder } from '../../src/cli/explain/explain-order.ts'
import { id } from '../../src/core/ids.ts'
import { readOrderPage } from '../../src/store/read/order-page.ts'
import { moveClocks } from '../simulation/soak-clock.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { dayMs, hourMs, mugSku, type SmallWorldOptions, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const dhl = { trackingCompany: 'DHL', trackingNumber: '00340434161094015902' }
const mirrored = { settings: { returns: { lane: 'live', mirror: true } } }

async function shipped(options: SmallWorldOptions) {
  const world = await createLifeWorld(database.db, options)
  const { orderId, gid } = await world.bring({
    ...mugOrder,
    lines: [{ sku: mugSku, unitPrice: '10.00', quantity: 2 }],
  })
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl, notify: false })
  await world.pass(hourMs)
  const item = world.amazon.control.order(orderId)?.order.orderItems[0]?.orderItemId ?? ''
  return { world, orderId, items: [{ orderItemId: item, quantity: 1 }] }
}

/** Over the next night, and until its reports are read. */
async function sleep(world: LifeWorld): Promise<void> {
  await moveClocks(database.db, world.clock, world.clock.nowMs() + dayMs)
  await world.pass(hourMs)
}

async function stored(): Promise<unknown[]> {
  const { rows } = await sql<{ observed: unknown }>`
    select observed from order_return order by return_id
  `.execute(database.db)
  return rows.map(({ observed }) => observed)
}

const reasonOf = async (world: LifeWorld, orderId: string) =>
  (await world.concern(orderId, 'return'))?.reason

describe('returns on Amazon', () => {
  test('B23, B25f, B54, R-RETURN-1, R-RETURN-3: approved there, opened in Shopify once', async () => {
    const { world, orderId, items } = await shipped(mirrored)
    const [rma = ''] = world.amazon.control.returnOrder(orderId, { items, reason: 'DEFECTIVE' })
    await sleep(world)
    expect(await stored()).toMatchObject([
      { returnId: rma, side: 'merchant', status: 'Pending Actions', reason: 'DEFECTIVE' },
    ])
    expect(await reasonOf(world, orderId)).toBe('RETURN_WAITS_FOR_SELLER')
    expect(world.inShop(orderId).returns).toEqual([])
    world.amazon.control.moveReturn(rma, { status: 'Approved' })
    await sleep(world)
    expect(world.inShop(orderId).returns).toMatchObject([{ status: 'OPEN' }])
    expect(await world.attempts(orderId)).toContain('return-in-shop done')
    const page = await readOrderPage(database.db, soakAccount, id('AmazonOrderId', orderId))
    expect(page?.returns.inShop).toMatchObject([{ lines: [{ quantity: 1 }] }])
    const words = page === null ? '' : explainOrder(page)
    expect(words).toContain(`1 unit of ${mugSku} go back to you (${rma}): Approved`)
    expect(words).toMatch(/Shopify: return \S+ of 1 unit: OPEN/)
    expect(words).toMatch(/Your own time for returns \(30 days\) ends/)
    world.amazon.control.moveReturn(rma, { status: 'Completed', received: true })
    await sleep(world)
    expect(world.inShop(orderId).returns).toHaveLength(1)
    expect(await stored()).toMatchObject([{ status: 'Completed' }])
    expect(await reasonOf(world, orderId)).toBe('RETURN_ON_BOTH_SIDES')
    expect(world.inShop(orderId).refunds).toEqual([])
    expect(world.mails()).toBe(0)
    expect(world.thrown).toEqual([])
  })

  test('B54, R-RETURN-3: an answer that was lost opens no second return', async () => {
    const { world, orderId, items } = await shipped(mirrored)
    const [rma = ''] = world.amazon.control.returnOrder(orderId, { items })
    world.amazon.control.moveReturn(rma, { status: 'Approved' })
    world.shopify.faults.add({ on: 'shopify.returnCreate', fault: 'answer-lost', times: 1 })
    await sleep(world)
    expect(world.inShop(orderId).returns).toHaveLength(1)
    expect(await reasonOf(world, orderId)).toBe('RETURN_ON_BOTH_SIDES')
  })

  test('B23, R-RETURN-1: a report that cannot be had is asked for again the next night', async () => {
    const { world, orderId, items } = await shipped({})
    world.amazon.control.returnOrder(orderId, { items })
    world.amazon.faults.add({ on: 'amazon.createReport', fault: 'refused', times: 2 })
    await sleep(world)
    expect(await stored()).toEqual([])
    await sleep(world)
    expect(await stored()).toHaveLength(1)
    expect(await reasonOf(world, orderId)).toBe('RETURN_NOT_MIRRORED')
    expect(await world.dead()).toEqual([])
  })

  test('B54, R-RETURN-4: what comes back to Amazon’s own warehouse is shown, and opened nowhere', async () => {
    const world = await createLifeWorld(database.db, mirrored)
    const orderId = world.amazon.control.placeOrder({ ...mugOrder, fulfilledBy: 'AMAZON' })
    await world.pass(hourMs)
    world.amazon.control.shipOrder(orderId, { carrier: 'AMZN_US', trackingNumber: 'TBA0000001' })
    await world.pass(hourMs)
    world.amazon.control.returnOrder(orderId, { reason: 'UNWANTED', disposition: 'SELLABLE' })
    await sleep(world)
    expect(await stored()).toMatchObject([{ side: 'amazon', quantity: 1, reason: 'UNWANTED' }])
    const page = await readOrderPage(database.db, soakAccount, id('AmazonOrderId', orderId))
    const words = page === null ? '' : explainOrder(page)
    expect(words).toContain(`1 unit of ${mugSku} go back to Amazon`)
    expect(await world.attempts(orderId)).toEqual([])
    expect(world.shopify.journal.count('shopify.returnCreate')).toBe(0)
    expect(world.amazon.control.feeds()).toEqual([])
    expect(world.mails()).toBe(0)
    expect(world.thrown).toEqual([])
  })

  test('B23, B54, R-RETURN-7: what Amazon sent and takes back is shown at its order in the shop, and no stock there moves', async () => {
    const locations: string[] = []
    const settings = {
      ...{ fulfillment: { fba: 'import', locations }, refund: { lane: 'live' } },
      ...mirrored.settings,
    }
    const world = await createLifeWorld(database.db, {
      settings,
      furnish: (shopify) => void locations.push(shopify.addLocation({ name: 'Home' }).locationId),
    })
    const lines = [{ sku: mugSku, unitPrice: '10.00', quantity: 3 }]
    const orderId = world.amazon.control.placeOrder({
      ...{ ...mugOrder, lines, fulfilledBy: 'AMAZON' },
    })
    await world.pass(hourMs)
    world.amazon.control.shipOrder(orderId, { carrier: 'AMZN_US', trackingNumber: 'TBA0000001' })
    await world.pass(hourMs)
    expect(await world.booked(orderId)).toMatchObject({ outcome: 'imported' })
    const stock = () => ({
      now: world.shopify.control.stockOf(mugSku),
      changes: world.shopify.control.stockHistory({ sku: mugSku }),
    })
    const before = stock()
    const item = world.amazon.control.order(orderId)?.order.orderItems[0]?.orderItemId ?? ''
    for (const disposition of ['SELLABLE', 'CUSTOMER_DAMAGED']) {
      const items = [{ orderItemId: item, quantity: 1 }]
      world.amazon.control.returnOrder(orderId, { items, reason: 'UNWANTED_ITEM', disposition })
    }
    await sleep(world)
    await sleep(world)
    const page = await readOrderPage(database.db, soakAccount, id('AmazonOrderId', orderId))
    const words = page === null ? '' : explainOrder(page).replaceAll(/\s+/g, ' ')
    const shown = /1 unit of \S+ go back to Amazon \(\S+\): Unit returned to inventory/g
    expect(words.match(shown)).toHaveLength(2)
    expect(words).toMatch(/condition CUSTOMER_DAMAGED, back 1 Nov/)
    expect(words).toMatch(
      /Your own time for returns \(30 days\) ends 1 Dec \S+ UTC at the earliest/,
    )
    expect(page?.returns.onAmazon.map(({ resolution }) => resolution).toSorted()).toEqual([
      ...['CUSTOMER_DAMAGED', 'SELLABLE'],
    ])
    expect(await reasonOf(world, orderId)).toBe('RETURN_NOT_MIRRORED')
    // The shop's books agree with what Amazon gave back, and its shelves know nothing of it.
    expect(world.inShop(orderId)).toMatchObject({ returns: [], refunds: [{}, {}] })
    expect(stock()).toEqual(before)
    expect(world.amazon.control.feeds()).toEqual([])
    expect(world.mails()).toBe(0)
    expect(await world.dead()).toEqual([])
    expect(world.thrown).toEqual([])
  })

  test('B54, R-RETURN-6: a replacement and the order that it replaces name each other', async () => {
    const world = await createLifeWorld(database.db, {})
    const first = (await world.bring()).orderId
    const second = world.amazon.control.placeOrder({
      ...mugOrder,
      replacementOf: first,
      lines: [{ sku: mugSku, unitPrice: '0.00' }],
    })
    await world.pass(hourMs)
    const wordsOf = async (orderId: string) => {
      const page = await readOrderPage(database.db, soakAccount, id('AmazonOrderId', orderId))
      return page === null ? '' : explainOrder(page)
    }
    expect(await wordsOf(first)).toContain(`Order ${second} replaces it.`)
    expect(await wordsOf(second)).toContain(`It is a replacement for order ${first}.`)
  })
})
