/** One figure in several marketplaces: what Amazon tells once concerns all of them, and happened once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foreignMax } from '../../src/core/inventory/decide-sku.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { hourMs, minuteMs, mugSku } from './small-world.ts'
import { createStockWorld, type StockWorld } from './stock-world.ts'

const germany = 'A1PA6795UKMFR9'
const others = ['A13V1IB3VIYZZH', 'A1F83G8C2ARO7P', 'A1VC38T7YXB528', 'A2NODRKZP88ZB9']
/** As many as the changes that are taken for another program. */
const marketplaceIds = [germany, ...others]

describe('a figure in five marketplaces', () => {
  let database: FreshDatabase
  let world: StockWorld
  beforeAll(async () => {
    database = await freshDatabase()
    world = await createStockWorld(database.db, { marketplaceIds })
  })
  afterAll(() => database.drop())

  const someoneSets = async (quantity: number) => {
    world.amazon.control.setListingQuantity(mugSku, quantity)
    await world.pass(5 * minuteMs)
  }

  it('R-STOCK-13: one change of somebody else is set right, however many marketplaces show it', async () => {
    expect(marketplaceIds.length).toBeGreaterThanOrEqual(foreignMax)
    await someoneSets(577)
    const told = (await world.history()).filter((line) => line === 'foreign by amazon 500>577')
    expect(told).toHaveLength(marketplaceIds.length)
    expect(world.onAmazon()).toBe(500)
    expect((await world.figure())?.held).toBeNull()
  })

  it('R-STOCK-13: the fifth within the hour waits for a person', async () => {
    for (let change = 2; change < foreignMax; change += 1) {
      await someoneSets(577 + change)
      expect(world.onAmazon()).toBe(500)
    }
    await someoneSets(599)
    expect(world.onAmazon()).toBe(599)
    expect((await world.figure())?.held).toBe('STOCK_ANOTHER_WRITER')
  })

  it('R-STOCK-13: units that cancelled orders give back are nobody’s who writes against us', async () => {
    await world.pass(2 * hourMs)
    for (let order = 0; order < foreignMax; order += 1) {
      const cancelled = world.amazon.control.buy({ sku: mugSku, status: 'PENDING' })
      world.amazon.control.buy({ sku: mugSku, status: 'PENDING' })
      await world.pass(2 * minuteMs)
      world.amazon.control.cancelOrder(cancelled ?? '')
      await world.pass(5 * minuteMs)
    }
    world.inShop(490)
    await world.pass(5 * minuteMs)
    expect((await world.figure())?.held).toBeNull()
    expect(world.onAmazon()).toBe(490 - foreignMax)
  })
})
