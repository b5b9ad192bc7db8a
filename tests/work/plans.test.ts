import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { openBudget, takeStatement } from '../../src/store/budgets.ts'
import { loadOrderRows } from '../../src/store/order-views.ts'
import { claim, claimStatement } from '../../src/work/claim.ts'
import { nextDue } from '../../src/work/resting.ts'
import { wakeStatement } from '../../src/work/wake-parked.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { tokenSource } from './keys.ts'

describe('with a hundred thousand keys', () => {
  let fresh: FreshDatabase
  beforeAll(async () => {
    fresh = await freshDatabase()
    // A third at rest, a third due, a third due later; some leased, some parked; five accounts.
    await sql`
      insert into work (account_id, kind, key, lane, due_at)
      select 'a' || n % 5, case when n % 10 = 0 then 'sku' else 'order' end, 'k' || n, n % 6,
        case n % 3 when 0 then 'infinity'::timestamptz
          when 1 then app_now() - n * interval '1 ms' else app_now() + interval '1 day' end
      from generate_series(1, 100000) n`.execute(fresh.db)
    await sql`
      update work set lease_token = gen_random_uuid(), run_lane = lane, lane = 9,
        due_at = 'infinity', lease_until = machine_now() + interval '1 hour'
      where id % 997 = 0`.execute(fresh.db)
    await sql`
      update work set parked_on = 'b', parked_until = app_now() + interval '1 hour',
        parked_since = app_now(), parked_amount = 1, due_at = app_now()
      where id % 101 = 0 and lease_token is null`.execute(fresh.db)
    await openBudget(fresh.db, 'b', { ratePerS: 1, capacity: 10 })
    await sql`analyze work`.execute(fresh.db)
  })
  afterAll(() => fresh.drop())

  const planOf = async (statement: RawBuilder<unknown>) => {
    const trx = await fresh.db.startTransaction().execute()
    const { rows } = await sql<{
      'QUERY PLAN': string
    }>`explain (analyze, buffers) ${statement}`.execute(trx)
    await trx.rollback().execute()
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  }

  const tokens = Array.from({ length: 50 }, tokenSource())

  test('R-WORK-16: a claim reads by index only', async () => {
    const options = { kinds: ['order', 'sku'], limit: 50, leaseMs: 1_000, worker: 'w' }
    const plan = await planOf(
      claimStatement(
        fresh.db,
        { ...options, newToken: tokenSource(), turnAfter: id('AccountId', 'a2') },
        tokens,
      ),
    )
    expect(plan).not.toContain('Seq Scan on work')
    expect(plan).toContain('work_turn')
    expect(rowsRead(plan)).toBeLessThan(12_000)
  })

  test('R-WORK-16: a wake reads by index only', async () => {
    const plan = await planOf(wakeStatement)
    expect(plan).not.toContain('Seq Scan on work')
    expect(plan).toContain('work_parked')
  })

  test('R-WORK-16: a take reads by index only', async () => {
    const plan = await planOf(
      takeStatement(fresh.db, { bucket: 'b', lane: 'stock', amount: 1, count: 1 }),
    )
    expect(plan).not.toContain('Seq Scan on work')
  })

  test('R-WORK-16: a claim and the look for the next due key are planned once', async () => {
    const kinds = ['order', 'sku']
    const claimOptions = { kinds, leaseMs: 1_000, worker: 'w', newToken: tokenSource() }
    const custom = await fresh.db.connection().execute(async (db) => {
      for (let limit = 1; limit <= 20; limit += 1) {
        await claim(db, { ...claimOptions, limit })
        await nextDue(db, kinds)
      }
      const { rows } = await sql<{ plans: number; kept: number }>`
        select custom_plans as plans, generic_plans as kept from pg_prepared_statements
        where statement not like 'explain%'
          and (statement like '%skip locked%' or statement like '%lease_ends_in_ms%')`.execute(db)
      return rows
    })
    // PostgreSQL tries five plans of a statement before it keeps one.
    expect(custom).toEqual([
      { plans: 5, kept: 15 },
      { plans: 5, kept: 15 },
    ])
  })

  test('R-WORK-16: the rows of orders are read by a plan that is kept', async () => {
    const account = id('AccountId', 'a')
    const plans = await fresh.db.connection().execute(async (db) => {
      for (let count = 1; count <= 20; count += 1) {
        const orderIds = Array.from({ length: count }, (_, at) => id('AmazonOrderId', `o${at}`))
        await loadOrderRows(db, account, orderIds, 1_000)
      }
      const { rows } = await sql<{ plans: number; kept: number }>`
        select custom_plans as plans, generic_plans as kept from pg_prepared_statements
        where statement like '%as asked(id)%'`.execute(db)
      return rows
    })
    expect(plans).toEqual([{ plans: 5, kept: 15 }])
  })
})

/** Rows that scans of the table gave, over all loops. */
function rowsRead(plan: string): number {
  const scans = plan.matchAll(
    /Scan[^\n]* on work [^\n]*actual time=[^\n]*rows=([\d.]+) loops=(\d+)/g,
  )
  return [...scans].reduce((sum, [, rows, loops]) => sum + Number(rows) * Number(loops), 0)
}
