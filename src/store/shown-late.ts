/**
 * How long Amazon takes to show a parcel that it took, learnt from looks that came too early: the parcel was not
 * there, and the next look showed it. A dropped call teaches nothing.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type ShownParcel = { readonly orderId: AmazonOrderId; readonly tracking: string }

/** First looks are so much later than one that came too early, */
const allowance = 1.25
/** never later than this, */
const mostMs = 10 * 60_000
/** and for so long. */
const keptFor = sql`interval '24 hours'`

/**
 * The age at which a look should have come, of those parcels that readings show for the first time after a
 * look in vain; null when none was early. Asked before the readings are stored.
 */
export async function shownLate(
  trx: Database,
  accountId: AccountId,
  parcels: readonly ShownParcel[],
): Promise<number | null> {
  if (parcels.length === 0) return null
  const { rows } = await sql<{ ms: number | null }>`
    select max(least(${mostMs}::float8,
      ${allowance}::float8 * (epoch_ms(o.looked_at) - epoch_ms(e.done_at)))) as ms
    from ${jsonRows(parcels)} as r("orderId" text, "tracking" text)
    join amazon_order o on o.account_id = ${accountId} and o.amazon_order_id = r."orderId"
    join effect e on e.account_id = ${accountId} and e.amazon_order_id = r."orderId"
      and e.kind = 'confirm-parcel' and e.body->>'tracking' = r."tracking"
    where o.looked_at > e.done_at and o.looked_at < e.done_at + interval '1 hour'
      and not exists (select from jsonb_array_elements(o.observed->'packages') p
        where p->>'trackingNumber' = r."tracking")
      and (select count(*) from attempt a where a.account_id = e.account_id
        and a.effect_key = e.effect_key) = 1
  `.execute(trx)
  return rows[0]?.ms ?? null
}

export async function learnShownLate(
  trx: Database,
  accountId: AccountId,
  ageMs: number,
): Promise<void> {
  await sql`
    update connection c set shown_late_at = app_now(),
      shown_after_ms = greatest(${ageMs}::float8, ${learntShownAfter})
    where c.account_id = ${accountId}
  `.execute(trx)
}

/** Of connection `c`; null when nothing was learnt of late. */
export const learntShownAfter = sql<number | null>`(case
  when c.shown_late_at > app_now() - ${keptFor} then c.shown_after_ms end)`
