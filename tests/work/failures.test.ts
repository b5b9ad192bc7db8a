import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { complete } from '../../src/work/complete.ts'
import { deadLetters, revive } from '../../src/work/dead-letters.ts'
import { fail } from '../../src/work/fail.ts'
import { release } from '../../src/work/release.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOne, claimOrders, keysOf, markOrder, orderKey, shop } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

describe('failures', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(() => sql`delete from work`.execute(fresh.db))

  const failNow = async (code = 'BROKEN', waitMs = 0) => {
    const held = await claimOne(fresh.db)
    const retryAtMs = clocks.worldMs() + waitMs
    return fail(fresh.db, [{ held, code, retryAtMs }], { failuresMax: 3 })
  }

  test('R-WORK-11: a storm of marks cannot cancel the back-off', async () => {
    await markOrder(fresh.db, 'A')
    const held = await claimOne(fresh.db)
    await markOrder(fresh.db, 'A')
    await fail(fresh.db, [{ held, code: 'X', retryAtMs: clocks.worldMs() + 60_000 }])
    for (let n = 0; n < 20; n += 1) await markOrder(fresh.db, 'A')
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passWorld(59_999)
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passWorld(1)
    expect(await claimOrders(fresh.db)).toMatchObject([{ key: 'A', failures: 1 }])
  })

  test('R-WORK-11: after a run that went well a mark is due at once again', async () => {
    await markOrder(fresh.db, 'A')
    await failNow('X', 60_000)
    await clocks.passWorld(60_000)
    await complete(fresh.db, [{ held: await claimOne(fresh.db) }])
    await markOrder(fresh.db, 'A')
    expect(await claimOrders(fresh.db)).toMatchObject([{ key: 'A', failures: 0 }])
  })

  test('R-WORK-12: too many failures in a row are a dead letter with its code', async () => {
    await markOrder(fresh.db, 'A')
    await failNow('FIRST')
    await failNow('SECOND')
    expect(keysOf((await failNow('THIRD')).died)).toEqual(['A'])
    expect(await claimOrders(fresh.db)).toEqual([])
    expect(await deadLetters(fresh.db, shop, { limit: 10 })).toMatchObject([
      { kind: 'order', key: 'A', failures: 3, losses: 0, lastErrorCode: 'THIRD' },
    ])
  })

  test('R-WORK-12: a mark does not revive the dead, a person does', async () => {
    await markOrder(fresh.db, 'A')
    for (let n = 0; n < 3; n += 1) await failNow()
    await markOrder(fresh.db, 'A', { lane: 'confirm' })
    expect(await claimOrders(fresh.db)).toEqual([])
    expect(await revive(fresh.db, [orderKey('A'), orderKey('unknown')])).toBe(1)
    expect(await revive(fresh.db, [orderKey('A')])).toBe(0)
    expect(await claimOrders(fresh.db)).toMatchObject([{ key: 'A', failures: 0, lane: 'confirm' }])
    expect(await deadLetters(fresh.db, shop, { limit: 10 })).toEqual([])
  })

  test('R-WORK-12: dead letters are read page by page, newest first', async () => {
    for (const key of ['A', 'B', 'C']) {
      await markOrder(fresh.db, key)
      for (let n = 0; n < 3; n += 1) await failNow()
      if (key !== 'B') await clocks.passWorld(1_000)
    }
    const first = await deadLetters(fresh.db, shop, { limit: 2 })
    const last = first.at(-1)
    const rest = await deadLetters(
      fresh.db,
      shop,
      last === undefined ? { limit: 2 } : { limit: 2, before: last },
    )
    expect([keysOf(first), keysOf(rest)]).toEqual([['C', 'B'], ['A']])
  })

  test('R-WORK-13: a release counts in nothing; with a time nothing runs before it', async () => {
    await markOrder(fresh.db, 'A')
    await release(fresh.db, [{ held: await claimOne(fresh.db) }])
    const held = await claimOne(fresh.db)
    expect(held).toMatchObject({ failures: 0, losses: 0, lane: 'intake' })
    await release(fresh.db, [{ held, retryAtMs: clocks.worldMs() + 5_000 }])
    await markOrder(fresh.db, 'A')
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passWorld(5_000)
    expect(await claimOrders(fresh.db)).toMatchObject([{ failures: 0, losses: 0 }])
  })

  test('R-WORK-14: one call settles many keys and says which were no longer held', async () => {
    for (const key of ['A', 'B', 'C']) await markOrder(fresh.db, key)
    const held = await claimOrders(fresh.db)
    await complete(fresh.db, [
      { held: held.find((one) => one.key === 'B') ?? (await claimOne(fresh.db)) },
    ])
    const { fencedOut } = await complete(
      fresh.db,
      held.map((one) => ({ held: one })),
    )
    expect(keysOf(fencedOut)).toEqual(['B'])
    expect(await claimOrders(fresh.db)).toEqual([])
  })
})
