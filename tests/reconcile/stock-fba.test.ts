/** What Amazon holds in its warehouses, in our books. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { showRestock } from '../../src/operations/stock/show-restock.ts'
import { stockSweepKey } from '../../src/reconcile/keys.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { dayMs, minuteMs, soakAccount } from './small-world.ts'
import { createStockWorld, type StockWorld } from './stock-world.ts'

const count = 60
const marketplaceIds = ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'] as const
const [germany] = marketplaceIds

describe('FBA figures', () => {
  let database: FreshDatabase
  let world: StockWorld
  const skus = Array.from({ length: count }, (_none, at) => `FBA-${at}`)
  beforeAll(async () => {
    database = await freshDatabase()
    world = await createStockWorld(database.db, {
      // More pages over both than Amazon grants calls at once.
      marketplaceIds,
      more({ amazon }) {
        amazon.control.subscribe('FBA_INVENTORY_AVAILABILITY_CHANGES')
        for (const [at, sku] of skus.entries()) {
          amazon.control.addListing({ sku, fulfilledBy: 'AMAZON', quantity: at })
        }
      },
    })
    await mark(database.db, [stockSweepKey(soakAccount, 'fba-stock')])
    await world.pass(5 * minuteMs)
  })
  afterAll(() => database.drop())
  const figures = async () => {
    const { rows } = await sql<{ sku: string; fulfillable: number }>`
      select amazon_sku as sku, fulfillable from fba_stock
      where gone_at is null and marketplace_id = ${germany}
    `.execute(database.db)
    return new Map(rows.map(({ sku, fulfillable }) => [sku, fulfillable]))
  }

  it('R-STOCK-17: are exact over all pages of their tokens, in each marketplace', async () => {
    const read = await figures()
    expect(read.size).toBe(count)
    for (const [at, sku] of skus.entries()) expect(read.get(sku)).toBe(at)
    const { rows } = await sql`
      select marketplace_id, count(*)::int as skus from fba_stock group by 1 order by 1
    `.execute(database.db)
    expect(rows).toHaveLength(2)
    // Two pages each, and nothing again before the next half hour.
    expect(world.amazon.journal.count('amazon.getInventorySummaries')).toBe(4)
  })

  it('R-STOCK-17, B56: one that Amazon tells of is read at once, alone', async () => {
    world.amazon.control.setFbaStock('FBA-7', { fulfillable: 70, inboundShipped: 12 })
    await world.pass(minuteMs)
    expect((await figures()).get('FBA-7')).toBe(70)
    expect(await world.history('FBA-7')).toContain('fba by amazon 7>70')
    const { rows } = await sql`
      select inbound from fba_stock where amazon_sku = 'FBA-7' and marketplace_id = ${germany}
    `.execute(database.db)
    expect(rows).toMatchObject([{ inbound: 12 }])
    expect([world.thrown, await world.dead()]).toEqual([[], []])
  })

  it('B56, R-STOCK-22: the restock report names pace, days of cover and the day to ship by', async () => {
    const sku = 'FBA-30'
    world.amazon.control.setFbaStock(sku, { fulfillable: 30, inboundShipped: 6 })
    for (let left = 3; left > 0; left -= 1) {
      world.amazon.control.buy({ sku, quantity: 2, marketplaceId: germany })
    }
    const cancelled = { sku, status: 'PENDING', marketplaceId: germany } as const
    world.amazon.control.cancelOrder(world.amazon.control.buy(cancelled) ?? '')
    await world.pass(30 * minuteMs)
    const terms = { days: 30, leadDays: 14, coverDays: 30 }
    const request = { accountId: soakAccount, ...terms, limit: 100 }
    const [first, ...others] = await showRestock(
      { db: database.db, newId: randomUUID },
      { kind: 'cli', user: 'tester' },
      request,
    )
    // Six sold; twenty-four are there, six on their way: 150 days at a fifth of a unit a day.
    const shipByMs = expect.closeTo(world.clock.nowMs() + 136 * dayMs, -7)
    expect(first).toMatchObject({
      ...{ amazonSku: sku, fulfillable: 24, inbound: 6, sold: 6, perDay: 0.2 },
      ...{ daysOfCover: 150, shipByMs, isLate: false, send: 0 },
    })
    expect(others.every(({ daysOfCover }) => daysOfCover === null)).toBe(true)
  })
})
