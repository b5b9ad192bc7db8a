/**
 * The books of the feed desks: rows that wait, feeds that were made of them, and what came of each
 * message. Intents of all messages are written with the feed, in one transaction.
 */
import { sql } from 'kysely'
import type {
  AccountId,
  AmazonOrderId,
  AttemptId,
  EffectKey,
  LeaseToken,
  MarketplaceId,
} from '../core/ids.ts'
import type { Lane } from './budget-lanes.ts'
import type { Database } from './pool.ts'
import { isInOpenFeed } from './recall-rows.ts'
import { jsonRows } from './rows.ts'

export type FeedRow = {
  readonly key: EffectKey
  readonly orderId: AmazonOrderId
  readonly kind: string
  readonly message: object
  readonly body: object | null
  readonly disproves: AttemptId | null
  readonly uses: string | null
  readonly lane: Lane
  /** World time of the decision; now when left out. */
  readonly sinceMs?: number
  /** Ship-by of its order. */
  readonly shipByMs?: number | null
}

export type OpenFeed = {
  readonly feedNo: number
  readonly state: 'intended' | 'sent'
  readonly feedId: string | null
  readonly intendedAtMs: number
  readonly sentAtMs: number | null
  readonly checkedAtMs: number | null
  readonly checks: number
  readonly leaseToken: LeaseToken
  /** World time from which the list of feeds may be believed to be complete. */
  readonly settledAtMs: number
  readonly isSettled: boolean
}

export type FeedMessage = FeedRow & { readonly messageNo: number; readonly attemptId: AttemptId }

/** Puts a message on the desk, once a key. */
export async function putFeedRow(
  trx: Database,
  accountId: AccountId,
  feedType: string,
  row: FeedRow,
): Promise<void> {
  await sql`
    insert into feed_row (account_id, effect_key, feed_type, amazon_order_id, effect_kind, message,
      body, disproves, uses, lane, since)
    select ${accountId}, r."key", ${feedType}, r."orderId", r."kind", r."message", r."body",
      r."disproves", r."uses", r."lane", coalesce(from_ms(r."sinceMs"), app_now())
    from ${jsonRows([row])} as r("key" text, "orderId" text, "kind" text, "message" jsonb,
      "body" jsonb, "disproves" text, "uses" text, "lane" text, "sinceMs" float8)
    on conflict (account_id, effect_key) do nothing
  `.execute(trx)
}

/** Not those whose message is still in a feed: a person may have asked for them again too early. */
export async function waitingRows(
  db: Database,
  accountId: AccountId,
  feedType: string,
  limit: number,
): Promise<FeedRow[]> {
  const { rows } = await sql<FeedRow>`
    select effect_key as key, amazon_order_id as "orderId", effect_kind as kind, message, body,
      disproves, uses, lane, epoch_ms(since) as "sinceMs", (select epoch_ms(o.ship_by)
        from amazon_order o where o.account_id = q.account_id
          and o.amazon_order_id = q.amazon_order_id and o.status in ('UNSHIPPED',
          'PARTIALLY_SHIPPED')) as "shipByMs"
    from feed_row q where account_id = ${accountId} and feed_type = ${feedType}
      and not ${isInOpenFeed}
    order by since, effect_key limit ${limit}
  `.execute(db)
  return rows
}

export async function openFeeds(
  db: Database,
  accountId: AccountId,
  feedType: string,
  settleMs: number,
): Promise<OpenFeed[]> {
  const settled = sql`(answer_by + make_interval(secs => ${settleMs / 1000}::float8))`
  const { rows } = await sql<OpenFeed>`
    select feed_no as "feedNo", state, feed_id as "feedId", intended_at as "intendedAtMs",
      sent_at as "sentAtMs", checked_at as "checkedAtMs", checks, lease_token as "leaseToken",
      machine_to_world(${settled}) as "settledAtMs", machine_now() >= ${settled} as "isSettled"
    from feed where account_id = ${accountId} and feed_type = ${feedType}
      and state in ('intended', 'sent')
    order by feed_no
  `.execute(db)
  return rows
}

/** Takes rows off the desk into a new feed. The caller has locked the desk's work row. */
export async function intendFeed(
  trx: Database,
  accountId: AccountId,
  feed: {
    readonly feedType: string
    readonly documentId: string
    readonly leaseToken: LeaseToken
    readonly answerByMs: number
    readonly messages: readonly FeedMessage[]
  },
): Promise<number> {
  const { rows } = await sql<{ feedNo: number }>`
    insert into feed (account_id, feed_type, state, document_id, lease_token, answer_by, intended_at)
    values (${accountId}, ${feed.feedType}, 'intended', ${feed.documentId}, ${feed.leaseToken},
      machine_now() + make_interval(secs => ${feed.answerByMs / 1000}::float8), app_now())
    returning feed_no as "feedNo"
  `.execute(trx)
  const feedNo = rows[0]?.feedNo
  if (feedNo === undefined) throw new Error('a feed without a number')
  await sql`
    with given as materialized (
      select * from ${jsonRows(feed.messages)} as r("messageNo" integer, "key" text, "orderId" text,
        "kind" text, "attemptId" text, "message" jsonb, "body" jsonb, "lane" text)
    ),
    taken as (
      delete from feed_row f using given g where f.account_id = ${accountId}
        and f.effect_key = g."key"
    )
    insert into feed_message (feed_no, message_no, account_id, effect_key, amazon_order_id,
      effect_kind, attempt_id, message, body, lane)
    select ${feedNo}, g."messageNo", ${accountId}, g."key", g."orderId", g."kind", g."attemptId",
      g."message", g."body", g."lane"
    from given g
  `.execute(trx)
  return feedNo
}

export async function messagesOf(db: Database, feedNo: number): Promise<FeedMessage[]> {
  const { rows } = await sql<FeedMessage>`
    select message_no as "messageNo", effect_key as key, amazon_order_id as "orderId",
      effect_kind as kind, attempt_id as "attemptId", message, body, null as disproves,
      null as uses, lane
    from feed_message where feed_no = ${feedNo} order by message_no
  `.execute(db)
  return rows
}

/** Amazon has the feed. An id always wins, whoever records it. */
export async function feedSent(trx: Database, feedNo: number, feedId: string): Promise<void> {
  await sql`
    update feed set state = 'sent', feed_id = ${feedId}, sent_at = coalesce(sent_at, app_now())
    where feed_no = ${feedNo} and state in ('intended', 'held')
  `.execute(trx)
}

export async function feedChecked(trx: Database, feedNo: number): Promise<void> {
  await sql`
    update feed set checks = checks + 1, checked_at = app_now() where feed_no = ${feedNo}
  `.execute(trx)
}

/** The feed is over for the desk: done, fatal, void (surely not made) or held for a person. */
export async function feedEnded(
  trx: Database,
  feedNo: number,
  state: 'done' | 'fatal' | 'void' | 'held',
): Promise<void> {
  await sql`
    update feed set state = ${state}, ended_at = app_now()
    where feed_no = ${feedNo} and state in ('intended', 'sent')
  `.execute(trx)
}

/** Which of these feeds are ours already. */
export async function knownFeeds(
  db: Database,
  accountId: AccountId,
  feedIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select feed_id as id from feed where account_id = ${accountId}
      and feed_id = any(${feedIds}::text[])
  `.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** Marketplaces of these orders, each once. */
export async function marketplacesOf(
  db: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<MarketplaceId[]> {
  const { rows } = await sql<{ id: MarketplaceId }>`
    select distinct marketplace_id as id from amazon_order where account_id = ${accountId}
      and amazon_order_id = any(${orderIds}::text[]) and marketplace_id is not null order by 1
  `.execute(db)
  return rows.map((row) => row.id)
}
