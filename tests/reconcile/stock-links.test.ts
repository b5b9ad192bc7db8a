/** Several SKUs of Amazon over the same units: kits, Amazon's own stock, many at once. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/operations/actor.ts'
import { mapSku } from '../../src/operations/catalog/map-sku.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { hourMs, minuteMs, soakAccount } from './small-world.ts'
import { createStockWorld, manySkus, type StockWorld } from './stock-world.ts'

const actor: Actor = { kind: 'cli', user: 'tester' }

describe('SKUs that share their units', () => {
  let database: FreshDatabase
  let world: StockWorld
  const { skus, ...many } = manySkus(6)
  const [one = '', other = ''] = skus
  beforeAll(async () => {
    database = await freshDatabase()
    world = await createStockWorld(database.db, {
      ...many,
      settings: { stock: { feedFrom: 5, guard: { skus: 1_000, percent: 100, least: 5 } } },
      more: ({ amazon }) => {
        amazon.control.addListing({ sku: 'KIT', quantity: 3, leadTimeDays: 4 })
        amazon.control.addListing({ sku: 'FBA-TWIN', fulfilledBy: 'AMAZON', quantity: 40 })
      },
    })
    for (const [amazonSku, components] of [
      [
        'KIT',
        [
          { variant: one, quantity: 2 },
          { variant: other, quantity: 1 },
        ],
      ],
      ['FBA-TWIN', [{ variant: one, quantity: 1 }]],
    ] as const) {
      const request = { accountId: soakAccount, amazonSku, components }
      await mapSku({ db: database.db, newId: randomUUID }, actor, request)
    }
    await world.pass(30 * minuteMs)
  })
  afterAll(() => database.drop())

  it('R-STOCK-2, R-STOCK-15: a kit is as many as its scarcest component allows, and its lead time survives', () => {
    expect(world.onAmazon('KIT')).toBe(5)
    expect(world.amazon.control.listing('KIT')?.availability).toMatchObject([{ leadTimeDays: 4 }])
    expect(world.amazon.control.listingHarms()).toEqual([])
  })

  it('R-STOCK-2, R-STOCK-7: a sale of one moves the others', async () => {
    world.amazon.control.buy({ sku: one, quantity: 3 })
    await world.pass(30 * minuteMs)
    expect([one, 'KIT'].map(world.onAmazon)).toEqual([7, 3])
    world.amazon.control.buy({ sku: 'KIT', quantity: 2 })
    await world.pass(30 * minuteMs)
    expect([one, other, 'KIT'].map(world.onAmazon)).toEqual([3, 8, 1])
    expect([one, other].map(world.available)).toEqual([3, 8])
  })

  it('R-STOCK-6: an FBA sale touches no unit of the merchant, and its SKU is never written', async () => {
    world.amazon.control.buy({ sku: 'FBA-TWIN' })
    await world.pass(30 * minuteMs)
    expect(world.onAmazon(one)).toBe(3)
    expect(await world.figure('FBA-TWIN')).toMatchObject({ quantity: null })
    const shown = world.amazon.control.listing('FBA-TWIN')?.availability.map(({ code }) => code)
    expect(shown).not.toContain('DEFAULT')
  })

  it('R-STOCK-11: many at once go in one feed, and each is read back', async () => {
    const before = world.patches()
    for (const sku of skus) world.inShop(20, sku)
    await world.pass(hourMs)
    expect(skus.map(world.onAmazon)).toEqual(Array(6).fill(20))
    expect(world.onAmazon('KIT')).toBe(10)
    const feeds = world.amazon.journal.count('amazon.createFeed')
    expect(feeds).toBeGreaterThan(0)
    expect(feeds + world.patches() - before).toBeLessThan(skus.length)
    expect([world.thrown, await world.dead(), await world.incidents()]).toEqual([[], [], []])
  })
})
