/** Audits, repairs, and the guard against a wrong location or setting, over many SKUs. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '../../src/operations/actor.ts'
import { approveRun } from '../../src/operations/stock/approve-run.ts'
import { repairSkus } from '../../src/operations/stock/repair-skus.ts'
import { showPreview, showSku } from '../../src/operations/stock/show-stock.ts'
import { showAudits, startAudit } from '../../src/operations/stock/start-audit.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { hourMs, minuteMs, soakAccount } from './small-world.ts'
import { createStockWorld, manySkus, type StockWorld } from './stock-world.ts'

const actor: Actor = { kind: 'cli', user: 'tester' }

describe('many figures', () => {
  let database: FreshDatabase
  let world: StockWorld
  const { skus, ...many } = manySkus(9)
  const [first = '', second = '', third = ''] = skus
  beforeAll(async () => {
    database = await freshDatabase()
    world = await createStockWorld(database.db, many)
  })
  afterAll(() => database.drop())
  const deps = () => ({ db: database.db, newId: randomUUID })
  const audit = async () => {
    await startAudit(deps(), actor, soakAccount)
    await world.settle()
    const [newest] = await showAudits(deps(), actor, soakAccount, 1)
    return newest
  }

  it('B20: an audit of what agrees finds nothing', async () => {
    expect(await audit()).toMatchObject({ skus: 10, drifts: 0, unknown: 0 })
    expect(await world.incidents()).toEqual([])
  })

  it('B20, R-STOCK-16: it names exactly the three that drifted, with both figures, the sum and the cause', async () => {
    // Nobody tells: not Amazon of its change, nor the shop of its own.
    world.amazon.faults.add({ on: 'amazon.notification', fault: 'silently-dropped' })
    world.amazon.control.setListingQuantity(first, 23)
    world.shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 9 })
    world.inShop(4, second)
    await world.pass(5_000)
    world.shopify.faults.reset()
    world.amazon.faults.add({ on: 'amazon.patchListingsItem', fault: 'silently-dropped' })
    world.inShop(7, third)
    await world.pass(20_000)
    const found = (await audit())?.found ?? []
    expect(found).toHaveLength(3)
    const drift = (sku: string) => found.find(({ amazonSku }) => amazonSku === sku)
    expect(drift(first)).toMatchObject({ amazon: 23, formula: 10, cause: 'CHANGED_UNHEARD' })
    expect(drift(second)).toMatchObject({ amazon: 10, formula: 4, cause: 'SHOP_CHANGE_UNHEARD' })
    expect(drift(third)).toMatchObject({ amazon: 10, formula: 7, cause: 'NOT_SHOWN_YET' })
    expect(drift(second)?.sum.parts).toMatchObject([{ available: 4, reserved: 0, units: 1 }])
    expect(await world.incidents()).toEqual(['STOCK_DRIFT'])
  })

  it('B20, R-STOCK-16: the repair sets them right and reads them back', async () => {
    await repairSkus(deps(), actor, { accountId: soakAccount, skus: 'all' })
    await world.pass(20 * minuteMs)
    expect([first, second, third].map(world.onAmazon)).toEqual([10, 4, 7])
    expect(await audit()).toMatchObject({ drifts: 0 })
    const { history } = await showSku(deps(), actor, { accountId: soakAccount, sku: first })
    expect(history.map(({ what }) => what)).toContain('repair')
    expect(history.find(({ what }) => what === 'repair')?.by).toBe('cli:tester')
  })

  it('R-STOCK-8: a mass change stops for a person; what she lets go goes', async () => {
    const before = [10, 4, 7, ...Array(6).fill(10)]
    const setAll = (figures: readonly number[]) => {
      for (const [at, sku] of skus.entries()) world.inShop(figures[at] ?? 0, sku)
    }
    // A file with zeros was loaded into the shop.
    setAll([])
    await world.pass(10 * minuteMs)
    expect(skus.map(world.onAmazon)).toEqual(before)
    expect(await world.incidents()).toContain('STOCK_MASS_CHANGE')
    expect(await showPreview(deps(), actor, soakAccount)).toMatchObject({ toZero: 9, big: 9 })
    // It was a mistake: set right, nothing waits any more, and nothing was sent.
    setAll(before)
    await world.pass(10 * minuteMs)
    const settled = { differing: 0, waiting: 0 }
    expect(await showPreview(deps(), actor, soakAccount)).toMatchObject(settled)
    expect(skus.map(world.onAmazon)).toEqual(before)
    // This time it is meant.
    setAll([])
    await world.pass(10 * minuteMs)
    await approveRun(deps(), actor, soakAccount)
    await world.pass(hourMs)
    expect(skus.map(world.onAmazon)).toEqual(Array(9).fill(0))
    expect(await showPreview(deps(), actor, soakAccount)).toMatchObject(settled)
    expect([world.thrown, await world.dead()]).toEqual([[], []])
  })
})
