/**
 * The last decision of each order, kept as a projection for lists and counts. Decisions never read it
 * back; only a change is written, so that an order that rests costs nothing.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, VariantGid } from '../core/ids.ts'
import { lockOrders } from './order-locks.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type OutcomeName = 'working' | 'imported' | 'adopted' | 'held' | 'waiting' | 'resting'

export type Outcome = {
  readonly orderId: AmazonOrderId
  readonly outcome: OutcomeName
  readonly reason: string
  readonly detail: unknown
  readonly againAtMs: number | null
  readonly shopifyGid: string | null
  readonly shopifyName: string | null
}

/** Writes what changed, each with its line in the trace; answers the orders that changed. */
export async function saveOutcomes(
  db: Database,
  accountId: AccountId,
  outcomes: readonly Outcome[],
): Promise<Set<string>> {
  if (outcomes.length === 0) return new Set()
  const locks = lockOrders(
    accountId,
    outcomes.map(({ orderId }) => orderId),
  )
  const { rows } = await sql<{ id: string }>`
    with ${locks.part}, given as materialized (
      select r.*, m.world from ${jsonRows(outcomes)} as r("orderId" text, "outcome" text,
          "reason" text, "detail" jsonb, "againAtMs" float8, "shopifyGid" text, "shopifyName" text)
        cross join (select app_now() as world offset 0) m
    ),
    changed as (
      update amazon_order o set outcome = r."outcome", reason = r."reason",
        outcome_detail = r."detail", again_at = from_ms(r."againAtMs"), decided_at = r.world,
        shopify_gid = coalesce(r."shopifyGid", o.shopify_gid),
        shopify_name = coalesce(r."shopifyName", o.shopify_name),
        imported_at = case when r."outcome" in ('imported', 'adopted')
          then coalesce(o.imported_at, r.world) else o.imported_at end
      from given r
      where o.account_id = ${accountId}
        and o.amazon_order_id = any(array(select "orderId" from given))
        and o.amazon_order_id = r."orderId" and ${locks.taken}
        and (o.outcome, o.reason, o.outcome_detail, o.again_at)
          is distinct from (r."outcome", r."reason", r."detail", from_ms(r."againAtMs"))
      returning r.*
    )
    insert into order_trace (account_id, amazon_order_id, at, kind, body)
    select ${accountId}, c."orderId", c.world, 'decided', jsonb_build_object(
      'outcome', c."outcome", 'reason', c."reason", 'detail', c."detail")
    from changed c
    returning amazon_order_id as id
  `.execute(db)
  return new Set(rows.map((row) => row.id))
}

/** Orders that a change in the world may free: held for one of these codes, with one of the SKUs. */
export async function ordersHeldFor(
  db: Database,
  accountId: AccountId,
  filter: {
    readonly codes: readonly string[]
    readonly skus: readonly string[] | null
    /** Null: all of them. */
    readonly limit: number | null
  },
): Promise<AmazonOrderId[]> {
  const skus = filter.skus
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select o.amazon_order_id as id from amazon_order o
    where o.account_id = ${accountId} and o.outcome = 'held'
      and o.reason = any(${filter.codes}::text[])
      and (${skus === null} or exists (select 1 from order_line l
        where l.account_id = o.account_id and l.amazon_order_id = o.amazon_order_id
          and l.sku = any(${skus ?? []}::text[])))
    order by o.created_at limit ${filter.limit}
  `.execute(db)
  return rows.map((row) => row.id)
}

/** Orders whose last decision was a look for this reason. */
export async function ordersWaitingFor(
  db: Database,
  accountId: AccountId,
  reason: string,
): Promise<AmazonOrderId[]> {
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select amazon_order_id as id from amazon_order
    where account_id = ${accountId} and outcome = 'working' and reason = ${reason}
  `.execute(db)
  return rows.map((row) => row.id)
}

/** Orders placed inside a window that have no Shopify order. */
export async function ordersPlacedBetween(
  db: Database,
  accountId: AccountId,
  window: { readonly fromMs: number; readonly toMs: number },
  limit: number,
): Promise<AmazonOrderId[]> {
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select amazon_order_id as id from amazon_order
    where account_id = ${accountId} and shopify_gid is null
      and created_at between from_ms(${window.fromMs}) and from_ms(${window.toMs})
    order by created_at desc limit ${limit}
  `.execute(db)
  return rows.map((row) => row.id)
}

export type HeldShortage = {
  readonly orderId: AmazonOrderId
  readonly variantGid: VariantGid
  readonly needed: number
}

/** What the orders that are held for short stock need, from their newest refusal. */
export async function heldShortages(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<HeldShortage[]> {
  const { rows } = await sql<HeldShortage>`
    select o.amazon_order_id as "orderId", s."variantGid", s."needed"
    from (select amazon_order_id, generation from amazon_order
      where account_id = ${accountId} and outcome = 'held'
        and reason = 'UNABLE_TO_RESERVE_INVENTORY'
      order by ship_by nulls last limit ${limit}) o
    cross join lateral (select a.refusal from attempt a
      where a.account_id = ${accountId} and a.state = 'refused'
        and a.effect_key = 'shopify-order:' || o.amazon_order_id || '#' || o.generation
      order by a.intended_at desc limit 1) newest
    cross join lateral jsonb_to_recordset(newest.refusal->'shortages')
      as s("variantGid" text, "needed" integer)
  `.execute(db)
  return rows
}

/**
 * Orders that are held for short stock of one of these variants, and those whose refusal named none; the
 * most urgent first.
 */
export async function ordersShortOf(
  db: Database,
  accountId: AccountId,
  variants: readonly VariantGid[],
  limit: number,
): Promise<AmazonOrderId[]> {
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select o.amazon_order_id as id from amazon_order o
    cross join lateral (select a.refusal from attempt a
      where a.account_id = ${accountId} and a.state = 'refused'
        and a.effect_key = 'shopify-order:' || o.amazon_order_id || '#' || o.generation
      order by a.intended_at desc limit 1) newest
    where o.account_id = ${accountId} and o.outcome = 'held'
      and o.reason = 'UNABLE_TO_RESERVE_INVENTORY'
      and (coalesce(jsonb_array_length(newest.refusal->'shortages'), 0) = 0
        or exists (select 1 from jsonb_to_recordset(newest.refusal->'shortages')
          as s("variantGid" text) where s."variantGid" = any(${variants}::text[])))
    order by o.ship_by nulls last limit ${limit}
  `.execute(db)
  return rows.map((row) => row.id)
}

/** Opens an incident once: the same code on the same order stays one while it is open. */
export async function openIncident(
  db: Database,
  accountId: AccountId,
  incident: {
    readonly orderId: AmazonOrderId | null
    readonly code: string
    readonly detail: object
  },
): Promise<void> {
  await sql`
    insert into incident (account_id, amazon_order_id, code, detail, at)
    select ${accountId}, ${incident.orderId}, ${incident.code},
      ${JSON.stringify(incident.detail)}::jsonb, app_now()
    where not exists (select 1 from incident i where i.account_id = ${accountId}
      and i.amazon_order_id is not distinct from ${incident.orderId} and i.code = ${incident.code}
      and i.closed_at is null)
  `.execute(db)
}
