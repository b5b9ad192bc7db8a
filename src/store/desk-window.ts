/** Which of the orders that wait on a desk one page of Amazon's list, by creation, shows best. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'

export type DeskWindow = {
  /** Creation times of the first and the last of them. */
  readonly fromMs: number
  readonly toMs: number
  readonly waiting: readonly AmazonOrderId[]
  /** World time since when the first of them waits. */
  readonly sinceMs: number
  /** How many orders we know in it, those that wait among them; counted up to ten times `size`. */
  readonly known: number
}

/**
 * The shortest span of creation times that holds `size` of the orders that have waited since `waitedMs`
 * or longer, or all of these where they are fewer; null when there is none.
 */
export async function densestWindow(
  db: Database,
  accountId: AccountId,
  desk: string,
  { size, waitedMs }: { readonly size: number; readonly waitedMs: number },
): Promise<DeskWindow | null> {
  const { rows } = await sql<DeskWindow>`
    with waiting as materialized (
      select d.row_key as id, o.created_at as at, d.since,
        row_number() over (order by o.created_at, d.row_key) as n,
        least(${size}, count(*) over ()) as size
      from desk_row d join amazon_order o
        on o.account_id = d.account_id and o.amazon_order_id = d.row_key
      where d.account_id = ${accountId} and d.desk = ${desk} and d.since <= from_ms(${waitedMs})
        and o.created_at <= from_ms(${waitedMs})
    ),
    shortest as (
      select a.n as first, b.n as last, a.at as begins, b.at as ends
      from waiting a join waiting b on b.n = a.n + a.size - 1
      order by b.at - a.at, a.at limit 1
    )
    select epoch_ms(s.begins) as "fromMs", epoch_ms(s.ends) as "toMs",
      (select array_agg(w.id) from waiting w where w.n between s.first and s.last) as waiting,
      (select epoch_ms(min(w.since)) from waiting w where w.n between s.first and s.last) as "sinceMs",
      (select count(*)::int from (select 1 from amazon_order o where o.account_id = ${accountId}
        and o.created_at between s.begins and s.ends limit ${10 * size}) k) as known
    from shortest s
  `.execute(db)
  return rows[0] ?? null
}

/** What a page should have shown and did not waits as if it had just come: the next page is another. */
export async function waitAnew(
  trx: Database,
  accountId: AccountId,
  desk: string,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return
  await sql`
    update desk_row set since = app_now()
    where account_id = ${accountId} and desk = ${desk} and row_key = any(${keys}::text[])
  `.execute(trx)
}
