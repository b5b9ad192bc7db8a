/** Who changed a figure, when and why, one line each; the newest first when read. */
import { sql } from 'kysely'
import type { AccountId, MarketplaceId, SellerSku } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type HistoryEntry = {
  readonly amazonSku: SellerSku
  readonly marketplaceId: MarketplaceId | null
  /** decided, accepted, refused, unclear, not-sent, echo, lowered, foreign, repaired … */
  readonly what: string
  readonly by: string
  readonly from: number | null
  readonly to: number | null
  /** Ids, codes and figures only. */
  readonly detail: object
}

export async function addHistory(
  trx: Database,
  accountId: AccountId,
  entries: readonly HistoryEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await sql`
    insert into stock_history (account_id, amazon_sku, marketplace_id, at, what, by_whom,
      from_quantity, to_quantity, detail)
    select ${accountId}, r."amazonSku", r."marketplaceId", (select app_now()), r."what", r."by",
      r."from", r."to", r."detail"
    from ${jsonRows(entries)} as r("amazonSku" text, "marketplaceId" text, "what" text, "by" text,
      "from" integer, "to" integer, "detail" jsonb)
  `.execute(trx)
}

/** Of all accounts. What is older is forgotten, and audits with it. */
export async function forgetOldHistory(db: Database, days: number): Promise<void> {
  const before = sql`app_now() - make_interval(days => ${days}::int)`
  await sql`delete from stock_history where at < ${before}`.execute(db)
  await sql`delete from stock_audit where at < ${before}`.execute(db)
}

/** What somebody else last set on Amazon, of those SKUs where that is the newest word. */
export async function newestForeign(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<Map<SellerSku, number>> {
  const { rows } = await sql<{ sku: SellerSku; what: string; quantity: number | null }>`
    select s.sku, h.what, h.to_quantity as quantity from unnest(${skus}::text[]) as s(sku)
    cross join lateral (select what, to_quantity from stock_history
      where account_id = ${accountId} and amazon_sku = s.sku and what in ('foreign', 'echo', 'lowered')
      order by history_id desc limit 1) h
  `.execute(db)
  return new Map(
    rows.flatMap(({ sku, what, quantity }) =>
      what === 'foreign' && quantity !== null ? [[sku, quantity] as const] : [],
    ),
  )
}
