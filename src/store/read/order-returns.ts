/** What came back of one order, on both sides, and the order that replaces it. For showing only. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { LifeReturn } from '../../core/orders/shop-life.ts'
import type { OrderReturn } from '../../core/returns/order-return.ts'
import type { Database } from '../pool.ts'

export type ReturnsOfOrder = {
  readonly onAmazon: readonly (OrderReturn & { readonly firstSeenMs: number })[]
  readonly inShop: readonly LifeReturn[]
  /** World time up to which the returns report tells; null when none was read. */
  readonly asOfMs: number | null
  /** The shop's own policy, from the latest delivery date on. */
  readonly windowDays: number
  readonly replacedBy: readonly AmazonOrderId[]
}

/** As the setting has it when nobody set it. */
const windowDaysDefault = 30

export async function readReturnsOf(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<ReturnsOfOrder> {
  const { rows } = await sql<ReturnsOfOrder>`
    select
      coalesce((select jsonb_agg(x.observed || jsonb_build_object('firstSeenMs',
          epoch_ms(x.first_seen_at)) order by x.first_seen_at, x.return_id, x.item)
        from order_return x where x.account_id = o.account_id
          and x.amazon_order_id = o.amazon_order_id), '[]') as "onAmazon",
      coalesce((select l.observed -> 'returns' from shop_life l
        where l.account_id = o.account_id and l.gid = o.shopify_gid), '[]') as "inShop",
      (select epoch_ms(w.at) from watermark w where w.account_id = o.account_id and w.stream =
        case o.fulfilled_by when 'AMAZON' then 'returns:amazon' else 'returns:merchant' end)
        as "asOfMs",
      coalesce((select (c.settings -> 'returns' ->> 'windowDays')::int from connection c
        where c.account_id = o.account_id), ${windowDaysDefault}::int) as "windowDays",
      coalesce((select jsonb_agg(r.amazon_order_id order by r.created_at) from amazon_order r
        where r.account_id = o.account_id
          and r.replaces_order_id = o.amazon_order_id), '[]') as "replacedBy"
    from amazon_order o
    where o.account_id = ${accountId} and o.amazon_order_id = ${orderId}
  `.execute(db)
  const [row] = rows
  return (
    row ?? { onAmazon: [], inShop: [], asOfMs: null, windowDays: windowDaysDefault, replacedBy: [] }
  )
}
