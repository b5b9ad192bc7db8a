/** Backfills that a person asked for: a window by the time orders were placed, read once, resumable. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'

export type Backfill = {
  readonly backfillId: string
  readonly fromMs: number
  readonly toMs: number
  readonly state: 'running' | 'done' | 'refused' | 'cancelled'
  readonly ordersSeen: number
  readonly requestedBy: string
  readonly atMs: number
  readonly doneAtMs: number | null
}

export async function addBackfill(
  trx: Database,
  accountId: AccountId,
  backfill: Pick<Backfill, 'backfillId' | 'fromMs' | 'toMs' | 'requestedBy'>,
): Promise<void> {
  await sql`
    insert into backfill (backfill_id, account_id, from_at, to_at, state, requested_by, at)
    values (${backfill.backfillId}, ${accountId}, from_ms(${backfill.fromMs}),
      from_ms(${backfill.toMs}), 'running', ${backfill.requestedBy}, app_now())
  `.execute(trx)
}

export async function readBackfill(
  db: Database,
  accountId: AccountId,
  backfillId: string,
): Promise<Backfill | null> {
  const rows = await select(db, accountId, sql`backfill_id = ${backfillId}`)
  return rows[0] ?? null
}

/** Newest first. */
export async function listBackfills(db: Database, accountId: AccountId): Promise<Backfill[]> {
  return select(db, accountId, sql`true`)
}

export async function endBackfill(
  trx: Database,
  accountId: AccountId,
  backfillId: string,
): Promise<void> {
  await sql`
    update backfill set state = 'done', done_at = app_now()
    where account_id = ${accountId} and backfill_id = ${backfillId} and state = 'running'
  `.execute(trx)
}

/** Orders that were placed inside the window and are stored. */
export async function countBackfilled(
  trx: Database,
  accountId: AccountId,
  backfill: Pick<Backfill, 'backfillId' | 'fromMs' | 'toMs'>,
): Promise<void> {
  await sql`
    update backfill set orders_seen = (select count(*) from amazon_order
      where account_id = ${accountId} and created_at >= from_ms(${backfill.fromMs})
        and created_at <= from_ms(${backfill.toMs}))
    where account_id = ${accountId} and backfill_id = ${backfill.backfillId}
  `.execute(trx)
}

async function select(
  db: Database,
  accountId: AccountId,
  where: ReturnType<typeof sql>,
): Promise<Backfill[]> {
  const { rows } = await sql<Backfill>`
    select backfill_id as "backfillId", from_at as "fromMs", to_at as "toMs", state,
      orders_seen as "ordersSeen", requested_by as "requestedBy", at as "atMs",
      done_at as "doneAtMs"
    from backfill where account_id = ${accountId} and ${where} order by at desc limit 100
  `.execute(db)
  return rows
}
