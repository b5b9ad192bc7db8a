/** What leaves next, and what crossed since midnight. For showing; world time. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type Day = { readonly nowMs: number; readonly fromMs: number; readonly endMs: number }

/** Today in this time zone. */
export async function readDay(db: Database, timeZone: string): Promise<Day> {
  const { rows } = await sql<Day>`
    select epoch_ms(n.now) as "nowMs", epoch_ms(n.day at time zone ${timeZone}) as "fromMs",
      epoch_ms((n.day + interval '1 day') at time zone ${timeZone}) as "endMs"
    from (select now, date_trunc('day', now at time zone ${timeZone}) as day
      from (select app_now() as now) w) n
  `.execute(db)
  const [day] = rows
  if (day === undefined) throw new Error('the day query answered no row')
  return day
}

export type Leaving = {
  readonly orderId: AmazonOrderId
  readonly shopifyName: string | null
  readonly shipByMs: number
  readonly units: number | null
  readonly service: string | null
  readonly programs: readonly string[]
  readonly marketplace: string | null
  readonly totalMinor: number | null
  readonly currency: string | null
}

/** Paid orders that are still to be shipped, by Amazon's ship-by. */
export async function readLeaving(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<Leaving[]> {
  const { rows } = await sql<Leaving>`
    select o.amazon_order_id as "orderId", o.shopify_name as "shopifyName",
      o.ship_by as "shipByMs", o.observed->>'serviceLevel' as service,
      coalesce(o.observed->'programs', '[]') as programs,
      o.observed->>'marketplaceName' as marketplace, o.total_minor as "totalMinor", o.currency,
      (select sum(l.quantity)::int from order_line l where l.account_id = o.account_id
        and l.amazon_order_id = o.amazon_order_id) as units
    from amazon_order o
    where o.account_id = ${accountId} and o.ship_by is not null
      and o.status in ('UNSHIPPED', 'PARTIALLY_SHIPPED') and o.fulfilled_by = 'MERCHANT'
    order by o.ship_by, o.amazon_order_id limit ${limit}
  `.execute(db)
  return rows
}

export type Today = {
  readonly amazonOrders: number
  readonly byAmazon: number
  readonly imported: number
  /** Of Amazon's orders of today: in Shopify or at rest, with nobody's word. */
  readonly withoutHand: number
  readonly shopOwn: number
  readonly parcels: number
  readonly cancellations: number
  readonly refunds: number
  readonly toShip: number
}

const most = 20_000

/** `parcels`, `cancellations` and `refunds`: first seen in Shopify today. */
export async function readToday(
  db: Database,
  accountId: AccountId,
  { fromMs }: Pick<Day, 'fromMs'>,
): Promise<Today> {
  const from = sql`from_ms(${fromMs}::float8)`
  const { rows } = await sql<Today>`
    with placed as materialized (
      select o.amazon_order_id as id, o.fulfilled_by, o.outcome, o.first_seen_at from amazon_order o
      where o.account_id = ${accountId} and coalesce(o.created_at, o.first_seen_at) >= ${from}
      limit ${most}
    ),
    told as materialized (
      select p.id from placed p where exists (select 1 from person_input i
        where i.account_id = ${accountId} and i.amazon_order_id = p.id)
    )
    select (select count(*) from placed) as "amazonOrders",
      (select count(*) from placed where fulfilled_by = 'AMAZON') as "byAmazon",
      (select count(*) from (select 1 from amazon_order o where o.account_id = ${accountId}
        and o.imported_at >= ${from} limit ${most}) i) as imported,
      (select count(*) from placed p where p.outcome in ('imported', 'adopted', 'resting')
        and not exists (select 1 from told t where t.id = p.id)) as "withoutHand",
      (select count(*) from (select 1 from shop_own_order w where w.account_id = ${accountId}
        and w.created_at >= ${from} and not exists (select 1 from shopify_order_amazon_id f
          where f.account_id = w.account_id and f.gid = w.gid) limit ${most}) s) as "shopOwn",
      (select count(*) from (select 1 from effect e where e.account_id = ${accountId}
        and e.kind in ('confirm-parcel', 'fulfil-in-shop') and e.opened_at >= ${from}
        and e.done_at is not null
        limit ${most}) c) as parcels,
      (select count(*) from life_event v where v.account_id = ${accountId}
        and v.first_seen_at >= ${from} and v.kind = 'shopify-cancel') as cancellations,
      (select count(*) from life_event v where v.account_id = ${accountId}
        and v.first_seen_at >= ${from} and v.kind = 'shopify-refund') as refunds,
      (select count(*) from (select 1 from amazon_order o where o.account_id = ${accountId}
        and o.status in ('UNSHIPPED', 'PARTIALLY_SHIPPED') and o.fulfilled_by = 'MERCHANT'
        and o.ship_by is not null limit ${most}) t) as "toShip"
  `.execute(db)
  const [today] = rows
  if (today === undefined) throw new Error('the query of today answered no row')
  return today
}
