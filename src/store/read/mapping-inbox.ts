/** Amazon SKUs that orders wait for, and listings that nothing links yet: what a person should look at. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type WaitingOrder = {
  readonly orderId: AmazonOrderId
  readonly placedAtMs: number | null
  readonly shipByMs: number | null
}

export type InboxSku = {
  readonly amazonSku: string
  readonly title: string | null
  readonly asin: string | null
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  readonly marketplaceIds: readonly string[]
  readonly barcodes: readonly string[]
  /** `ambiguous`: several variants answer. */
  readonly why: 'unmapped' | 'ambiguous'
  readonly waiting: number
  /** The most urgent first, at most 20. */
  readonly orders: readonly WaitingOrder[]
}

export type InboxPage = {
  readonly skus: readonly InboxSku[]
  /** Amazon SKUs that wait, and orders that wait for them. */
  readonly total: { readonly skus: number; readonly orders: number }
  readonly next: string | null
}

const ordersShown = 20

/** By orders waiting, most first. `after` is the `next` of the page before. */
export async function readMappingInbox(
  db: Database,
  accountId: AccountId,
  asked: { readonly after: string | null; readonly limit: number },
): Promise<InboxPage> {
  const [afterCount, afterSku] = placeOf(asked.after)
  const { rows } = await sql<InboxSku & { allSkus: number; allOrders: number }>`
    with held as materialized (
      select o.amazon_order_id, o.created_at, o.ship_by, o.reason, s.sku
      from amazon_order o
      cross join lateral (select distinct x.sku from jsonb_array_elements_text(
        case when jsonb_typeof(o.outcome_detail->'skus') = 'array' then o.outcome_detail->'skus'
          else jsonb_build_array(coalesce(o.outcome_detail->>'sku', '')) end) as x(sku)) s
      where o.account_id = ${accountId} and o.outcome = 'held'
        and o.reason = any(array['SKU_UNMAPPED', 'SKU_AMBIGUOUS']) and s.sku <> ''
    ),
    waiting as (
      select sku, count(*) as orders,
        case when bool_or(reason = 'SKU_UNMAPPED') then 'unmapped' else 'ambiguous' end as why
      from held group by sku
    ),
    page as (
      select * from waiting
      where ${afterSku}::text is null or orders < ${afterCount}::bigint
        or (orders = ${afterCount}::bigint and sku collate "C" > ${afterSku}::text collate "C")
      order by orders desc, sku collate "C" limit ${asked.limit + 1}
    )
    select p.sku as "amazonSku", p.why, p.orders as waiting,
      coalesce(l.title, (select i.title from order_line i where i.account_id = ${accountId}
        and i.sku = p.sku limit 1)) as title, l.asin,
      l.fulfilled_by as "fulfilledBy", coalesce(l.marketplaces, '{}') as "marketplaceIds",
      coalesce(l.barcodes, '{}') as barcodes,
      (select jsonb_agg(jsonb_build_object('orderId', h.amazon_order_id,
          'placedAtMs', epoch_ms(h.created_at), 'shipByMs', epoch_ms(h.ship_by))
          order by h.ship_by nulls last, h.amazon_order_id)
        from (select * from held h where h.sku = p.sku
          order by h.ship_by nulls last, h.amazon_order_id limit ${ordersShown}) h) as orders,
      (select count(*) from waiting) as "allSkus",
      (select count(distinct amazon_order_id) from held) as "allOrders"
    from page p
    left join lateral (
      select min(x.title) as title, min(x.asin) as asin, max(x.fulfilled_by) as fulfilled_by,
        array_agg(distinct x.marketplace_id) as marketplaces,
        (select array_agg(distinct b) from listing y cross join unnest(y.barcodes) b
          where y.account_id = ${accountId} and y.amazon_sku = p.sku and y.gone_at is null) as barcodes
      from listing x where x.account_id = ${accountId} and x.amazon_sku = p.sku
        and x.gone_at is null having count(*) > 0) l on true
    order by p.orders desc, p.sku collate "C"
  `.execute(db)
  const skus = rows.slice(0, asked.limit).map(({ allSkus, allOrders, ...one }) => one)
  const last = skus.at(-1)
  const more = rows.length > asked.limit && last !== undefined
  return {
    skus,
    total: { skus: rows[0]?.allSkus ?? 0, orders: rows[0]?.allOrders ?? 0 },
    next: more ? `${last.waiting}:${last.amazonSku}` : null,
  }
}

/** Listings that no link answers, by SKU: each once, however many marketplaces show it. */
export async function readUnlinked(
  db: Database,
  accountId: AccountId,
  asked: { readonly after: string | null; readonly limit: number; readonly mappingFirst: boolean },
): Promise<{
  readonly skus: readonly Omit<InboxSku, 'waiting' | 'orders' | 'why'>[]
  readonly next: string | null
}> {
  const { rows } = await sql<Omit<InboxSku, 'waiting' | 'orders' | 'why'>>`
    select l.amazon_sku as "amazonSku", min(l.title) as title, min(l.asin) as asin,
      max(l.fulfilled_by) as "fulfilledBy", array_agg(distinct l.marketplace_id) as "marketplaceIds",
      coalesce((select array_agg(distinct b) from listing y cross join unnest(y.barcodes) b
        where y.account_id = ${accountId} and y.amazon_sku = l.amazon_sku and y.gone_at is null),
        '{}') as barcodes
    from listing l
    where l.account_id = ${accountId} and l.gone_at is null
      and (${asked.after}::text is null or l.amazon_sku > ${asked.after})
      and not exists (select from link_of(${accountId}, l.amazon_sku, ${asked.mappingFirst}))
    group by l.amazon_sku order by l.amazon_sku limit ${asked.limit + 1}
  `.execute(db)
  const skus = rows.slice(0, asked.limit)
  return { skus, next: rows.length > asked.limit ? (skus.at(-1)?.amazonSku ?? null) : null }
}

function placeOf(after: string | null): [number | null, string | null] {
  const [, count, sku] = /^(\d{1,9}):(.*)$/s.exec(after ?? '') ?? []
  return count === undefined || sku === undefined ? [null, null] : [Number(count), sku]
}
