/**
 * What we know of the shop's own orders: every order that carries an Amazon id (the foreign-order
 * index), ours and those of other apps. Orders without an Amazon id stand in lists alone (shop-own-orders.ts).
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, FulfillmentOrderGid, ShopifyOrderGid } from '../core/ids.ts'
import type { ShopifyOrder } from '../core/orders/shopify-order.ts'
import type { Database } from './pool.ts'
import type { ReadingTime } from './reading-times.ts'
import { jsonRows } from './rows.ts'
import { forgetOwnOrder, saveOwnOrders } from './shop-own-orders.ts'

/**
 * Stores observations; an older `updatedAt` never overwrites a newer, and of two readings with the same one
 * the reading that began first never overwrites the other, whichever is stored first. What a newer reading no
 * longer shows is forgotten. Answers the Amazon ids whose orders changed, are newly linked or no longer linked,
 * so that the caller can mark them.
 */
export async function saveShopOrders(
  trx: Database,
  accountId: AccountId,
  shown: readonly ShopifyOrder[],
  begun: ReadingTime,
): Promise<AmazonOrderId[]> {
  if (shown.length === 0) return []
  const known = await lockKnown(trx, accountId, shown)
  // What was asked for before the order was deleted may still show it.
  const orders = shown.filter(({ gid }) => begun.worldMs >= (known.get(gid)?.deletedMs ?? 0))
  if (orders.length === 0) return []
  const lost = await forgetEvidence(trx, accountId, orders, known)
  const changed = await upsertShopOrders(
    trx,
    accountId,
    orders.filter((order) => order.amazonIds.length > 0 || known.has(order.gid)),
    begun,
  )
  await saveOwnOrders(trx, accountId, orders)
  return [...new Set([...lost, ...changed])]
}

/**
 * A reading of one order that shows nothing new still says how it stands now: what was decided to look for,
 * and was not there, must not be looked for again in the same run.
 */
export async function confirmShopOrder(
  trx: Database,
  accountId: AccountId,
  { gid, updatedAtMs }: Pick<ShopifyOrder, 'gid' | 'updatedAtMs'>,
  begun: ReadingTime,
): Promise<void> {
  await sql`
    update shopify_order set as_of = greatest(as_of, from_ms(${begun.worldMs})),
      begun_at = greatest(begun_at, from_ms(${begun.machineMs}))
    where account_id = ${accountId} and gid = ${gid} and updated_at <= from_ms(${updatedAtMs})
  `.execute(trx)
}

/**
 * What an answer to a create shows: not every place where an id may stand, so nothing is forgotten. Whatever
 * was read of the order is newer than that.
 */
export async function saveCreatedOrders(
  trx: Database,
  accountId: AccountId,
  orders: readonly ShopifyOrder[],
): Promise<void> {
  await upsertShopOrders(trx, accountId, orders, null)
}

/** Locked, so that of two readings at once the newer is compared with the older. */
async function lockKnown(
  trx: Database,
  accountId: AccountId,
  orders: readonly ShopifyOrder[],
): Promise<Map<string, Known>> {
  const { rows } = await sql<Known & { gid: string }>`
    select gid, updated_at as "updatedMs", deleted_at as "deletedMs" from shopify_order
    where account_id = ${accountId} and gid = any(${orders.map(({ gid }) => gid)}::text[])
    order by gid for update
  `.execute(trx)
  return new Map(rows.map((row) => [row.gid, row]))
}

type Known = { readonly updatedMs: number; readonly deletedMs: number | null }

/**
 * Removes the places where an order no longer carries an id. Only a later reading counts: Shopify's times
 * are whole seconds, and of two in one second nobody knows which is the newer.
 */
async function forgetEvidence(
  trx: Database,
  accountId: AccountId,
  orders: readonly ShopifyOrder[],
  known: ReadonlyMap<string, Known>,
): Promise<AmazonOrderId[]> {
  const later = orders.filter((order) => order.updatedAtMs > (known.get(order.gid)?.updatedMs ?? 0))
  const { rows } = await sql<{ id: AmazonOrderId }>`
    delete from shopify_order_amazon_id f
    where f.account_id = ${accountId} and f.gid = any(${orders.map(({ gid }) => gid)}::text[])
      and (f.evidence = 'unread' or f.gid = any(${later.map(({ gid }) => gid)}::text[]))
      and not exists (select from ${jsonRows(idRows(orders))} as r(gid text, id text, evidence text)
        where r.gid = f.gid and r.id = f.amazon_order_id and r.evidence = f.evidence)
    returning f.amazon_order_id as id
  `.execute(trx)
  return rows.map((row) => row.id)
}

function idRows(orders: readonly ShopifyOrder[]) {
  return orders.flatMap((order) =>
    order.amazonIds.map((found) => ({ gid: order.gid, id: found.orderId, evidence: found.where })),
  )
}

async function upsertShopOrders(
  trx: Database,
  accountId: AccountId,
  carrying: readonly ShopifyOrder[],
  begun: ReadingTime | null,
): Promise<AmazonOrderId[]> {
  if (carrying.length === 0) return []
  const ids = idRows(carrying)
  const { rows: changed } = await sql<{ gid: string }>`
    with linked as (
      insert into shopify_order_amazon_id (account_id, amazon_order_id, gid, evidence)
      select distinct ${accountId}, r.id, r.gid, r.evidence
      from ${jsonRows(ids)} as r(gid text, id text, evidence text)
      order by r.id, r.gid, r.evidence
      on conflict do nothing
    )
    insert into shopify_order as s (account_id, gid, name, created_at, updated_at, as_of, begun_at,
      cancelled_at, observed, fulfillment_order_gids)
    select ${accountId}, r.gid, r.name, from_ms(r.created), from_ms(r.updated),
      coalesce(from_ms(${begun?.worldMs ?? null}::float8), (select app_now())),
      from_ms(${begun?.machineMs ?? null}::float8), from_ms(r.cancelled), r.observed, r.parts
    from ${jsonRows(carrying.map(orderRow))} as r(gid text, name text, created float8,
      updated float8, cancelled float8, observed jsonb, parts text[])
    order by r.gid
    on conflict (account_id, gid) do update set name = excluded.name,
      updated_at = excluded.updated_at, as_of = excluded.as_of, begun_at = excluded.begun_at,
      cancelled_at = excluded.cancelled_at, observed = excluded.observed,
      fulfillment_order_gids = excluded.fulfillment_order_gids, deleted_at = null
    where case when s.deleted_at is not null then excluded.begun_at is not null
      else excluded.updated_at > s.updated_at
        or (excluded.updated_at = s.updated_at and excluded.observed <> s.observed
          and (s.begun_at is null or s.begun_at <= excluded.begun_at)) end
    returning s.gid
  `.execute(trx)
  const gids = new Set(changed.map((row) => row.gid))
  return [...new Set(ids.flatMap((row) => (gids.has(row.gid) ? [row.id] : [])))]
}

/** True when what we know of the order is at least as new as this. */
export async function shopOrderIsKnown(
  db: Database,
  accountId: AccountId,
  gid: ShopifyOrderGid,
  updatedAtMs: number,
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from shopify_order where account_id = ${accountId} and gid = ${gid}
      and deleted_at is null and updated_at >= from_ms(${updatedAtMs})
  `.execute(db)
  return rows.length > 0
}

/** Our orders that have one of these fulfilment orders, as far as they were read. */
export async function ordersOfFulfillmentOrders(
  db: Database,
  accountId: AccountId,
  gids: readonly FulfillmentOrderGid[],
): Promise<ShopifyOrderGid[]> {
  const { rows } = await sql<{ gid: ShopifyOrderGid }>`
    select o.gid from shopify_order as o
    where o.account_id = ${accountId} and o.deleted_at is null
      and o.fulfillment_order_gids && ${gids}::text[]
  `.execute(db)
  return rows.map((row) => row.gid)
}

function orderRow(order: ShopifyOrder): object {
  return {
    gid: order.gid,
    name: order.name,
    created: order.createdAtMs,
    updated: order.updatedAtMs,
    cancelled: order.cancelledAtMs,
    observed: order,
    parts: order.fulfillmentOrders.map((part) => part.gid),
  }
}

/**
 * Orders that could not be read and hold Amazon ids: whoever wants to create for one of these ids meets
 * them, and has to read them first. Answers the ids.
 */
export async function noteUnreadOrders(
  trx: Database,
  accountId: AccountId,
  orders: readonly {
    readonly gid: ShopifyOrderGid
    readonly amazonIds: readonly AmazonOrderId[]
  }[],
): Promise<AmazonOrderId[]> {
  const rows = orders.flatMap(({ gid, amazonIds }) => amazonIds.map((id) => ({ gid, id })))
  if (rows.length === 0) return []
  await sql`
    insert into shopify_order_amazon_id (account_id, amazon_order_id, gid, evidence)
    select distinct ${accountId}, r.id, r.gid, 'unread' from ${jsonRows(rows)} as r(gid text, id text)
    on conflict do nothing
  `.execute(trx)
  return [...new Set(rows.map((row) => row.id))]
}

/** A deleted order reads as absent; answers the Amazon ids that it carried. */
export async function forgetShopOrder(
  trx: Database,
  accountId: AccountId,
  gid: ShopifyOrderGid,
): Promise<AmazonOrderId[]> {
  await sql`
    update shopify_order set deleted_at = app_now()
    where account_id = ${accountId} and gid = ${gid} and deleted_at is null
  `.execute(trx)
  await forgetOwnOrder(trx, accountId, gid)
  const { rows } = await sql<{ id: AmazonOrderId }>`
    delete from shopify_order_amazon_id where account_id = ${accountId} and gid = ${gid}
    returning amazon_order_id as id
  `.execute(trx)
  return rows.map((row) => row.id)
}

export type IndexState = {
  readonly completeFromMs: number
  readonly completeAtMs: number | null
  readonly cursor: string | null
  readonly watermarkMs: number | null
  readonly asOfMs: number | null
  /** When the window that `cursor` is in began; null between windows. */
  readonly windowBeganMs: number | null
}

export async function readIndexState(
  db: Database,
  accountId: AccountId,
): Promise<IndexState | null> {
  const { rows } = await sql<IndexState>`
    select complete_from as "completeFromMs", complete_at as "completeAtMs", cursor,
      watermark as "watermarkMs", as_of as "asOfMs", window_began as "windowBeganMs"
    from foreign_index where account_id = ${accountId}
  `.execute(db)
  return rows[0] ?? null
}

/** Moves the index on, in the transaction that stored the page. */
export async function saveIndexState(
  trx: Database,
  accountId: AccountId,
  state: IndexState,
): Promise<void> {
  await sql`
    insert into foreign_index as f (account_id, complete_from, complete_at, cursor, watermark, as_of,
      window_began)
    values (${accountId}, from_ms(${state.completeFromMs}), from_ms(${state.completeAtMs}),
      ${state.cursor}, from_ms(${state.watermarkMs}), from_ms(${state.asOfMs}),
      from_ms(${state.windowBeganMs}))
    on conflict (account_id) do update set complete_from = excluded.complete_from,
      complete_at = excluded.complete_at, cursor = excluded.cursor,
      watermark = excluded.watermark, as_of = excluded.as_of, window_began = excluded.window_began,
      resumed_at = case when excluded.as_of - f.as_of > interval '24 hours' then app_now()
        else f.resumed_at end
  `.execute(trx)
}
