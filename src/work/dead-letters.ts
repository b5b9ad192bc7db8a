/**
 * Dead keys: shown to people with why they died, and brought back only by a person. A mark does not
 * revive them; it is remembered.
 */
import { sql } from 'kysely'
import { type AccountId, id } from '../core/ids.ts'
import type { Database } from '../store/pool.ts'
import { jsonRows } from '../store/rows.ts'
import type { WorkKey } from './held.ts'
import { workChannel } from './mark.ts'

export type DeadLetter = WorkKey & {
  readonly workId: number
  readonly lastErrorCode: string | null
  readonly failures: number
  readonly losses: number
  /** World time. */
  readonly diedAtMs: number
}

export type DeadLetterPage = {
  readonly limit: number
  /** The last letter of the page before. */
  readonly before?: { readonly diedAtMs: number; readonly workId: number }
}

type DeadRow = {
  work_id: number
  kind: string
  key: string
  last_error_code: string | null
  failures: number
  losses: number
  died_at_ms: number
}

/** The dead of an account, newest first. */
export async function deadLetters(
  db: Database,
  accountId: AccountId,
  page: DeadLetterPage,
): Promise<DeadLetter[]> {
  const { rows } = await sql<DeadRow>`
    select w.id as work_id, w.kind, w.key, w.last_error_code, w.failures, w.losses, d.died_at_ms
    from work w cross join lateral (
      select floor(extract(epoch from w.dead_at) * 1000)::bigint as died_at_ms
    ) d
    where w.account_id = ${accountId} and w.dead_at is not null
      and (${page.before === undefined}::bool
        or (d.died_at_ms, w.id)
          < (${page.before?.diedAtMs ?? null}::bigint, ${page.before?.workId ?? null}::bigint))
    order by d.died_at_ms desc, w.id desc
    limit ${page.limit}::int
  `.execute(db)
  return rows.map((row) => ({
    accountId: id('AccountId', accountId),
    kind: row.kind,
    key: row.key,
    workId: row.work_id,
    lastErrorCode: row.last_error_code,
    failures: row.failures,
    losses: row.losses,
    diedAtMs: row.died_at_ms,
  }))
}

/**
 * A person's decision: the keys start anew, due now. Answers how many were dead. Who asked for it and
 * when is written by the operation that calls this, in the same transaction.
 */
export async function revive(db: Database, keys: readonly WorkKey[]): Promise<number> {
  if (keys.length === 0) return 0
  const rows = keys.map((key) => ({ account_id: key.accountId, kind: key.kind, key: key.key }))
  const result = await sql<{ revived: number }>`
    with given as materialized (
      select * from ${jsonRows(rows)} as r(
        account_id text collate "C", kind text collate "C", key text collate "C")
    ),
    locked as materialized (
      select w.id from given g join work w
        on w.account_id = g.account_id and w.kind = g.kind and w.key = g.key
      where w.dead_at is not null
      order by w.account_id, w.kind, w.key
      for update of w
    ),
    revived as (
      update work w set dead_at = null, failures = 0, losses = 0, run_floor_at = null,
        due_at = least(w.due_at, (select app_now()))
      where w.id = any(array(select l.id from locked l))
      returning w.kind
    ),
    told as materialized (
      select pg_notify(${workChannel}, k.kind) from (select distinct kind from revived) k
    )
    select (select count(*) from revived) as revived, (select count(*) from told) as told
  `.execute(db)
  return result.rows[0]?.revived ?? 0
}
