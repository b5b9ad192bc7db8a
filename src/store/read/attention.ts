/**
 * What needs a person: each order once, under its most urgent hold. One source for the Overview, the saved view,
 * the pips and the list, so that they never disagree (R-CONSOLE-1).
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

/** Clocks that only say what leaves next: they stand in their own list and need nobody. */
const quiet = ['SHIP_BY_24_HOURS', 'SHIP_BY_4_HOURS']

/** Most urgent first; what is not named stands before the clocks. A cause comes before the clock that it stops. */
const first: readonly string[] = [
  'SHIPPED_HERE_CANCELLED_THERE',
  'BUYER_ASKS_TO_CANCEL',
  'CANCELLED_WITHOUT_REFUND',
  'SHIPMENT_REFUSED',
  'SHIPMENT_NOT_TAKEN',
  'TRACKING_MISSING',
  'TRACKING_UNREADABLE',
  'CHECK_MESSAGES',
  'SKU_UNMAPPED',
  'SKU_AMBIGUOUS',
  'UNABLE_TO_RESERVE_INVENTORY',
  'ALREADY_REFUNDED',
]
const last: readonly string[] = [
  'SHIP_BY_OVER',
  'UNCONFIRMED_30_DAYS',
  'UNCONFIRMED_28_DAYS',
  'AUTO_CANCEL_NEAR',
  'UNCONFIRMED_23_DAYS',
  'SHIPPED_NOT_CONFIRMED',
  'MONEY_QUARANTINED',
]

/** Lower is more urgent. */
export function attentionRank(code: string): number {
  const early = first.indexOf(code)
  if (early >= 0) return early
  const late = last.indexOf(code)
  return late >= 0 ? first.length + 1 + late : first.length
}

export function isQuietHold(code: string): boolean {
  return quiet.includes(code)
}

/** Beyond this many of one kind nobody counts on: a shop that stands still. */
const heldMax = 20_000

/** `(id, concern, code, since)`: each order that is held, once. */
export function heldOrders(accountId: AccountId): RawBuilder<unknown> {
  const ranked = sql`coalesce(array_position(${[...first]}::text[], h.code),
    ${first.length + 1}::int + coalesce(array_position(${[...last]}::text[], h.code), 0))`
  return sql`(
    select distinct on (h.id) h.id, h.concern, h.code, h.since
    from (
      (select o.amazon_order_id as id, 'import' as concern, o.reason as code, o.decided_at as since
        from amazon_order o where o.account_id = ${accountId} and o.outcome = 'held'
        limit ${heldMax})
      union all
      (select c.amazon_order_id, c.concern, c.reason, c.decided_at from order_concern c
        where c.account_id = ${accountId} and c.outcome = 'held'
          and c.reason <> all(${quiet}::text[]) limit ${heldMax})
    ) h order by h.id, ${ranked}, h.since
  )`
}

export type HeldGroup = {
  readonly code: string
  readonly concern: string
  readonly currency: string | null
  readonly orders: number
  readonly totalMinor: number
  readonly sinceMs: number | null
  readonly shipByMs: number | null
  readonly urgentId: AmazonOrderId
  readonly urgentName: string | null
}

/** By code and currency; the most urgent order of each by its ship-by. */
export async function readHeldGroups(db: Database, accountId: AccountId): Promise<HeldGroup[]> {
  const { rows } = await sql<HeldGroup>`
    select h.code, min(h.concern) as concern, o.currency, count(*)::int as orders,
      coalesce(sum(o.total_minor), 0)::bigint as "totalMinor", min(h.since) as "sinceMs",
      min(o.ship_by) as "shipByMs",
      (array_agg(h.id order by o.ship_by nulls last, h.since, h.id))[1] as "urgentId",
      (array_agg(o.shopify_name order by o.ship_by nulls last, h.since, h.id))[1] as "urgentName"
    from ${heldOrders(accountId)} h
    cross join lateral (select a.currency, a.total_minor, a.ship_by, a.shopify_name
      from amazon_order a where a.account_id = ${accountId} and a.amazon_order_id = h.id
      limit 1) o
    group by h.code, o.currency
  `.execute(db)
  return rows
}

/** How many products wait to be linked. */
export async function countUnmappedSkus(db: Database, accountId: AccountId): Promise<number> {
  const { rows } = await sql<{ skus: number }>`
    select count(distinct s.sku)::int as skus from (
      select jsonb_array_elements_text(o.outcome_detail -> 'skus') as sku from amazon_order o
      where o.account_id = ${accountId} and o.outcome = 'held' and o.reason = 'SKU_UNMAPPED'
        and jsonb_typeof(o.outcome_detail -> 'skus') = 'array'
      union all
      select o.outcome_detail ->> 'sku' from amazon_order o
      where o.account_id = ${accountId} and o.outcome = 'held' and o.reason = 'SKU_AMBIGUOUS'
      limit ${heldMax}) s
  `.execute(db)
  return rows[0]?.skus ?? 0
}
