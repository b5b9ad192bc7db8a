/** The newest orders as Amazon showed them, for a dry run of settings. No personal data. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { AmazonOrder } from '../../core/orders/amazon-order.ts'
import type { Database } from '../pool.ts'

export type RecentOrder = {
  readonly orderId: AmazonOrderId
  readonly observed: AmazonOrder
  /** Shopify once refused it for want of stock. */
  readonly wasShort: boolean
}

export async function readRecentOrders(
  db: Database,
  accountId: AccountId,
  { fromMs, limit }: { readonly fromMs: number; readonly limit: number },
): Promise<RecentOrder[]> {
  const { rows } = await sql<RecentOrder>`
    select o.amazon_order_id as "orderId", o.observed,
      exists (select 1 from effect e join attempt a on a.account_id = e.account_id
        and a.effect_key = e.effect_key
        where e.account_id = o.account_id and e.amazon_order_id = o.amazon_order_id
          and a.refusal->>'kind' = 'stock') as "wasShort"
    from amazon_order o
    where o.account_id = ${accountId} and o.observed is not null
      and coalesce(o.created_at, o.first_seen_at) >= from_ms(${fromMs}::float8)
    order by coalesce(o.created_at, o.first_seen_at) desc, o.amazon_order_id desc limit ${limit}
  `.execute(db)
  return rows
}
