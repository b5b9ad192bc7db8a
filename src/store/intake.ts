/**
 * How far each stream was read, which deliveries were taken, and what waits on a desk. A watermark
 * moves only in the transaction that stored what it passes (design section 9).
 */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type Watermark = {
  /** Everything up to here was read to the end. */
  readonly atMs: number | null
  /** The window that is being read now. */
  readonly windowFromMs: number | null
  readonly windowBoundMs: number | null
  readonly pageToken: string | null
  readonly pages: number
}

export async function readWatermark(
  db: Database,
  accountId: AccountId,
  stream: string,
): Promise<Watermark> {
  const { rows } = await sql<Watermark>`
    select at as "atMs", window_from as "windowFromMs", window_bound as "windowBoundMs",
      page_token as "pageToken", pages
    from watermark where account_id = ${accountId} and stream = ${stream}
  `.execute(db)
  return (
    rows[0] ?? { atMs: null, windowFromMs: null, windowBoundMs: null, pageToken: null, pages: 0 }
  )
}

export async function saveWatermark(
  trx: Database,
  accountId: AccountId,
  stream: string,
  mark: Watermark,
): Promise<void> {
  await sql`
    insert into watermark (account_id, stream, at, window_from, window_bound, page_token, pages, read_at)
    values (${accountId}, ${stream}, from_ms(${mark.atMs}), from_ms(${mark.windowFromMs}),
      from_ms(${mark.windowBoundMs}), ${mark.pageToken}, ${mark.pages}, app_now())
    on conflict (account_id, stream) do update set at = excluded.at,
      window_from = excluded.window_from, window_bound = excluded.window_bound,
      page_token = excluded.page_token, pages = excluded.pages, read_at = excluded.read_at
  `.execute(trx)
}

/** Takes deliveries once: answers the ids that were not seen before. */
export async function takeDeliveries(
  trx: Database,
  accountId: AccountId,
  source: 'sqs' | 'shopify-webhook',
  deliveryIds: readonly string[],
): Promise<Set<string>> {
  if (deliveryIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    insert into delivery_seen (account_id, source, delivery_id, at)
    select distinct ${accountId}, ${source}, r.id, (select app_now())
    from unnest(${deliveryIds}::text[]) as r(id)
    on conflict do nothing returning delivery_id as id
  `.execute(trx)
  return new Set(rows.map((row) => row.id))
}

export type DeskRow = {
  readonly key: string
  readonly lane: string
  readonly eventMs: number
}

/**
 * In place of an event: the order is asked for, whatever happened to it. Only a read of it by itself, or
 * news of it, takes such a row off the desk.
 */
export const askedForMs = Date.UTC(9999, 0)

/** Puts rows on a desk; a row that is there keeps its place and takes the newer event. */
export async function putOnDesk(
  trx: Database,
  accountId: AccountId,
  desk: string,
  rows: readonly DeskRow[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into desk_row as d (account_id, desk, row_key, lane, event_at, since)
    select ${accountId}, ${desk}, r."key", min(r."lane"), from_ms(max(r."eventMs")),
      (select app_now())
    from ${jsonRows(rows)} as r("key" text, "lane" text, "eventMs" float8)
    group by r."key" order by r."key"
    on conflict (account_id, desk, row_key) do update set
      event_at = greatest(d.event_at, excluded.event_at)
  `.execute(trx)
}

export type Desk = {
  readonly nowMs: number
  readonly waiting: number
  /** Those of them that an event put there. */
  readonly events: number
  readonly oldestEventMs: number | null
  /** World time since when the first of these waits. */
  readonly sinceMs: number | null
  /**
   * The newest event first, so that a search from the oldest end meets it last; then what was asked for,
   * the longest first, so that what we have just changed is read when Amazon shows it.
   */
  readonly rows: readonly DeskRow[]
}

const isEvent = sql`d.event_at < from_ms(${askedForMs})`
const turn = sql`${isEvent} desc, case when ${isEvent} then d.event_at end desc, d.since, d.row_key`

/** At most `limit` rows of a desk, and what waits there in all. */
export async function readDesk(
  db: Database,
  accountId: AccountId,
  desk: string,
  limit: number,
): Promise<Desk> {
  const { rows } = await sql<Desk>`
    select app_now() as "nowMs", w.*,
      coalesce((select jsonb_agg(jsonb_build_object('key', d.row_key, 'lane', d.lane,
          'eventMs', epoch_ms(d.event_at)) order by ${turn})
        from (select * from desk_row d where account_id = ${accountId} and desk = ${desk}
          order by ${turn} limit ${limit}) d), '[]') as rows
    from (
      select count(*) as waiting, count(*) filter (where ${isEvent}) as events,
        min(event_at) filter (where ${isEvent}) as "oldestEventMs",
        min(since) filter (where ${isEvent}) as "sinceMs"
      from desk_row d where account_id = ${accountId} and desk = ${desk}) w
  `.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('the desk query answered no row')
  return row
}

/** Takes rows off a desk unless a newer event came meanwhile. `isNews`: also what was only asked for. */
export async function takeOffDesk(
  trx: Database,
  accountId: AccountId,
  desk: string,
  rows: readonly { readonly key: string; readonly eventMs: number; readonly isNews?: boolean }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with gone as materialized (
      select d.row_key from desk_row d
      join ${jsonRows(rows)} as r("key" text, "eventMs" float8, "isNews" boolean)
        on d.row_key = r."key"
      where d.account_id = ${accountId} and d.desk = ${desk}
        and (epoch_ms(d.event_at) <= r."eventMs" or r."isNews" and not ${isEvent})
      order by d.row_key for update of d
    )
    delete from desk_row d using gone
    where d.account_id = ${accountId} and d.desk = ${desk} and d.row_key = gone.row_key
  `.execute(trx)
}

/** Deliveries and look-ups older than a week serve nobody. */
export async function forgetOldDeliveries(db: Database, olderThanMs: number): Promise<number> {
  const { rows } = await sql`
    delete from delivery_seen where at < from_ms(${olderThanMs}) returning delivery_id
  `.execute(db)
  return rows.length
}
