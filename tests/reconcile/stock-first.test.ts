/** More SKUs than one call reads: how each gets its first figure, and an audit of all under Amazon's quotas. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { showAudits, startAudit } from '../../src/operations/stock/start-audit.ts'
import { listingsKey, orderKey } from '../../src/reconcile/keys.ts'
import { settleEchoes } from '../../src/store/stock-echoes.ts'
import { decidedSkus, ordersAreBusy, saveFirstFigures } from '../../src/store/stock-first.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, minuteMs, type SmallWorld, soakAccount } from './small-world.ts'
import { germanListings, manySkus } from './stock-world.ts'

const actor = { kind: 'cli', user: 'tester' } as const

describe('a shop that was just connected', () => {
  let database: FreshDatabase
  let world: SmallWorld
  const { skus, ...many } = manySkus(130)
  const [first = ''] = skus
  beforeAll(async () => {
    database = await freshDatabase()
    const stock = { lane: 'live' }
    world = await createSmallWorld(database.db, { ...germanListings, ...many, settings: { stock } })
    world.amazon.control.setListingQuantity(first, 3)
    await mark(database.db, [listingsKey(soakAccount)])
    await world.pass(10 * minuteMs)
  })
  afterAll(() => database.drop())

  const count = async (query: ReturnType<typeof sql<{ count: number }>>) =>
    (await query.execute(database.db)).rows[0]?.count

  it('R-STOCK-19: each SKU gets its first figure, and only what is to be sent has a key of its own', async () => {
    const figures = sql<{ count: number }>`
      select count(*)::int as count from stock_figure where quantity = 10 and wanted_since is null
    `
    expect(await count(figures)).toBe(skus.length)
    expect(world.amazon.control.merchantQuantity(first)).toBe(10)
    const keys = sql<{ count: number }>`select count(*)::int as count from work where kind = 'sku'`
    expect(await count(keys)).toBe(1)
  })

  it('R-STOCK-19: a figure that stands is not touched by the first one', async () => {
    const sku = id('SellerSku', first)
    const at = {
      amazonSku: sku,
      marketplaceId: id('MarketplaceId', germanListings.marketplaceIds[0]),
    }
    const nothing = { unknown: null, sum: null, asOfMs: null, checkAtMs: null, holdCode: null }
    const figure = { ...at, ...nothing, quantity: 99, cause: 'crossdock', wantedFrom: 10 }
    await saveFirstFigures(database.db, soakAccount, [figure])
    expect(await decidedSkus(database.db, soakAccount, [sku])).toEqual([sku])
    const wrong = sql<{ count: number }>`
      select count(*)::int as count from stock_figure where quantity = 99 or wanted_since is not null
    `
    expect(await count(wrong)).toBe(0)
  })

  it('R-STOCK-19: orders that can be worked on make it wait', async () => {
    expect(await ordersAreBusy(database.db)).toBe(false)
    const order = id('AmazonOrderId', '303-0000000-0000001')
    await mark(database.db, [orderKey(soakAccount, order, 'intake')])
    expect(await ordersAreBusy(database.db)).toBe(true)
    await sql`delete from work where key = ${order}`.execute(database.db)
  })

  it('R-STOCK-25: a figure that Amazon tells as we sent it needs no look, unless its answer is not known', async () => {
    const sku = id('SellerSku', first)
    const tell = async (state: string) => {
      await sql`update stock_figure set check_at = sent_at where amazon_sku = ${first}`.execute(
        database.db,
      )
      await sql`update attempt set state = ${state}`.execute(database.db)
      const settled = await settleEchoes(database.db, soakAccount, [sku])
      const { rows } = await sql<{ open: boolean }>`
        select check_at is not null as open from stock_figure where amazon_sku = ${first}
      `.execute(database.db)
      return [settled, rows]
    }
    expect(await tell('unclear')).toEqual([[], [{ open: true }]])
    expect(await tell('done')).toEqual([[sku], [{ open: false }]])
  })

  it('R-STOCK-16: an audit that needs more calls than Amazon grants at once comes to its end', async () => {
    await startAudit({ db: database.db, newId: randomUUID }, actor, soakAccount)
    await world.pass(minuteMs)
    const [audit] = await showAudits({ db: database.db, newId: randomUUID }, actor, soakAccount, 1)
    // With the mug, which the shop has in another number than Amazon.
    expect(audit).toMatchObject({ skus: skus.length + 1, unknown: 0, groupsRead: 0 })
    expect(audit?.doneAtMs).not.toBeNull()
    expect([world.thrown, await world.dead()]).toEqual([[], []])
  })
})

describe('first figures whose sweep is taken over while they are written', () => {
  let database: FreshDatabase
  const { skus, ...many } = manySkus(20)
  beforeAll(async () => {
    database = await freshDatabase()
  })
  afterAll(() => database.drop())

  it('R-STOCK-19: nothing stays of what was decided without the lease', async () => {
    const { db } = database
    const decided = async () => (await sql`select 1 from stock_figure`.execute(db)).rows.length
    await sql`
      create function take_over() returns trigger language plpgsql as $$
      begin
        update work set lease_token = gen_random_uuid() where key = 'stock-first';
        return null;
      end $$
    `.execute(db)
    await sql`
      create trigger take_over after insert on stock_figure execute function take_over()
    `.execute(db)
    const world = await createSmallWorld(db, { ...germanListings, ...many })
    expect(await decided()).toBe(0)
    await sql`drop trigger take_over on stock_figure`.execute(db)
    await world.pass(10 * minuteMs)
    expect(await decided()).toBeGreaterThan(skus.length)
  })
})
