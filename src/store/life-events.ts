/**
 * What readings show for the first time, and how we came to know of it (design rule 5). Whoever stores a
 * reading stores its events in the same transaction.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, ShopifyOrderGid } from '../core/ids.ts'
import { provenanceOf, type ShownEvent } from '../core/life/life-events.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type WatchTerms = {
  /** Without a look for longer than this, what shows was made while nobody watched. */
  readonly awayMs: number
  readonly burst: { readonly events: number; readonly windowMs: number }
}

export type Before = {
  readonly epoch: number
  readonly hasBaseline: boolean
  readonly wasAway: boolean
  readonly recent: number
  readonly known: readonly string[]
}

/** Writes down what was not known yet. Answers how many there were. */
export async function saveEvents(
  trx: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
  shown: readonly ShownEvent[],
  before: Before,
  terms: WatchTerms,
): Promise<number> {
  const fresh = shown.filter(({ eventId }) => !before.known.includes(eventId))
  const rows = fresh.map((event, at) => ({
    ...event,
    provenance: provenanceOf({
      hasBaseline: before.hasBaseline,
      wasAway: before.wasAway,
      isBurst: before.recent + at + 1 > terms.burst.events,
    }),
  }))
  if (rows.length === 0) return 0
  await sql`
    insert into life_event (account_id, event_id, amazon_order_id, kind, epoch, provenance,
      first_seen_at)
    select ${accountId}, r."eventId", ${orderId}, r."kind", ${before.epoch}, r."provenance", app_now()
    from ${jsonRows(rows)} as r("eventId" text, "kind" text, "provenance" text)
    on conflict (account_id, event_id) do update set epoch = excluded.epoch,
      provenance = excluded.provenance
      where life_event.epoch < excluded.epoch
  `.execute(trx)
  return rows.length
}

/** Our create was answered in this epoch: what it answered is the baseline, and it is empty. */
export function madeInEpoch(orderId: AmazonOrderId, gid: ShopifyOrderGid | null) {
  return sql`exists (select 1 from effect m join amazon_order o on o.account_id = m.account_id
    and o.amazon_order_id = m.amazon_order_id
    where m.account_id = c.account_id and m.amazon_order_id = ${orderId}
      and m.effect_key = 'shopify-order:' || ${orderId} || '#' || o.generation
      and m.platform_id = coalesce(${gid}, m.platform_id) and m.how in ('created', 'found')
      and coalesce(m.epoch, 1) = c.epoch)`
}

/** What Amazon only announced is no event of its own. */
export function recentAndKnown(orderId: AmazonOrderId, { burst }: WatchTerms) {
  return sql`(select count(*)::int from life_event e where e.account_id = c.account_id
      and e.kind <> 'amazon-money'
      and e.first_seen_at > app_now() - make_interval(secs => ${burst.windowMs / 1000}::float8))
      as recent,
    coalesce((select jsonb_agg(e.event_id) from life_event e where e.account_id = c.account_id
      and e.amazon_order_id = ${orderId} and e.epoch = c.epoch), '[]') as known`
}
