/** Orders of Amazon that stock no longer covers, for the alarm that names them. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, SellerSku } from '../core/ids.ts'
import type { Database } from './pool.ts'

export type ClaimingOrder = {
  readonly orderId: AmazonOrderId
  readonly units: number
  /** An alarm for it was raised before, open or closed. */
  readonly isAlarmed: boolean
}

/** Open orders of these SKUs, the newest first. */
export async function claimingOrders(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
  limit: number,
): Promise<ClaimingOrder[]> {
  const { rows } = await sql<ClaimingOrder>`
    select n.amazon_order_id as "orderId", sum(n.open_units)::int as units,
      exists (select 1 from incident i where i.account_id = ${accountId} and i.code = 'OVERSOLD'
        and i.amazon_order_id = n.amazon_order_id) as "isAlarmed"
    from order_line n join amazon_order o on o.account_id = n.account_id
      and o.amazon_order_id = n.amazon_order_id
    where n.account_id = ${accountId} and n.sku = any(${skus}::text[]) and n.open_units > 0
    group by n.amazon_order_id, o.first_seen_at, o.created_at
    order by o.first_seen_at desc, o.created_at desc, n.amazon_order_id desc limit ${limit}
  `.execute(db)
  return rows
}
