/** Amazon's notices of what we have just told Amazon ourselves: they are no news (design rule 4). */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

/** Amazon's clock and ours may differ by this. */
const skewMs = 2_000

/**
 * The events, as `<order id> <ms>`, that fall in the time in which a confirmation of ours was on its way.
 * It is read back by itself, so that the order is looked at again without a notice.
 */
export async function ownEchoes(
  trx: Database,
  accountId: AccountId,
  events: readonly { readonly orderId: AmazonOrderId; readonly eventMs: number }[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set()
  const { rows } = await sql<{ orderId: string; eventMs: number }>`
    select r."orderId", r."eventMs" from ${jsonRows(events)} as r("orderId" text, "eventMs" float8)
    where exists (select 1 from effect e join attempt a
        on a.account_id = e.account_id and a.effect_key = e.effect_key
      where e.account_id = ${accountId} and e.amazon_order_id = r."orderId"
        and e.kind = 'confirm-parcel' and a.state <> 'void'
        and r."eventMs" between epoch_ms(a.at) - ${skewMs}
          and epoch_ms(machine_to_world(coalesce(a.ended_at, a.answer_by))) + ${skewMs})
  `.execute(trx)
  return new Set(rows.map(({ orderId, eventMs }) => `${orderId} ${eventMs}`))
}
