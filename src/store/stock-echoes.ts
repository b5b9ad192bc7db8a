/** Figures that Amazon tells as we sent them: nothing is left to look at, and nothing to read back. */
import { sql } from 'kysely'
import type { AccountId, SellerSku } from '../core/ids.ts'
import type { Database } from './pool.ts'

/**
 * Of these SKUs those of which Amazon shows the figure in every marketplace, with nothing waiting to be sent. What
 * was still to be read back of them is read by that; what is in a feed waits for its report, and of what nobody knows
 * whether Amazon took it somebody has to write that down.
 */
export async function settleEchoes(
  trx: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<SellerSku[]> {
  if (skus.length === 0) return []
  const { rows } = await sql<{ sku: SellerSku }>`
    with told as materialized (
      select f.marketplace_id, f.amazon_sku, f.in_feed, f.check_at, f.quantity = l.quantity
        and f.wanted_since is null and f.hold_code is null and l.fulfilled_by = 'MERCHANT'
        and (f.in_feed or f.check_at is null
          or (f.sent_quantity = l.quantity and l.quantity_as_of >= f.sent_at
            and (select a.state from attempt a where a.attempt_id = f.attempt_id) = 'done'))
        as settled
      from stock_figure f join listing l using (account_id, marketplace_id, amazon_sku)
      where f.account_id = ${accountId} and f.amazon_sku = any(${skus}::text[])
        and l.gone_at is null
      order by f.marketplace_id, f.amazon_sku for update of f
    ),
    read as (
      update stock_figure f set check_at = null from told t
      where f.account_id = ${accountId} and f.marketplace_id = t.marketplace_id
        and f.amazon_sku = t.amazon_sku and t.settled and not t.in_feed and t.check_at is not null
    )
    select amazon_sku as sku from told group by 1 having bool_and(coalesce(settled, false))
  `.execute(trx)
  return rows.map((row) => row.sku)
}
