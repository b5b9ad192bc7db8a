/** Trade on both sides with faults, seed by seed, and the planted bugs that it must see. */
import { afterEach, describe, expect, it } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { runStockSeed, seedBuffer, stockBugs } from './stock-seeds.ts'
import { createStockWorld, manySkus } from './stock-world.ts'

const seeds = Number(process.env.STOCK_SEEDS ?? 3)
const { skus, ...many } = manySkus(3)
const stock = { buffer: seedBuffer, guard: { skus: 1_000, percent: 100, least: 1_000 } }

describe('trade on both sides at once', () => {
  let database: FreshDatabase
  afterEach(() => database.drop())

  it('B18, B62: after it settles Amazon shows what the shop’s stock allows, seed by seed', async () => {
    database = await freshDatabase()
    const world = await createStockWorld(database.db, { ...many, settings: { stock } })
    const open = new Map<string, string>()
    for (let seed = 1; seed <= seeds; seed += 1) {
      expect(await runStockSeed(world, skus, seed, open)).toEqual([])
    }
    expect([world.thrown, await world.dead()]).toEqual([[], []])
  })

  it.each(Object.entries(stockBugs))('sees the planted bug %s', async (_name, decideSku) => {
    database = await freshDatabase()
    const options = { ...many, settings: { stock }, bugs: { decideSku } }
    const world = await createStockWorld(database.db, options)
    const open = new Map<string, string>()
    let caught = 0
    for (let seed = 1; seed <= 40 && caught === 0; seed += 1) {
      caught += (await runStockSeed(world, skus, seed, open)).length
    }
    expect(caught).toBeGreaterThan(0)
  })
})
