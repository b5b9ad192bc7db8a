/** Whether an order's personal data is there, and until when; not the data. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type AddressState = {
  readonly personalState: 'complete' | 'no-address' | 'none'
  readonly kept: boolean
  readonly deleteAfterMs: number | null
}

export async function readAddressState(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<AddressState | null> {
  const { rows } = await sql<AddressState>`
    select o.personal_state as "personalState", p.amazon_order_id is not null as kept,
      p.purge_after as "deleteAfterMs"
    from amazon_order o
    left join order_personal p on p.account_id = o.account_id
      and p.amazon_order_id = o.amazon_order_id
    where o.account_id = ${accountId} and o.amazon_order_id = ${orderId}
  `.execute(db)
  return rows[0] ?? null
}
