/** Shopify's own orders, kept for lists alone: nothing decides by them, and they hold no personal data. */
import { sql } from 'kysely'
import type { AccountId, ShopifyOrderGid } from '../core/ids.ts'
import type { ShopifyOrder } from '../core/orders/shopify-order.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

/** An older reading never overwrites a newer one. */
export async function saveOwnOrders(
  trx: Database,
  accountId: AccountId,
  orders: readonly ShopifyOrder[],
): Promise<void> {
  const own = orders.filter((order) => order.amazonIds.length === 0)
  if (own.length === 0) return
  await sql`
    insert into shop_own_order as s (account_id, gid, name, created_at, updated_at, cancelled_at,
      closed, fulfillment, financial, units, total_minor, currency)
    select ${accountId}, r.gid, r.name, from_ms(r.created), from_ms(r.updated),
      from_ms(r.cancelled), r.closed, r.fulfillment, r.financial, r.units, r.total, r.currency
    from ${jsonRows(own.map(rowOf))} as r(gid text, name text, created float8, updated float8,
      cancelled float8, closed boolean, fulfillment text, financial text, units int, total bigint,
      currency text)
    order by r.gid
    on conflict (account_id, gid) do update set name = excluded.name,
      updated_at = excluded.updated_at, cancelled_at = excluded.cancelled_at,
      closed = excluded.closed, fulfillment = excluded.fulfillment,
      financial = excluded.financial, units = excluded.units,
      total_minor = excluded.total_minor, currency = excluded.currency
    where excluded.updated_at >= s.updated_at
  `.execute(trx)
}

export async function forgetOwnOrder(
  trx: Database,
  accountId: AccountId,
  gid: ShopifyOrderGid,
): Promise<void> {
  await sql`
    delete from shop_own_order where account_id = ${accountId} and gid = ${gid}
  `.execute(trx)
}

function rowOf(order: ShopifyOrder): object {
  return {
    gid: order.gid,
    name: order.name,
    created: order.createdAtMs,
    updated: order.updatedAtMs,
    cancelled: order.cancelledAtMs,
    closed: order.touched?.closed ?? false,
    fulfillment: order.touched?.fulfillment ?? null,
    financial: order.touched?.financial ?? null,
    units: order.lines.reduce((units, line) => units + line.quantity, 0),
    total: order.total.amountMinor,
    currency: order.total.currency,
  }
}
