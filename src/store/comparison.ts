/** The two sides compared: what stands twice in the shop, and what should be there and is not. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, ShopifyOrderGid } from '../core/ids.ts'
import type { Database } from './pool.ts'

/**
 * Amazon orders that more than one live Shopify order carries by strong evidence. An order of ours only
 * names others (a replacement names what it replaces).
 */
export async function doubledOrders(
  db: Database,
  accountId: AccountId,
): Promise<{ orderId: AmazonOrderId; gids: ShopifyOrderGid[] }[]> {
  const { rows } = await sql<{ orderId: AmazonOrderId; gids: ShopifyOrderGid[] }>`
    select i.amazon_order_id as "orderId", array_agg(distinct i.gid) as gids
    from shopify_order_amazon_id i
    join shopify_order s on s.account_id = i.account_id and s.gid = i.gid
    where i.account_id = ${accountId} and i.evidence <> 'note'
      and s.cancelled_at is null and s.deleted_at is null
      and not exists (select 1 from shopify_order_amazon_id ours
        where ours.account_id = i.account_id and ours.gid = i.gid
          and ours.evidence = 'our-metafield' and ours.amazon_order_id <> i.amazon_order_id)
    group by i.amazon_order_id having count(distinct i.gid) > 1
    limit 500
  `.execute(db)
  return rows
}

/** Merchant orders that wait to be shipped and have no Shopify order and no hold. */
export async function missingOrders(db: Database, accountId: AccountId): Promise<AmazonOrderId[]> {
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select amazon_order_id as id from amazon_order
    where account_id = ${accountId} and fulfilled_by = 'MERCHANT'
      and status in ('UNSHIPPED', 'PARTIALLY_SHIPPED')
      and outcome in ('new', 'working') and shopify_gid is null
    limit 5000
  `.execute(db)
  return rows.map((row) => row.id)
}
