import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Lane, lanes } from '../../src/store/budget-lanes.ts'
import { learn, penalise, settle } from '../../src/store/budget-learning.ts'
import { createBudgetWallet } from '../../src/store/budget-wallet.ts'
import { openBudget, take } from '../../src/store/budgets.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

const bucket = 'shopify:app:shop'

describe('budgets', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(() => sql`delete from work; delete from budget`.execute(fresh.db))

  const open = (ratePerS: number, capacity: number) =>
    openBudget(fresh.db, bucket, { ratePerS, capacity })
  const ask = (count: number, amount = 1, lane: Lane = 'intake') =>
    take(fresh.db, { bucket, lane, amount, count })
  const level = async () => {
    const { rows } = await sql<{ level: number }>`select level from budget`.execute(fresh.db)
    return rows[0]?.level
  }

  test('R-BUDGET-1: the burst is spent but for one token', async () => {
    await open(1, 30)
    const first = await ask(100)
    expect(first.granted).toBe(29)
    expect(first.notBeforeMs).toBeGreaterThan(clocks.worldMs())
    expect((await ask(1)).granted).toBe(0)
  })

  test('R-BUDGET-1: over a long time we spend 98 % of the rate', async () => {
    await open(1, 6)
    expect((await ask(10)).granted).toBe(5)
    let granted = 0
    for (let round = 0; round < 200; round += 1) {
      await clocks.passWorld(2_500)
      granted += (await ask(10)).granted
    }
    expect(granted).toBe(490)
  })

  test('R-BUDGET-1: at the time that was named the next call is granted, not before', async () => {
    await open(0.5, 30)
    await ask(29)
    const { granted, notBeforeMs } = await ask(1)
    expect(granted).toBe(0)
    await clocks.passWorld((notBeforeMs ?? 0) - clocks.worldMs() - 5)
    expect((await ask(1)).granted).toBe(0)
    await clocks.passWorld(6)
    expect((await ask(1)).granted).toBe(1)
  })

  test('R-BUDGET-1: a bucket of one token can be spent; a call dearer than its bucket can be made', async () => {
    await open(1, 1)
    expect((await ask(1)).granted).toBe(1)
    await sql`delete from budget`.execute(fresh.db)
    await open(100, 1_000)
    expect((await ask(1, 5_000)).granted).toBe(1)
  })

  test('R-BUDGET-1: a bucket is opened by the first who asks, full, and once', async () => {
    const opening = { ratePerS: 1, capacity: 5 }
    const first = { bucket, lane: 'intake', amount: 1, count: 3, opening } as const
    expect((await take(fresh.db, first)).granted).toBe(3)
    expect((await take(fresh.db, first)).granted).toBe(1)
    await expect(
      take(fresh.db, { ...first, bucket: 'unknown', opening: undefined as never }),
    ).rejects.toThrow('nobody opened')
  })

  test('R-BUDGET-2: callers at the same time never get more than there is', async () => {
    await open(0, 50)
    const takes = await Promise.all(Array.from({ length: 80 }, () => ask(1)))
    expect(takes.reduce((sum, one) => sum + one.granted, 0)).toBe(49)
  })

  test('R-BUDGET-3: a learnt rate and capacity rule from then on', async () => {
    await open(1, 10)
    await ask(9)
    await learn(fresh.db, bucket, { ratePerS: 10, capacity: 100 })
    await clocks.passWorld(1_000)
    expect((await ask(100)).granted).toBe(9)
    await clocks.passWorld(60_000)
    expect((await ask(200)).granted).toBe(99)
    await learn(fresh.db, bucket, { capacity: 20 })
    await clocks.passWorld(60_000)
    expect((await ask(200)).granted).toBe(19)
  })

  test('R-BUDGET-3: points taken and not spent come back', async () => {
    await open(0, 1_000)
    const { flightWindow } = await ask(1, 500)
    await settle(fresh.db, bucket, { requested: 500, actual: 120, flightWindow })
    expect(await level()).toBeCloseTo(880)
  })

  test('R-BUDGET-3: less reported than we believe is believed, minus what is in flight', async () => {
    await open(0, 1_000)
    const first = await ask(1, 100)
    await ask(1, 50)
    const { flightWindow } = first
    // The platform has not seen the second call yet.
    const answered = { requested: 100, actual: 100, flightWindow }
    await settle(fresh.db, bucket, answered, { available: 700 })
    expect(await level()).toBeCloseTo(650)
    await settle(fresh.db, bucket, { requested: 50, actual: 50, flightWindow }, { available: 900 })
    expect(await level()).toBeCloseTo(650)
  })

  test('R-BUDGET-3: calls whose caller died are not in flight for ever', async () => {
    await open(0, 1_000)
    await ask(1, 300)
    await clocks.passMachine(30_000)
    const { flightWindow } = await ask(1, 10)
    await settle(fresh.db, bucket, { requested: 10, actual: 10, flightWindow }, { available: 600 })
    expect(await level()).toBeCloseTo(600)
  })

  test('R-BUDGET-6: after a refusal nothing is granted before its time, and then not a burst', async () => {
    await open(1, 30)
    const untilMs = clocks.worldMs() + 10_000
    await penalise(fresh.db, bucket, untilMs)
    expect(await ask(1)).toMatchObject({ granted: 0, notBeforeMs: untilMs })
    await clocks.passWorld(9_999)
    expect((await ask(1)).granted).toBe(0)
    await clocks.passWorld(1)
    const { granted } = await ask(30)
    expect(granted).toBeGreaterThan(0)
    expect(granted).toBeLessThanOrEqual(9)
  })

  test('R-BUDGET-7: a bucket without bounds costs a process one statement in a thousand calls', async () => {
    await open(1_000_000, 2_000_000)
    const wallet = createBudgetWallet(fresh.db)
    const want = { bucket, lane: 'intake', amount: 1, count: 1 } as const
    let granted = 0
    for (let n = 0; n < 1_500; n += 1) {
      const taken = await wallet.take(want)
      granted += taken.granted
      await wallet.settle(bucket, { requested: 1, actual: 1, flightWindow: taken.flightWindow })
    }
    expect(granted).toBe(1_500)
    const { rows } = await sql<{ level: number }>`select level from budget`.execute(fresh.db)
    expect(2_000_000 - (rows[0]?.level ?? 0)).toBe(1 + 2_000)
    await wallet.close()
    expect(await level()).toBe(2_000_000 - 1_500)
  })

  test('R-BUDGET-7: a wallet asks a bucket that binds at each call, and learns it once', async () => {
    await open(0, 10)
    const wallet = createBudgetWallet(fresh.db)
    const want = { bucket, lane: 'intake', amount: 1, count: 1 } as const
    await wallet.take(want)
    expect(await level()).toBe(9)
    await wallet.take(want)
    expect(await level()).toBe(8)
    await wallet.learn(bucket, { ratePerS: 7 })
    await sql`update budget set rate_per_s = 3`.execute(fresh.db)
    await wallet.learn(bucket, { ratePerS: 7 })
    const { rows } = await sql<{ rate_per_s: number }>`select rate_per_s from budget`.execute(
      fresh.db,
    )
    expect(rows[0]?.rate_per_s).toBe(3)
    await wallet.close()
    expect(await level()).toBe(8)
  })

  test('R-BUDGET-8: the lanes are the ones of the design, in its order', () => {
    expect(lanes).toEqual(['confirm', 'money', 'intake', 'stock', 'listings', 'reports'])
  })
})
