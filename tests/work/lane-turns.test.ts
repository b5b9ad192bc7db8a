import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Lane, lanes } from '../../src/store/budget-lanes.ts'
import { openBudget, take } from '../../src/store/budgets.ts'
import { complete } from '../../src/work/complete.ts'
import type { Held } from '../../src/work/held.ts'
import { park } from '../../src/work/park.ts'
import { wakeParked } from '../../src/work/wake-parked.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOrders, markOrder } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

const bucket = 'amazon:app:seller:eu:getOrder'

describe('a bucket that everybody waits for', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
    await openBudget(fresh.db, bucket, { ratePerS: 1 / 0.98, capacity: 2 })
  })
  afterAll(() => fresh.drop())

  const run = async (held: Held): Promise<Lane | null> => {
    const { lane, waited } = held
    const taken = await take(fresh.db, { bucket, lane, waited, amount: 1, count: 1 })
    if (taken.granted === 1) {
      await complete(fresh.db, [{ held }])
      await markOrder(fresh.db, held.key, { lane })
      return lane
    }
    const notBeforeMs = taken.notBeforeMs ?? clocks.worldMs()
    await park(fresh.db, [{ held, bucket, notBeforeMs }])
    return null
  }

  test('R-BUDGET-8: every waiting lane gets one grant in twenty, the best lane all the rest', async () => {
    for (const lane of lanes)
      for (const n of [1, 2]) await markOrder(fresh.db, `${lane}${n}`, { lane })
    const grants: Lane[] = []
    for (let second = 0; second < 120; second += 1) {
      await wakeParked(fresh.db)
      for (const held of await claimOrders(fresh.db, 20)) {
        const lane = await run(held)
        if (lane !== null) grants.push(lane)
      }
      await clocks.passWorld(1_000)
    }
    expect(grants.length).toBeGreaterThanOrEqual(115)
    for (const lane of lanes) {
      const turns = grants.flatMap((granted, at) => (granted === lane ? [at] : []))
      const gaps = turns.map((at, n) => at - (turns[n - 1] ?? -1))
      expect(Math.max(...gaps, grants.length - (turns.at(-1) ?? 0)), lane).toBeLessThanOrEqual(21)
      if (lane !== 'confirm') expect(turns.length, lane).toBeLessThanOrEqual(9)
    }
    expect(grants.filter((lane) => lane === 'confirm').length).toBeGreaterThan(70)
  }, 60_000)
})
