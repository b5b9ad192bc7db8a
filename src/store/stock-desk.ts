/** What the stock desk keeps besides the figures: approvals of a person, what it sent lately, and its feeds. */
import { sql } from 'kysely'
import type { AccountId, AttemptId, LeaseToken, MarketplaceId, SellerSku } from '../core/ids.ts'
import type { Change } from '../core/inventory/mass-change.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'
import { type SentFigure, stockKey } from './stock-figures.ts'

/** Until when what waited may go although it is a mass change; null: nobody said so. */
export async function approvedUntilMs(db: Database, accountId: AccountId): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select max(at) as at from stock_approval where account_id = ${accountId}
  `.execute(db)
  return rows[0]?.at ?? null
}

export async function approveStock(
  trx: Database,
  accountId: AccountId,
  approval: { readonly by: string; readonly changes: number },
): Promise<void> {
  await sql`
    insert into stock_approval (account_id, at, by_whom, changes)
    values (${accountId}, app_now(), ${approval.by}, ${approval.changes})
    on conflict (account_id, at) do nothing
  `.execute(trx)
}

/** What was sent in the last minutes without anybody's approval: it counts to the run that goes on now. */
export async function sentLately(
  db: Database,
  accountId: AccountId,
  withinMs: number,
): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select wanted_from as "from", sent_quantity as "to" from stock_figure
    where account_id = ${accountId} and wanted_since is null and wanted_from is not null
      and sent_quantity is not null
      and sent_at > app_now() - make_interval(secs => ${withinMs / 1_000}::float8)
  `.execute(db)
  return rows
}

/** Amazon shows these figures: attempts of which nobody knew what became of them are done. */
export async function settleShown(
  trx: Database,
  accountId: AccountId,
  shown: readonly { readonly amazonSku: SellerSku; readonly marketplaceId: MarketplaceId }[],
): Promise<void> {
  if (shown.length === 0) return
  await sql`
    with settled as (
      update attempt set state = 'done', platform_id = effect_key, ended_at = machine_now()
      where account_id = ${accountId} and state in ('intended', 'unclear')
        and effect_key = any(${shown.map(stockKey)}::text[])
      returning effect_key
    )
    update effect e set platform_id = coalesce(e.platform_id, e.effect_key),
      done_at = coalesce(e.done_at, app_now())
    from settled s where e.account_id = ${accountId} and e.effect_key = s.effect_key
  `.execute(trx)
}

export type StockFeedMessage = SentFigure & {
  readonly messageNo: number
}

/** The caller has locked the desk's work row. Answers the number of the feed. */
export async function intendStockFeed(
  trx: Database,
  accountId: AccountId,
  feed: {
    readonly feedType: string
    readonly documentId: string
    readonly leaseToken: LeaseToken
    readonly answerByMs: number
    readonly messages: readonly StockFeedMessage[]
  },
): Promise<number> {
  const { rows } = await sql<{ feedNo: number }>`
    insert into feed (account_id, feed_type, state, document_id, lease_token, answer_by, intended_at)
    values (${accountId}, ${feed.feedType}, 'intended', ${feed.documentId}, ${feed.leaseToken},
      machine_now() + make_interval(secs => ${feed.answerByMs / 1_000}::float8), app_now())
    returning feed_no as "feedNo"
  `.execute(trx)
  const feedNo = rows[0]?.feedNo
  if (feedNo === undefined) throw new Error('a feed without a number')
  await sql`
    insert into stock_feed_message (feed_no, message_no, account_id, marketplace_id, amazon_sku,
      quantity, attempt_id)
    select ${feedNo}, r."messageNo", ${accountId}, r."marketplaceId", r."amazonSku", r."quantity",
      r."attemptId"
    from ${jsonRows(feed.messages)} as r("messageNo" integer, "marketplaceId" text,
      "amazonSku" text, "quantity" integer, "attemptId" text)
  `.execute(trx)
  return feedNo
}

export async function stockMessagesOf(db: Database, feedNo: number): Promise<StockFeedMessage[]> {
  const { rows } = await sql<{
    messageNo: number
    marketplaceId: MarketplaceId
    amazonSku: SellerSku
    quantity: number
    attemptId: AttemptId
  }>`
    select message_no as "messageNo", marketplace_id as "marketplaceId", amazon_sku as "amazonSku",
      quantity, attempt_id as "attemptId"
    from stock_feed_message where feed_no = ${feedNo} order by message_no
  `.execute(db)
  return rows
}
