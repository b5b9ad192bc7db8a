import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { complete } from '../../src/work/complete.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOne, claimOrders, keysOf, markOrder, orderKey } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

describe('marks', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(() => sql`delete from work`.execute(fresh.db))

  test('R-WORK-1: a hundred marks on one key are one run', async () => {
    for (let n = 0; n < 100; n += 1) await markOrder(fresh.db, 'A')
    const held = await claimOrders(fresh.db)
    expect(keysOf(held)).toEqual(['A'])
    expect(held[0]?.seq).toBe(100)
    expect(await claimOrders(fresh.db)).toEqual([])
  })

  test('R-WORK-1: one call may name a key twice and many keys at once', async () => {
    await mark(fresh.db, [
      { ...orderKey('B'), lane: 'stock', dueAtMs: clocks.worldMs() + 60_000 },
      { ...orderKey('A'), lane: 'intake' },
      { ...orderKey('B'), lane: 'intake' },
    ])
    expect(keysOf(await claimOrders(fresh.db)).sort()).toEqual(['A', 'B'])
  })

  test('R-WORK-2: marks during a run are exactly one more run, and none runs beside it', async () => {
    await markOrder(fresh.db, 'A')
    const held = await claimOne(fresh.db)
    for (let n = 0; n < 50; n += 1) await markOrder(fresh.db, 'A')
    expect(await claimOrders(fresh.db)).toEqual([])
    await complete(fresh.db, [{ held }])
    const again = await claimOne(fresh.db)
    expect(again.seq).toBe(held.seq + 50)
    await complete(fresh.db, [{ held: again }])
    expect(await claimOrders(fresh.db)).toEqual([])
  })

  test('R-WORK-3: a mark now brings a key forward that was due in an hour', async () => {
    await markOrder(fresh.db, 'A', { dueAtMs: clocks.worldMs() + 3_600_000 })
    expect(await claimOrders(fresh.db)).toEqual([])
    await markOrder(fresh.db, 'A')
    expect(keysOf(await claimOrders(fresh.db))).toEqual(['A'])
  })

  test('R-WORK-3: a later mark never pushes a due key back', async () => {
    await markOrder(fresh.db, 'A')
    await markOrder(fresh.db, 'A', { dueAtMs: clocks.worldMs() + 3_600_000 })
    expect(keysOf(await claimOrders(fresh.db))).toEqual(['A'])
  })

  test('R-WORK-3: a run that asks to be looked at later is, at that world time', async () => {
    await markOrder(fresh.db, 'A')
    const held = await claimOne(fresh.db)
    await complete(fresh.db, [{ held, next: { dueAtMs: clocks.worldMs() + 60_000 } }])
    await clocks.passWorld(59_999)
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passWorld(1)
    expect(keysOf(await claimOrders(fresh.db))).toEqual(['A'])
  })
})
