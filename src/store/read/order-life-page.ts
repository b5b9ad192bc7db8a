/** What is stored of an order's life on both platforms, for its page: the Shopify reading, the finances, what was told. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { ShopLife } from '../../core/orders/shop-life.ts'
import type { FinanceTransaction } from '../../core/refunds/finance-transaction.ts'
import type { Database } from '../pool.ts'

export type OrderLifePage = {
  readonly life: ShopLife | null
  readonly finances: readonly FinanceTransaction[]
  readonly financesAsOfMs: number | null
  /** Parcels that Amazon was told of, by the key of the effect. */
  readonly confirmed: readonly { readonly key: string; readonly doneAtMs: number | null }[]
  /** When Amazon was first seen to have the payment. */
  readonly paidSeenMs: number | null
}

export async function readOrderLife(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<OrderLifePage> {
  const { rows } = await sql<OrderLifePage>`
    select (select l.observed from shop_life l where l.account_id = o.account_id
        and l.gid = o.shopify_gid) as life,
      coalesce((select f.observed from amazon_finances f where f.account_id = o.account_id
        and f.amazon_order_id = o.amazon_order_id), '[]') as finances,
      (select f.as_of from amazon_finances f where f.account_id = o.account_id
        and f.amazon_order_id = o.amazon_order_id) as "financesAsOfMs",
      coalesce((select jsonb_agg(jsonb_build_object('key', e.effect_key,
          'doneAtMs', epoch_ms(e.done_at)) order by e.opened_at)
        from effect e where e.account_id = o.account_id and e.amazon_order_id = o.amazon_order_id
          and e.kind = 'confirm-parcel'), '[]') as confirmed,
      (select min(t.at) from order_trace t where t.account_id = o.account_id
        and t.amazon_order_id = o.amazon_order_id and t.kind = 'seen'
        and t.body->>'status' in ('UNSHIPPED', 'PARTIALLY_SHIPPED', 'SHIPPED')) as "paidSeenMs"
    from amazon_order o
    where o.account_id = ${accountId} and o.amazon_order_id = ${orderId}
  `.execute(db)
  const nothing = {
    life: null,
    finances: [],
    financesAsOfMs: null,
    confirmed: [],
    paidSeenMs: null,
  }
  return rows[0] ?? nothing
}
