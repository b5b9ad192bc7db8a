import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lanes } from '../../src/store/budget-lanes.ts'
import { claim } from '../../src/work/claim.ts'
import { complete } from '../../src/work/complete.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOne, claimOrders, keysOf, markOrder, orderKey, tokenSource } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

describe('claims', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(() => sql`delete from work`.execute(fresh.db))

  test('R-WORK-5: the best lane first, whatever is older', async () => {
    for (const lane of lanes.toReversed()) {
      await markOrder(fresh.db, lane, { lane })
      await clocks.passWorld(1)
    }
    expect(keysOf(await claimOrders(fresh.db, 6))).toEqual([...lanes])
  })

  test('R-WORK-5: in a lane the accounts in turn, of each the oldest first', async () => {
    for (const account of ['a', 'b', 'c']) {
      for (const n of account === 'a' ? [1, 2, 3, 4] : [1, 2]) {
        await markOrder(fresh.db, `${account}${n}`, { account })
        await clocks.passWorld(1)
      }
    }
    expect(keysOf(await claimOrders(fresh.db, 6))).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2'])
    expect(keysOf(await claimOrders(fresh.db, 6))).toEqual(['a3', 'a4'])
  })

  test('R-WORK-5: one at a time, the turn goes on after the account that had it', async () => {
    for (const account of ['a', 'b', 'c']) {
      for (const n of [1, 2]) await markOrder(fresh.db, `${account}${n}`, { account })
    }
    const order: string[] = []
    let turnAfter = ''
    for (let n = 0; n < 6; n += 1) {
      const held = await claimOne(fresh.db, { turnAfter })
      turnAfter = held.accountId
      order.push(held.key)
    }
    expect(order).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'c2'])
  })

  test('R-WORK-5: a mark in a better lane moves the key to it, one in a worse lane does not', async () => {
    await markOrder(fresh.db, 'A', { lane: 'reports' })
    await markOrder(fresh.db, 'B', { lane: 'stock' })
    await markOrder(fresh.db, 'A', { lane: 'money' })
    await markOrder(fresh.db, 'A', { lane: 'listings' })
    const held = await claimOrders(fresh.db)
    expect(held.map((one) => [one.key, one.lane])).toEqual([
      ['A', 'money'],
      ['B', 'stock'],
    ])
  })

  test('R-WORK-5: the lane of a run does not pass to the next', async () => {
    await markOrder(fresh.db, 'A', { lane: 'confirm' })
    const held = await claimOne(fresh.db)
    await markOrder(fresh.db, 'A', { lane: 'reports' })
    await complete(fresh.db, [{ held }])
    const again = await claimOne(fresh.db)
    expect(again.lane).toBe('reports')
    await complete(fresh.db, [{ held: again, next: { dueAtMs: clocks.worldMs() } }])
    expect((await claimOne(fresh.db)).lane).toBe('reports')
  })

  test('R-WORK-6: worst lane first when it is its turn, so that no lane starves', async () => {
    await markOrder(fresh.db, 'A', { lane: 'confirm' })
    await markOrder(fresh.db, 'B', { lane: 'reports' })
    expect(keysOf(await claimOrders(fresh.db, 1, { lowLanesFirst: true }))).toEqual(['B'])
  })

  test('R-WORK-5: only the kinds asked for', async () => {
    await mark(fresh.db, [
      { ...orderKey('A'), lane: 'intake' },
      { ...orderKey('B'), kind: 'sku', lane: 'confirm' },
    ])
    expect(keysOf(await claimOrders(fresh.db))).toEqual(['A'])
  })

  test('R-WORK-7: claims at the same time never share a key and leave none behind', async () => {
    await mark(
      fresh.db,
      Array.from({ length: 200 }, (_, n) => ({ ...orderKey(`k${n}`), lane: 'intake' as const })),
    )
    const seen = new Set<string>()
    const newToken = tokenSource(1_000_000)
    let misses = 0
    const claimer = async () => {
      while (seen.size < 200 && misses < 200) {
        const options = { kinds: ['order'], limit: 7, leaseMs: 30_000, worker: 'w', newToken }
        const { held } = await claim(fresh.db, options)
        if (held.length === 0) misses += 1
        for (const one of held) {
          expect(seen.has(one.key)).toBe(false)
          seen.add(one.key)
        }
      }
    }
    await Promise.all([claimer(), claimer(), claimer(), claimer()])
    expect(seen.size).toBe(200)
  })
})
