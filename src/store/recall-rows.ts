/**
 * Takes rows off a feed desk that are no longer to be sent as they are: their effect was done meanwhile,
 * their lane no longer acts, Amazon or a person said something since, or they have waited for too long.
 * Their orders decide again.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'

export type RecallTerms = {
  /** Rows that have waited longer in world time were decided on what may be old now. */
  readonly ageMs: number
  readonly cancelIsLive: boolean
  readonly refundIsLive: boolean
}

/** Answers the orders whose rows were taken: each is to decide again. */
export async function recallRows(
  trx: Database,
  accountId: AccountId,
  feedType: string,
  { ageMs, cancelIsLive, refundIsLive }: RecallTerms,
): Promise<AmazonOrderId[]> {
  const { rows } = await sql<{ id: AmazonOrderId }>`
    delete from feed_row q where q.account_id = ${accountId} and q.feed_type = ${feedType}
      and not ${isInOpenFeed}
      and (q.since <= app_now() - make_interval(secs => ${ageMs / 1000}::float8)
        or not case when ${ofRefund} then ${refundIsLive}::boolean else ${cancelIsLive}::boolean end
        or exists (select from effect e where e.account_id = q.account_id
          and e.effect_key = q.effect_key and e.done_at >= q.since)
        or exists (select from amazon_order o where o.account_id = q.account_id
          and o.amazon_order_id = q.amazon_order_id and o.as_of > q.since)
        or exists (select from connection c where c.account_id = q.account_id
          and c.connected_at > q.since)
        or exists (select from life_input i where i.account_id = q.account_id
          and i.amazon_order_id = q.amazon_order_id and i.at > q.since))
    returning q.amazon_order_id as id
  `.execute(trx)
  return [...new Set(rows.map(({ id }) => id))]
}

/** The message went out before and Amazon has not said yet what came of it. */
export const isInOpenFeed = sql`exists (select from feed_message m
  join feed f on f.feed_no = m.feed_no and f.state in ('intended', 'sent')
  where m.account_id = q.account_id and m.effect_key = q.effect_key
    and m.amazon_order_id = q.amazon_order_id)`

/** Units that a refund takes back are cancelled by the refund's lane. */
const ofRefund = sql`(q.effect_kind = 'refund-on-amazon'
  or (q.effect_kind = 'cancel-units' and q.effect_key like '%/refund-%'))`
