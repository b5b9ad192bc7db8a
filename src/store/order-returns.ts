/** Returns that Amazon's reports told of, for orders that we know. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, MarketplaceId } from '../core/ids.ts'
import type { OrderReturn } from '../core/returns/order-return.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type ReportedReturn = OrderReturn & { readonly orderId: AmazonOrderId }

/** Answers the orders of which something is new. Rows of orders that we do not know are left out. */
export async function saveReturns(
  trx: Database,
  accountId: AccountId,
  returns: readonly ReportedReturn[],
): Promise<AmazonOrderId[]> {
  if (returns.length === 0) return []
  const rows = returns.map(({ orderId, ...observed }) => ({
    orderId,
    side: observed.side,
    returnId: observed.returnId,
    item: observed.sku ?? observed.asin ?? '',
    observed,
  }))
  const { rows: changed } = await sql<{ id: AmazonOrderId }>`
    insert into order_return as x (account_id, amazon_order_id, side, return_id, item, observed,
      first_seen_at, changed_at)
    select distinct on (r."orderId", r."side", r."returnId", r."item")
      ${accountId}, r."orderId", r."side", r."returnId", r."item", r."observed", m.world, m.world
    from ${jsonRows(rows)} as r("orderId" text, "side" text, "returnId" text, "item" text,
        "observed" jsonb)
      join amazon_order o on o.account_id = ${accountId} and o.amazon_order_id = r."orderId"
      cross join (select app_now() as world offset 0) m
    on conflict (account_id, amazon_order_id, side, return_id, item) do update
      set observed = excluded.observed, changed_at = excluded.changed_at
      where x.observed is distinct from excluded.observed
    returning x.amazon_order_id as id
  `.execute(trx)
  return [...new Set(changed.map(({ id }) => id))]
}

/** Marketplaces in which something was sold: a report wants at least one, and takes no more than 25. */
export async function marketplacesSoldIn(
  db: Database,
  accountId: AccountId,
): Promise<MarketplaceId[]> {
  const { rows } = await sql<{ id: MarketplaceId }>`
    select distinct marketplace_id as id from amazon_order
    where account_id = ${accountId} and marketplace_id is not null order by 1 limit 25
  `.execute(db)
  return rows.map(({ id }) => id)
}
