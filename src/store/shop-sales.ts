/**
 * What the shop itself sold, by variant and order: orders that carry no Amazon id. Units as ordered; of a
 * cancelled order nothing is counted. Kept for 90 days.
 */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { ShopifyOrder } from '../core/orders/shopify-order.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

const keptDays = 90

/** Replaces what was known of these orders. */
export async function saveShopSales(
  trx: Database,
  accountId: AccountId,
  orders: readonly ShopifyOrder[],
): Promise<void> {
  if (orders.length === 0) return
  const sold = orders.filter(
    (order) => order.amazonIds.length === 0 && order.cancelledAtMs === null,
  )
  const rows = sold.flatMap((order) =>
    order.lines.flatMap(({ variantGid, quantity }) =>
      variantGid === null || quantity <= 0
        ? []
        : [{ gid: order.gid, variantGid, quantity, atMs: order.createdAtMs }],
    ),
  )
  const gids = orders.map((order) => order.gid)
  await sql`
    delete from shop_sale where account_id = ${accountId} and order_gid = any(${gids}::text[])
  `.execute(trx)
  if (rows.length === 0) return
  await sql`
    insert into shop_sale (account_id, order_gid, variant_gid, units, sold_at)
    select ${accountId}, r."gid", r."variantGid", sum(r."quantity"), min(from_ms(r."atMs"))
    from ${jsonRows(rows)} as r("gid" text, "variantGid" text, "quantity" integer, "atMs" float8)
    where from_ms(r."atMs") > app_now() - make_interval(days => ${keptDays})
    group by r."gid", r."variantGid" order by r."gid", r."variantGid"
    on conflict (account_id, order_gid, variant_gid) do update set units = excluded.units
  `.execute(trx)
}

export async function forgetOldSales(db: Database): Promise<void> {
  await sql`
    delete from shop_sale where sold_at <= app_now() - make_interval(days => ${keptDays})
  `.execute(db)
}
