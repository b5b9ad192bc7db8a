import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { closePool, openPool } from '../../src/store/pool.ts'
import type { Handler, Outcome } from '../../src/work/handler.ts'
import type { Held } from '../../src/work/held.ts'
import { busyKeys, nextDue, restingSummary } from '../../src/work/resting.ts'
import { firstTurn, type RoundOptions, runOnce } from '../../src/work/run-once.ts'
import { sweepIdle } from '../../src/work/sweep-idle.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOne, claimOrders, keysOf, markOrder, shop, tokenSource } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'

const done: Outcome = { kind: 'done' }

describe('one round: claim, run, settle', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(() => sql`delete from work`.execute(fresh.db))

  const round = (handle: Handler['handle'], more: Partial<RoundOptions> = {}) => {
    const handlers = { order: { handle } }
    const options = { db: fresh.db, handlers, worker: 'w', batchLimit: 10, newToken: tokenSource() }
    return runOnce({ ...options, ...more }, firstTurn())
  }

  test('R-WORK-17: of a batch that throws only the bad key fails, and by its code', async () => {
    for (const key of ['A', 'bad', 'C']) await markOrder(fresh.db, key)
    const seen: string[][] = []
    const handle = async (held: readonly Held[]) => {
      seen.push(keysOf(held))
      if (held.some((one) => one.key === 'bad')) {
        throw Object.assign(new Error('names a person'), { code: 'LINE_BROKEN' })
      }
      return held.map(() => done)
    }
    await round(handle)
    expect(seen).toEqual([['A', 'bad', 'C'], ['A'], ['bad'], ['C']])
    const { rows } = await sql`select key, failures, last_error_code from work
      where failures > 0`.execute(fresh.db)
    expect(rows).toEqual([{ key: 'bad', failures: 1, last_error_code: 'LINE_BROKEN' }])
  })

  test('R-WORK-13: an outage counts for nobody, and the batch is not run again at once', async () => {
    for (const key of ['A', 'B']) await markOrder(fresh.db, key)
    let runs = 0
    const handle = async () => {
      runs += 1
      throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    }
    await round(handle)
    expect(runs).toBe(1)
    expect(await claimOrders(fresh.db)).toEqual([])
    await clocks.passWorld(5_000)
    expect(await claimOrders(fresh.db)).toMatchObject([
      { failures: 0, losses: 0 },
      { failures: 0, losses: 0 },
    ])
  })

  test('R-WORK-13: a database that hangs up in a run is an outage, a broken statement is not', async () => {
    const ownPool = openPool(fresh.url, { max: 1, applicationName: 'handler' })
    await markOrder(fresh.db, 'A')
    await round(async () => {
      await sql`select pg_terminate_backend(pg_backend_pid())`.execute(ownPool)
      return [done]
    })
    await closePool(ownPool)
    await clocks.passWorld(5_000)
    expect(await claimOne(fresh.db)).toMatchObject({ failures: 0 })
    await sql`delete from work`.execute(fresh.db)
    await markOrder(fresh.db, 'A')
    await round(async () => {
      await sql`select 1 / 0`.execute(fresh.db)
      return [done]
    })
    await clocks.passWorld(5_000)
    expect(await claimOne(fresh.db)).toMatchObject({ failures: 1 })
  })

  test('R-WORK-17: a handler that forgets an outcome has failed', async () => {
    await markOrder(fresh.db, 'A')
    await round(async () => [])
    const { rows } = await sql`select last_error_code from work`.execute(fresh.db)
    expect(rows).toEqual([{ last_error_code: 'OUTCOMES_MISSING' }])
  })

  test('R-WORK-11: the back-off doubles from five seconds to a quarter of an hour', async () => {
    await markOrder(fresh.db, 'A')
    const waits: number[] = []
    for (let n = 0; n < 10; n += 1) {
      await round(async () => [{ kind: 'failed', code: 'X' }], { failuresMax: 100 })
      const next = await nextDue(fresh.db, ['order'])
      const waitMs = (next.dueAtMs ?? 0) - clocks.worldMs()
      waits.push(waitMs / 1_000)
      await clocks.passWorld(waitMs)
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900])
  })

  test('R-WORK-18: what is periodic is a key that finishes with next', async () => {
    await markOrder(fresh.db, 'poll')
    const runsAt: number[] = []
    const startMs = clocks.worldMs()
    for (let minute = 0; minute < 6; minute += 1) {
      await round(async () => {
        runsAt.push((clocks.worldMs() - startMs) / 60_000)
        return [{ kind: 'done', next: { dueAtMs: clocks.worldMs() + 120_000 } }]
      })
      await clocks.passWorld(60_000)
    }
    expect(runsAt).toEqual([0, 2, 4])
  })

  test('R-WORK-6: of twenty claims one begins with the worst lane', async () => {
    for (let n = 0; n < 25; n += 1) await markOrder(fresh.db, `confirm${n}`, { lane: 'confirm' })
    await markOrder(fresh.db, 'report', { lane: 'reports' })
    const turn = firstTurn()
    const order: string[] = []
    const handle = async (held: readonly Held[]) => {
      order.push(...keysOf(held))
      return held.map(() => done)
    }
    const handlers = { order: { handle } }
    const options = { db: fresh.db, handlers, worker: 'w', batchLimit: 1, newToken: tokenSource() }
    for (let n = 0; n < 20; n += 1) await runOnce(options, turn)
    expect(order).toHaveLength(20)
    expect(order.indexOf('report')).toBe(19)
  })

  test('R-WORK-5: a kind gets batches of its own size', async () => {
    for (const key of ['A', 'B', 'C']) await markOrder(fresh.db, key)
    const sizes: number[] = []
    const handle = async (held: readonly Held[]) => {
      sizes.push(held.length)
      return held.map(() => done)
    }
    await round(handle, { handlers: { order: { handle, batchLimit: 2 } } })
    expect(sizes).toEqual([2, 1])
  })

  test('R-WORK-19: the summary says what keeps an account from rest', async () => {
    const kinds = ['order']
    const summary = () => restingSummary(fresh.db, shop, { longMs: 60_000, kinds })
    for (const key of ['A', 'B', 'C', 'D', 'E', 'F']) await markOrder(fresh.db, key)
    const outcomes: Outcome[] = [
      done,
      { kind: 'done', next: { dueAtMs: clocks.worldMs() + 3_600_000 } },
      { kind: 'done', next: { dueAtMs: clocks.worldMs() + 30_000 } },
      { kind: 'parked', bucket: 'b', notBeforeMs: clocks.worldMs() + 1_000 },
      { kind: 'failed', code: 'X' },
    ]
    await round(async (held) => held.flatMap((_, n) => outcomes[n] ?? done), {
      batchLimit: 5,
      failuresMax: 1,
    })
    expect(await summary()).toEqual({
      due: 1,
      leased: 0,
      parked: 1,
      waitingSoon: 1,
      waitingLong: 1,
      resting: 1,
      dead: 1,
    })
    await claimOne(fresh.db)
    expect(await summary()).toMatchObject({ due: 0, leased: 1 })
    const busy = await busyKeys(fresh.db, shop, { longMs: 60_000, limit: 10 })
    expect(busy.map((one) => [one.key, one.state])).toEqual([
      ['C', 'waiting-soon'],
      ['D', 'parked'],
      ['F', 'leased'],
    ])
    expect(await nextDue(fresh.db, kinds)).toMatchObject({
      worldNowMs: clocks.worldMs(),
      dueAtMs: clocks.worldMs() + 1_000,
      leaseEndsInMs: 30_000,
      worldFactor: 0,
    })
  })

  test('R-WORK-20: the sweep removes only what has been at rest for long', async () => {
    for (const key of ['old', 'later', 'dead', 'held', 'fresh']) await markOrder(fresh.db, key)
    const outcomes: Outcome[] = [
      done,
      { kind: 'done', next: { dueAtMs: clocks.worldMs() + 86_400_000 } },
      { kind: 'failed', code: 'X' },
    ]
    await round(async (held) => held.flatMap((_, n) => outcomes[n] ?? done), {
      batchLimit: 3,
      failuresMax: 1,
    })
    await claimOne(fresh.db)
    await clocks.passWorld(3_600_000)
    await round(async (held) => held.map(() => done))
    const settledBeforeMs = clocks.worldMs() - 1_800_000
    const first = await sweepIdle(fresh.db, { afterId: 0, limit: 3, settledBeforeMs })
    const rest = await sweepIdle(fresh.db, {
      afterId: first.nextAfterId ?? 0,
      limit: 100,
      settledBeforeMs,
    })
    expect(first.removed + rest.removed).toBe(1)
    const { rows } = await sql<{ key: string }>`select key from work order by key`.execute(fresh.db)
    expect(rows.map((row) => row.key)).toEqual(['dead', 'fresh', 'held', 'later'])
    const end = { afterId: rest.nextAfterId ?? 0, limit: 100, settledBeforeMs }
    expect((await sweepIdle(fresh.db, end)).nextAfterId).toBeNull()
  })
})
