import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { forgetOldNotices } from '../../src/store/notice-deliveries.ts'
import type { Database } from '../../src/store/pool.ts'
import { freshDatabase } from '../support/database.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)

const accountId = id('AccountId', 'main')

async function storeNotices(from: number, to: number, agoDays: number): Promise<void> {
  await sql`
    insert into notice (account_id, family, event, subject, occurrence, code, severity, facts,
      happened_at, at, shown)
    select 'main', 'import', 'orderImported', n::text, '', 'IMPORTED', 'normal', '{}',
      t.at, t.at, true
    from generate_series(${from}::int, ${to}::int) n
      cross join (select app_now() - make_interval(days => ${agoDays}::int) as at) t
    order by n`.execute(db)
}

async function read(trx: Database): Promise<number> {
  const { rows } = await sql<{ read: number }>`
    select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::int as read
    from pg_stat_xact_user_tables where relname = 'notice'`.execute(trx)
  return rows[0]?.read ?? 0
}

test('notices of before go but for one that still waits, and the young ones are not read for it', async () => {
  await storeNotices(1, 3, 91)
  await storeNotices(4, 20_000, 2)
  await sql`analyze notice`.execute(db)
  await sql`
    insert into notice_delivery (notice_id, channel, account_id, state, due_at)
    select notice_id, 'mail', 'main', 'waiting', app_now() from notice where subject = '2'
  `.execute(db)
  const many = await db.transaction().execute(async (trx) => {
    await forgetOldNotices(trx, accountId, 90)
    return read(trx)
  })
  const { rows } = await sql<{ subject: string }>`
    select subject from notice where subject::int <= 5 order by notice_id`.execute(db)
  expect(rows.map(({ subject }) => subject)).toEqual(['2', '4', '5'])
  expect(many).toBeLessThan(2_000)
})
