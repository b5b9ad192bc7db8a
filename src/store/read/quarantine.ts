/** Money that waits for a person, with what both sides show, and the gap that it comes from. */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'
import type { ConcernSummary } from './concerns.ts'

export type QuarantineCase = ConcernSummary & {
  readonly status: string | null
  readonly totalMinor: number | null
  readonly currency: string | null
  readonly shopifyGid: string | null
  readonly cancelledAtMs: number | null
  readonly refundedMinor: number | null
  readonly refundedCurrency: string | null
}

export type Quarantine = {
  readonly cases: readonly QuarantineCase[]
  readonly disconnectedAtMs: number | null
  readonly connectedAtMs: number | null
}

export async function readQuarantine(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<Quarantine> {
  const { rows: cases } = await sql<QuarantineCase>`
    select c.amazon_order_id as "orderId", c.concern, c.outcome, c.reason, c.detail,
      c.decided_at as "decidedAtMs", o.shopify_name as "shopifyName",
      o.marketplace_id as "marketplaceId", o.ship_by as "shipByMs", o.status,
      o.total_minor as "totalMinor", o.currency, o.shopify_gid as "shopifyGid",
      (l.observed->>'cancelledAtMs')::float8 as "cancelledAtMs",
      (l.observed#>>'{refunded,amountMinor}')::bigint as "refundedMinor",
      l.observed#>>'{refunded,currency}' as "refundedCurrency"
    from order_concern c
    join amazon_order o on o.account_id = c.account_id and o.amazon_order_id = c.amazon_order_id
    left join shop_life l on l.account_id = o.account_id and l.gid = o.shopify_gid
    where c.account_id = ${accountId} and c.outcome = 'held' and c.reason = 'MONEY_QUARANTINED'
    order by c.decided_at, c.amazon_order_id, c.concern limit ${limit}
  `.execute(db)
  const { rows } = await sql<Omit<Quarantine, 'cases'>>`
    select (select max(a.at) from audit a where a.account_id = c.account_id
        and a.action = 'disconnect') as "disconnectedAtMs", c.connected_at as "connectedAtMs"
    from connection c where c.account_id = ${accountId}
  `.execute(db)
  return { cases, ...(rows[0] ?? { disconnectedAtMs: null, connectedAtMs: null }) }
}
