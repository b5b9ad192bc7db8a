import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Lane } from '../../src/store/budget-lanes.ts'
import { openBudget, take } from '../../src/store/budgets.ts'
import type { Held } from '../../src/work/held.ts'
import { park } from '../../src/work/park.ts'
import { wakeParked } from '../../src/work/wake-parked.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOne, claimOrders, keysOf, markOrder } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

const bucket = 'amazon:app:seller:eu:getOrder'

describe('keys that wait for a token', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(async () => {
    await sql`delete from work; delete from budget`.execute(fresh.db)
    // 0.98 tokens a second are spent of this rate, so one comes each second.
    await openBudget(fresh.db, bucket, { ratePerS: 1 / 0.98, capacity: 11 })
  })

  const empty = async () => {
    const { granted } = await take(fresh.db, { bucket, lane: 'confirm', amount: 1, count: 10 })
    expect(granted).toBe(10)
  }

  const parkNew = async (key: string, more: { lane?: Lane; account?: string } = {}) => {
    await markOrder(fresh.db, key, more)
    const held = await claimOne(fresh.db)
    await parkAgain(held)
  }

  const parkAgain = async (held: Held) => {
    const { notBeforeMs } = await take(fresh.db, { bucket, lane: held.lane, amount: 1, count: 1 })
    await park(fresh.db, [{ held, bucket, notBeforeMs: notBeforeMs ?? clocks.worldMs() }])
  }

  test('R-WORK-15: a parked key holds no lease, counts nothing and wakes by itself', async () => {
    await empty()
    await parkNew('A')
    const { rows } = await sql<{ n: number }>`select count(*) as n from work
      where lease_token is not null`.execute(fresh.db)
    expect(rows[0]?.n).toBe(0)
    await clocks.passWorld(999)
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passWorld(1)
    expect(await claimOrders(fresh.db)).toMatchObject([
      { key: 'A', failures: 0, losses: 0, waited: true },
    ])
  })

  test('R-WORK-15: a mark on a parked key is kept and wakes nobody', async () => {
    await empty()
    await parkNew('A')
    await markOrder(fresh.db, 'A')
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passWorld(1_000)
    expect(await claimOrders(fresh.db)).toMatchObject([{ key: 'A', seq: 2 }])
  })

  test('R-WORK-15: those behind wake by themselves at the pace of the bucket', async () => {
    await empty()
    for (const key of ['A', 'B', 'C']) await parkNew(key)
    const woken: number[] = []
    for (let second = 0; second < 6; second += 1) {
      await clocks.passWorld(1_000)
      woken.push((await claimOrders(fresh.db)).length)
    }
    expect(woken.slice(0, 3).every((count) => count <= 1)).toBe(true)
    expect(woken.reduce((sum, count) => sum + count)).toBe(3)
  })

  test('R-BUDGET-5: a refill wakes as many as there are tokens, best lane first', async () => {
    await empty()
    for (const lane of ['reports', 'stock', 'money', 'intake'] as const) {
      await parkNew(lane, { lane })
    }
    expect(await wakeParked(fresh.db)).toMatchObject({ woken: 0 })
    await clocks.passWorld(2_000)
    const { woken, nextAtMs } = await wakeParked(fresh.db)
    expect(woken).toBe(2)
    expect(nextAtMs).toBe(clocks.worldMs() + 1_000)
    expect((await wakeParked(fresh.db)).woken).toBe(0)
    expect(keysOf(await claimOrders(fresh.db, 10))).toEqual(['money', 'intake'])
  })

  test('R-BUDGET-5: in a lane accounts in turn, then who waits longest', async () => {
    await empty()
    for (const key of ['a1', 'a2', 'a3']) {
      await parkNew(key, { account: 'a' })
      await clocks.passWorld(1)
    }
    await parkNew('b1', { account: 'b' })
    await sql`update work set parked_until = 'infinity'`.execute(fresh.db)
    await clocks.passWorld(3_000)
    expect((await wakeParked(fresh.db)).woken).toBe(3)
    expect(keysOf(await claimOrders(fresh.db)).sort()).toEqual(['a1', 'a2', 'b1'])
  })

  test('R-BUDGET-5: a key that parks again keeps its place', async () => {
    await empty()
    await parkNew('A')
    await clocks.passWorld(10)
    await parkNew('B')
    await clocks.passWorld(1_000)
    await wakeParked(fresh.db)
    const held = await claimOne(fresh.db)
    expect(held.key).toBe('A')
    await park(fresh.db, [{ held, bucket, notBeforeMs: clocks.worldMs() + 60_000 }])
    await sql`update work set parked_until = 'infinity'`.execute(fresh.db)
    await clocks.passWorld(6_000)
    await take(fresh.db, { bucket, lane: 'confirm', amount: 1, count: 5 })
    await wakeParked(fresh.db)
    expect(keysOf(await claimOrders(fresh.db, 1))).toEqual(['A'])
  })

  test('R-BUDGET-4: a newcomer does not take the token of who was woken for it', async () => {
    await empty()
    await parkNew('A', { lane: 'intake' })
    await clocks.passWorld(1_000)
    await wakeParked(fresh.db)
    const held = await claimOne(fresh.db)
    const newcomer = { bucket, lane: 'intake', amount: 1, count: 1 } as const
    expect((await take(fresh.db, newcomer)).granted).toBe(0)
    expect((await take(fresh.db, { ...newcomer, lane: 'reports' })).granted).toBe(0)
    expect((await take(fresh.db, { ...newcomer, waited: held.waited })).granted).toBe(1)
  })

  test('R-BUDGET-4: what was promised to a key that never comes is free again', async () => {
    await empty()
    await parkNew('A')
    await clocks.passWorld(1_000)
    await wakeParked(fresh.db)
    const newcomer = { bucket, lane: 'reports', amount: 1, count: 1 } as const
    await clocks.passWorld(4_999)
    await take(fresh.db, { bucket, lane: 'confirm', amount: 1, count: 4 })
    expect((await take(fresh.db, newcomer)).granted).toBe(0)
    await clocks.passWorld(1)
    expect((await take(fresh.db, newcomer)).granted).toBe(1)
  })
})
