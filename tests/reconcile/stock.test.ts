import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { minuteMs } from './small-world.ts'
import { createStockWorld, type StockWorld } from './stock-world.ts'

describe('a figure', () => {
  let database: FreshDatabase
  let world: StockWorld
  beforeAll(async () => {
    database = await freshDatabase()
    world = await createStockWorld(database.db, { settings: { stock: { buffer: 2 } } })
  })
  afterAll(() => database.drop())

  it('B19: that changes in the shop is on Amazon, and is read back', async () => {
    expect([world.thrown, await world.dead(), await world.incidents()]).toEqual([[], [], []])
    expect(await world.figure()).toMatchObject({ quantity: 498 })
    expect(world.onAmazon()).toBe(498)
    world.inShop(10)
    await world.pass(30 * minuteMs)
    expect(world.onAmazon()).toBe(8)
    expect(await world.history()).toEqual([
      'decided by crossdock ->498',
      'accepted by amazon ->498',
      'decided by shop 498>8',
      'accepted by amazon ->8',
    ])
  })
})
