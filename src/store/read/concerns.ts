/** What order life waits for: concerns that are held, that would act if their lane were live, or work. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type ConcernSummary = {
  readonly orderId: AmazonOrderId
  readonly concern: string
  readonly outcome: 'working' | 'held' | 'waiting' | 'resting'
  readonly reason: string
  readonly detail: unknown
  readonly decidedAtMs: number
  readonly shopifyName: string | null
  readonly marketplaceId: string | null
  readonly shipByMs: number | null
}

export type ConcernFilter = {
  readonly orderId: AmazonOrderId | null
  readonly concern: string | null
  /** `held`: needs a person. `would`: what a lane that watches would do. */
  readonly show: 'held' | 'would' | 'all'
  readonly limit: number
}

/** What is held comes by the nearest ship-by, so that the first is the most urgent. */
export async function listConcerns(
  db: Database,
  accountId: AccountId,
  filter: ConcernFilter,
): Promise<ConcernSummary[]> {
  const { orderId, concern, show, limit } = filter
  const { rows } = await sql<ConcernSummary>`
    select c.amazon_order_id as "orderId", c.concern, c.outcome, c.reason, c.detail,
      c.decided_at as "decidedAtMs", o.shopify_name as "shopifyName",
      o.marketplace_id as "marketplaceId", o.ship_by as "shipByMs"
    from order_concern c
    join amazon_order o on o.account_id = c.account_id and o.amazon_order_id = c.amazon_order_id
    where c.account_id = ${accountId}
      and (${orderId}::text is null or c.amazon_order_id = ${orderId})
      and (${concern}::text is null or c.concern = ${concern})
      and (${show} = 'all' or (${show} = 'held' and c.outcome = 'held')
        or (${show} = 'would' and c.outcome = 'resting' and c.reason = 'WATCHING'))
    order by o.ship_by nulls last, c.decided_at, c.amazon_order_id limit ${limit}
  `.execute(db)
  return rows
}

export type LanePreview = {
  readonly concern: string
  readonly would: string
  readonly orders: number
}

/** What each lane that watches would do now, counted. */
export async function previewLanes(db: Database, accountId: AccountId): Promise<LanePreview[]> {
  const { rows } = await sql<LanePreview>`
    select concern, coalesce(detail->>'would', '') as would, count(*)::int as orders
    from order_concern where account_id = ${accountId} and outcome = 'resting'
      and reason = 'WATCHING'
    group by 1, 2 order by 1, 3 desc
  `.execute(db)
  return rows
}
