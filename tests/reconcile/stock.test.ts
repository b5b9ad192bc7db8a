/** One figure's way: from the shop's stock over the formula to Amazon, and back. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { hourMs, minuteMs, mugSku } from './small-world.ts'
import { createStockWorld, germanListings, type StockWorld } from './stock-world.ts'

const buffer = 2
const secondMs = 1_000

describe('a figure', () => {
  let database: FreshDatabase
  let world: StockWorld
  beforeAll(async () => {
    database = await freshDatabase()
    world = await createStockWorld(database.db, { settings: { stock: { buffer } } })
  })
  afterAll(() => database.drop())
  const inStep = async (quantity: number) => {
    expect(world.onAmazon()).toBe(quantity)
    expect(await world.figure()).toMatchObject({ quantity, wanted: false })
    expect(world.amazon.control.listingHarms()).toEqual([])
    expect([world.thrown, await world.dead()]).toEqual([[], []])
  }

  it('B19: that changes in the shop is on Amazon at once, and is read back', async () => {
    await inStep(500 - buffer)
    const before = world.patches()
    world.inShop(10)
    await world.pass(minuteMs)
    expect(world.patches()).toBe(before + 1)
    await world.pass(30 * minuteMs)
    await inStep(10 - buffer)
    expect(world.patches()).toBe(before + 1)
    expect(await world.history()).toEqual([
      `decided by crossdock ->${500 - buffer}`,
      `accepted by amazon ->${500 - buffer}`,
      'echo by amazon 500>498',
      'decided by shop 498>8',
      'accepted by amazon ->8',
      'echo by amazon 498>8',
    ])
  })

  it('R-STOCK-7: a sale on Amazon is counted once, before, during and after its import', async () => {
    const before = world.patches()
    const orderId = world.amazon.control.buy({ sku: mugSku, ...pending })
    await world.pass(10 * minuteMs)
    // Pending: the shop shows nothing of it, and Amazon has counted it off by itself.
    expect(world.available()).toBe(10)
    await inStep(9 - buffer)
    world.amazon.control.payOrder(orderId ?? '')
    await world.pass(30 * minuteMs)
    expect(world.available()).toBe(9)
    await inStep(9 - buffer)
    expect(world.patches()).toBe(before)
  })

  it('R-STOCK-7: one that is cancelled before it was paid gives its unit back', async () => {
    const orderId = world.amazon.control.buy({ sku: mugSku, ...pending })
    await world.pass(10 * minuteMs)
    await inStep(8 - buffer)
    world.amazon.control.cancelOrder(orderId ?? '')
    await world.pass(hourMs)
    await inStep(9 - buffer)
  })

  it('R-STOCK-12: INVALID in a 200 is a failure shown with Amazon’s words', async () => {
    world.amazon.faults.add({ on: 'amazon.patchListingsItem', fault: 'refused' })
    world.inShop(20)
    await world.pass(5 * minuteMs)
    const figure = await world.figure()
    expect(figure?.refused).toMatch(/\w+ \w+/)
    expect(figure?.held).toBe('STOCK_REFUSED')
    expect(world.onAmazon()).toBe(9 - buffer)
    // Another figure is tried at once.
    world.inShop(21)
    await world.pass(20 * minuteMs)
    await inStep(21 - buffer)
    expect((await world.figure())?.held).toBeNull()
  })

  it('R-STOCK-9: an answer that was lost, and one that Amazon forgot, are read back', async () => {
    world.amazon.faults.add({ on: 'amazon.patchListingsItem', fault: 'answer-lost' })
    world.inShop(30)
    await world.pass(30 * minuteMs)
    await inStep(30 - buffer)
    const { rows } = await sql`
      select effect_key from attempt where state in ('intended', 'unclear')
    `.execute(database.db)
    expect(rows).toEqual([])
    world.amazon.faults.add({ on: 'amazon.patchListingsItem', fault: 'silently-dropped' })
    world.inShop(31)
    await world.pass(5 * minuteMs)
    expect(world.onAmazon()).toBe(30 - buffer)
    await world.pass(hourMs)
    await inStep(31 - buffer)
  })

  it('R-STOCK-13: a change that somebody else made on Amazon is told apart and set right', async () => {
    world.amazon.control.setListingQuantity(mugSku, 77)
    await world.pass(30 * minuteMs)
    await inStep(31 - buffer)
    expect((await world.history()).slice(-3)).toEqual([
      'foreign by amazon 29>77',
      'accepted by amazon ->29',
      'echo by amazon 77>29',
    ])
  })

  it('R-STOCK-3: nothing is written while the shop does not count the units, or has no place', async () => {
    world.shopify.control.setTracked({ sku: mugSku, tracked: false })
    world.inShop(3)
    await world.pass(10 * minuteMs)
    expect(await world.figure()).toMatchObject({ quantity: null, unknown: 'NOT_TRACKED' })
    expect(world.onAmazon()).toBe(31 - buffer)
    world.shopify.control.setTracked({ sku: mugSku, tracked: true })
    world.inShop(31)
    await world.pass(30 * minuteMs)
    await inStep(31 - buffer)
  })

  it('R-STOCK-18: a change that no webhook told of is found within the hour', async () => {
    world.shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 9 })
    world.inShop(33)
    await world.pass(2 * minuteMs)
    world.shopify.faults.reset()
    expect(world.onAmazon()).toBe(31 - buffer)
    await world.pass(hourMs)
    await inStep(33 - buffer)
  })

  it('B18, B62: the last unit sold on both sides at once is one alarm that names both orders', async () => {
    world.inShop(buffer + 1)
    await world.pass(30 * minuteMs)
    await inStep(1)
    const orderId = world.amazon.control.buy({ sku: mugSku }) ?? ''
    const lines = [{ sku: mugSku, quantity: buffer + 1 }]
    const { name } = world.shopify.control.placeWebOrder({ lines })
    await world.pass(hourMs)
    await inStep(0)
    const { rows } = await sql<{ orderId: string; detail: { shopOrders: string[] } }>`
      select amazon_order_id as "orderId", detail from incident where code = 'OVERSOLD'
    `.execute(database.db)
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ orderId, detail: { shopOrders: [name] } })
  })
})

const pending = { status: 'PENDING' } as const

describe('in watch', () => {
  let database: FreshDatabase
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())

  it('R-STOCK-14: figures are decided and nothing is sent', async () => {
    const stock = { lane: 'watch', buffer }
    const world = await createStockWorld(database.db, { ...germanListings, settings: { stock } })
    world.inShop(10)
    await world.pass(10 * minuteMs)
    expect(await world.figure()).toMatchObject({ quantity: 8, wanted: false })
    expect([world.patches(), world.onAmazon()]).toEqual([0, 500])
    world.inShop(20)
    await world.pass(secondMs)
    world.inShop(30)
    await world.pass(minuteMs)
    expect((await world.history()).slice(-2)).toEqual([
      'decided by shop 498>8',
      'decided by shop 8>28',
    ])
  })
})
