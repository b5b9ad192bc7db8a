import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { createStatistics } from '../../src/main/statistics.ts'
import { recordAnswers } from '../../src/store/ledger.ts'
import { type Database, poolCounts } from '../../src/store/pool.ts'
import { renewStatistics } from '../../src/store/statistics.ts'
import { freshDatabase } from '../support/database.ts'
import { eventually } from '../support/eventually.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)

const accountId = id('AccountId', 'main')

/** Effects and attempts of so many orders, in a database that knows nothing of them. */
async function storeEffects(orders: number): Promise<void> {
  await sql`alter table effect set (autovacuum_enabled = false)`.execute(db)
  await sql`
    insert into effect (account_id, effect_key, amazon_order_id, kind, opened_at)
    select 'main', 'shopify-order:' || n || '#1', n::text, 'create-shopify-order', app_now()
    from generate_series(1, ${orders}::int) n`.execute(db)
}

async function knownRows(table: string): Promise<number> {
  const { rows } = await sql<{ known: number }>`
    select reltuples::float8 as known from pg_class where oid = to_regclass(${table})`.execute(db)
  return rows[0]?.known ?? Number.NaN
}

test('R-WORK-27: tables that PostgreSQL takes for too small are analysed, and only those', async () => {
  await storeEffects(3_000)
  expect(await knownRows('effect')).toBe(-1)
  expect(await renewStatistics(db, 3_000)).toContain('effect')
  expect(await knownRows('effect')).toBe(3_000)
  expect(await renewStatistics(db, 3_000)).not.toContain('effect')
  expect(await renewStatistics(db, 24_000)).toContain('effect')
})

test('R-WORK-27: an answer is then recorded without reading the other effects of the account', async () => {
  const answer = {
    attemptId: id('AttemptId', 'a1'),
    key: id('EffectKey', 'shopify-order:77#1'),
    orderId: id('AmazonOrderId', '77'),
  }
  const read = await db.transaction().execute(async (trx) => {
    const before = await effectsRead(trx)
    await recordAnswers(trx, accountId, [
      { ...answer, is: 'done', platformId: 'gid://shopify/Order/1', how: 'created' },
    ])
    return (await effectsRead(trx)) - before
  })
  expect(read).toBeGreaterThan(0)
  expect(read).toBeLessThan(20)
})

test('R-WORK-27: a process asks for it once it ran 200 orders', async () => {
  const problems: unknown[] = []
  const ran = createStatistics(db, (error) => problems.push(error))
  await sql`truncate effect`.execute(db)
  await storeEffects(300)
  ran(150)
  ran(50)
  await eventually(async () => (await knownRows('effect')) === 300)
  await eventually(() => poolCounts(db).idle === poolCounts(db).total)
  expect(problems).toEqual([])
})

/** What the transaction has read of `effect` so far. */
async function effectsRead(trx: Database): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read
    from pg_stat_xact_user_tables where relname = 'effect'`.execute(trx)
  return rows[0]?.read ?? 0
}
