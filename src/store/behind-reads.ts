/**
 * Counts the looks at Amazon that showed less than an event told. The last one leaves an incident; a read
 * that catches up ends the counting, whoever made it.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import { behindLooksMax } from '../core/orders/import/behind-event.ts'
import type { Database } from './pool.ts'

/** After any reading: what shows what the event told, or more, is not behind. */
export async function noteCaughtUp(
  trx: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<void> {
  if (orderIds.length === 0) return
  await sql`
    update amazon_order set as_of = app_now(), behind_reads = 0, behind_read_at = null
    where account_id = ${accountId} and amazon_order_id = any(${orderIds}::text[])
      and behind_reads > 0 and event_at <= last_updated_at
  `.execute(trx)
}

/** After a look made for the event; orders that it did not show at all count too. */
export async function countBehind(
  trx: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<void> {
  if (orderIds.length === 0) return
  await sql`
    with counted as (
      update amazon_order set as_of = app_now(), behind_read_at = app_now(),
        behind_reads = behind_reads + 1
      where account_id = ${accountId} and amazon_order_id = any(${orderIds}::text[])
        and event_at > coalesce(last_updated_at, '-infinity')
      returning amazon_order_id, behind_reads, event_at, last_updated_at
    )
    insert into incident (account_id, amazon_order_id, code, detail, at)
    select ${accountId}, c.amazon_order_id, 'AMAZON_BEHIND_EVENT', jsonb_build_object(
      'reads', c.behind_reads, 'eventMs', epoch_ms(c.event_at),
      'shownMs', epoch_ms(c.last_updated_at)), app_now()
    from counted c where c.behind_reads = ${behindLooksMax}
      and not exists (select 1 from incident i where i.account_id = ${accountId}
        and i.amazon_order_id = c.amazon_order_id and i.code = 'AMAZON_BEHIND_EVENT'
        and i.closed_at is null)
  `.execute(trx)
}
