/** What Amazon holds of each SKU, and what Amazon shipped of it for the merchant, order by order. */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { FbaSales } from '../../core/inventory/restock.ts'
import type { Database } from '../pool.ts'

/**
 * One row a SKU, at most `limit`, what sells most first. Marketplaces that share a warehouse each show the same
 * units: the largest figure counts once, and the sales of all of them.
 */
export async function readFbaSales(
  db: Database,
  accountId: AccountId,
  asked: { readonly days: number; readonly limit: number },
): Promise<FbaSales[]> {
  const { rows } = await sql<FbaSales>`
    with sold as materialized (
      select i.sku, sum(i.quantity)::int as units from amazon_order o
      join order_line i on i.account_id = o.account_id and i.amazon_order_id = o.amazon_order_id
      where o.account_id = ${accountId} and o.fulfilled_by = 'AMAZON'
        and o.status is distinct from 'CANCELLED'
        and o.created_at > app_now() - make_interval(days => ${asked.days}::int)
      group by i.sku
    ),
    held as materialized (
      select amazon_sku as sku, max(fulfillable) as fulfillable, max(inbound) as inbound
      from fba_stock where account_id = ${accountId} and gone_at is null group by amazon_sku
    )
    select h.sku as "amazonSku", l.title, h.fulfillable, h.inbound, coalesce(s.units, 0) as sold
    from held h left join sold s on s.sku = h.sku
    left join lateral (select title from listing where account_id = ${accountId}
      and amazon_sku = h.sku and title is not null order by marketplace_id limit 1) l on true
    order by coalesce(s.units, 0) desc, h.sku limit ${asked.limit}
  `.execute(db)
  return rows
}
