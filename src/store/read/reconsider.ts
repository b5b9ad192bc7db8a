/** Orders whose next decision a changed setting may change. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type Reconsidered = {
  readonly orderId: AmazonOrderId
  /** Held and waiting orders; the others rest because of a setting. */
  readonly urgent: boolean
}

/** Reasons to rest that a setting is behind. */
const bySetting = ['IMPORT_OFF', 'WATCHING', 'FBA_LISTED', 'FBA_NOT_SHIPPED']

/** Newest first; beyond this many, resting orders stay as they are until something happens to them. */
export const reconsiderMax = 100_000

export async function ordersToReconsider(
  db: Database,
  accountId: AccountId,
): Promise<Reconsidered[]> {
  const { rows } = await sql<Reconsidered>`
    select amazon_order_id as "orderId", outcome in ('held', 'waiting', 'working') as urgent
    from amazon_order
    where account_id = ${accountId} and (outcome in ('held', 'waiting', 'working')
      or (outcome = 'resting' and reason = any(${bySetting}::text[]))
      or amazon_order_id = any(array(select c.amazon_order_id from order_concern c
        where c.account_id = ${accountId})))
    order by urgent desc, coalesce(created_at, first_seen_at) desc limit ${reconsiderMax}
  `.execute(db)
  return rows
}
