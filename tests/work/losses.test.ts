import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { claim } from '../../src/work/claim.ts'
import { complete } from '../../src/work/complete.ts'
import { deadLetters } from '../../src/work/dead-letters.ts'
import { extend } from '../../src/work/extend.ts'
import { fail } from '../../src/work/fail.ts'
import { release } from '../../src/work/release.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOne, claimOrders, keysOf, markOrder, shop, tokenSource } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

const leaseMs = 1_000

describe('leases that run out', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(() => sql`delete from work`.execute(fresh.db))

  const loseLease = () => clocks.passMachine(leaseMs)

  test('R-WORK-8: a lease that ran out is claimed again and counted as a loss, no failure', async () => {
    await markOrder(fresh.db, 'A')
    const first = await claimOne(fresh.db, { leaseMs })
    await clocks.passMachine(leaseMs - 1)
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passMachine(1)
    const second = await claimOne(fresh.db, { leaseMs })
    expect(second).toMatchObject({ key: 'A', losses: 1, failures: 0, lane: 'intake' })
    expect(second.token).not.toBe(first.token)
  })

  test('R-WORK-8: world time makes no lease run out', async () => {
    await markOrder(fresh.db, 'A')
    await claimOne(fresh.db, { leaseMs })
    await clocks.passWorld(86_400_000)
    expect(await claimOrders(fresh.db)).toEqual([])
  })

  test('R-WORK-8: a stale token settles nothing and is told so', async () => {
    await markOrder(fresh.db, 'A')
    const stale = await claimOne(fresh.db, { leaseMs })
    await loseLease()
    const held = await claimOne(fresh.db, { leaseMs })
    const retryAtMs = clocks.worldMs()
    expect((await complete(fresh.db, [{ held: stale }])).fencedOut).toEqual([stale])
    expect((await fail(fresh.db, [{ held: stale, code: 'X', retryAtMs }])).fencedOut).toEqual([
      stale,
    ])
    expect((await release(fresh.db, [{ held: stale }])).fencedOut).toEqual([stale])
    expect((await extend(fresh.db, [stale], leaseMs)).fencedOut).toEqual([stale])
    expect((await complete(fresh.db, [{ held }])).fencedOut).toEqual([])
    expect(await claimOrders(fresh.db)).toEqual([])
  })

  test('R-WORK-8: an extended lease lasts, and a finished run forgets its losses', async () => {
    await markOrder(fresh.db, 'A')
    await claimOne(fresh.db, { leaseMs })
    await loseLease()
    const held = await claimOne(fresh.db, { leaseMs })
    await clocks.passMachine(leaseMs - 1)
    await extend(fresh.db, [held], leaseMs)
    await clocks.passMachine(leaseMs - 1)
    expect(await claimOrders(fresh.db)).toEqual([])
    await complete(fresh.db, [{ held }])
    await markOrder(fresh.db, 'A')
    expect((await claimOne(fresh.db)).losses).toBe(0)
  })

  test('R-WORK-8: a key whose leases run out too often is dead, and shown', async () => {
    await markOrder(fresh.db, 'A')
    const options = { kinds: ['order'], limit: 5, leaseMs, worker: 'w', newToken: tokenSource() }
    for (let n = 0; n < 3; n += 1) {
      const { held, died } = await claim(fresh.db, { ...options, lossesMax: 3 })
      expect([held.length, died.length]).toEqual([1, 0])
      await loseLease()
    }
    const last = await claim(fresh.db, { ...options, lossesMax: 3 })
    expect(last.held).toEqual([])
    expect(keysOf(last.died)).toEqual(['A'])
    expect(await deadLetters(fresh.db, shop, { limit: 10 })).toMatchObject([
      { key: 'A', losses: 3, failures: 0, lastErrorCode: 'LEASE_LOST' },
    ])
  })

  test('R-WORK-8: a lease that ran out over a restart of PostgreSQL is no loss', async () => {
    await markOrder(fresh.db, 'A')
    await claimOne(fresh.db, { leaseMs })
    await sql`update work set leased_under = leased_under - interval '1 hour'`.execute(fresh.db)
    await loseLease()
    expect((await claimOne(fresh.db)).losses).toBe(0)
  })

  test('R-WORK-10: what was lost twice is claimed alone, so that it takes no other along', async () => {
    for (const key of ['A', 'B', 'C', 'D']) await markOrder(fresh.db, key)
    expect(await claimOrders(fresh.db, 4, { leaseMs })).toHaveLength(4)
    await loseLease()
    expect(await claimOrders(fresh.db, 4, { leaseMs })).toHaveLength(4)
    await loseLease()
    await markOrder(fresh.db, 'E')
    const alone = await claimOrders(fresh.db, 4)
    expect(alone).toMatchObject([{ losses: 2 }])
    const rest = [await claimOrders(fresh.db, 4), await claimOrders(fresh.db, 4)]
    expect(rest.map((batch) => batch.length)).toEqual([1, 1])
    await claimOrders(fresh.db, 4)
    expect(keysOf(await claimOrders(fresh.db, 4))).toEqual(['E'])
  })

  test('R-WORK-10: of many that were lost together none takes all the losses that follow', async () => {
    const keys = ['A', 'B', 'C', 'D', 'E', 'F']
    for (const key of keys) await markOrder(fresh.db, key)
    for (let kill = 0; kill < 2; kill += 1) {
      expect(await claimOrders(fresh.db, 6, { leaseMs })).toHaveLength(6)
      await loseLease()
    }
    // Each start begins with one of them and is ended by something else.
    const struck: string[] = []
    for (let kill = 0; kill < keys.length; kill += 1) {
      const alone = await claimOrders(fresh.db, 6, { leaseMs })
      expect(alone).toMatchObject([{ losses: 2 }])
      struck.push(...keysOf(alone))
      await loseLease()
    }
    expect(struck.sort()).toEqual(keys)
  })
})
