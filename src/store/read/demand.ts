/** What the shop sold most, with what Amazon shows and sold of the same variants. */
import { sql } from 'kysely'
import type { Demand } from '../../core/catalog/demand.ts'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type DemandReading = {
  readonly demands: readonly Demand[]
  /** What the figures rest on. */
  readonly basis: {
    readonly days: number
    /** Orders of the shop in the window that we know. */
    readonly orders: number
    /** The oldest of them: where it is younger than the window, we know less than it says. */
    readonly sinceMs: number | null
  }
}

/** The variants that sold most, at most `limit` of them; figures and basis as of one moment. */
export async function readDemand(
  db: Database,
  accountId: AccountId,
  asked: { readonly days: number; readonly limit: number },
): Promise<DemandReading> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => read(trx, accountId, asked))
}

async function read(
  db: Database,
  accountId: AccountId,
  asked: { readonly days: number; readonly limit: number },
): Promise<DemandReading> {
  const { days, limit } = asked
  const since = sql`app_now() - make_interval(days => ${days})`
  const { rows: demands } = await sql<Demand>`
    with sold as materialized (
      select s.variant_gid, sum(s.units) as units from shop_sale s
      where s.account_id = ${accountId} and s.sold_at > ${since}
      group by s.variant_gid order by units desc, s.variant_gid limit ${limit}
    )
    select s.variant_gid as "variantGid", v.sku as "shopifySku",
      v.observed->>'productTitle' as "productTitle", v.observed->>'variantTitle' as "variantTitle",
      s.units as "shopUnits", coalesce(a.units, 0) as "amazonUnits",
      coalesce(l.listings, '[]') as listings
    from sold s
    cross join lateral (select * from variant v where v.account_id = ${accountId}
      and v.variant_gid = s.variant_gid and v.gone_at is null limit 1) v
    cross join lateral (select array(
      select v.sku where v.sku is not null
      union select m.sku from sku_mapping m where m.account_id = ${accountId}
        and m.components @> jsonb_build_array(jsonb_build_object('variantGid', v.variant_gid))
      union select g.sku from global_mapping g
        where g.components @> jsonb_build_array(jsonb_build_object('variantGid', v.variant_gid))
          or g.components @> jsonb_build_array(jsonb_build_object('shopifySku', v.sku))) as skus) k
    left join lateral (select jsonb_agg(jsonb_build_object('amazonSku', x.amazon_sku,
        'marketplaceId', x.marketplace_id, 'status', x.status, 'fulfilledBy', x.fulfilled_by,
        'quantity', x.quantity) order by x.amazon_sku, x.marketplace_id) as listings
      from listing x where x.account_id = ${accountId} and x.amazon_sku = any(k.skus)
        and x.gone_at is null) l on true
    left join lateral (select sum(i.quantity) as units from order_line i
      join amazon_order o on o.account_id = i.account_id and o.amazon_order_id = i.amazon_order_id
      where i.account_id = ${accountId} and i.sku = any(k.skus)
        and o.created_at > ${since}) a on true
  `.execute(db)
  const { rows } = await sql<{ orders: number; sinceMs: number | null }>`
    select count(distinct order_gid) as orders, min(sold_at) as "sinceMs" from shop_sale
    where account_id = ${accountId} and sold_at > ${since}
  `.execute(db)
  const { orders, sinceMs } = rows[0] ?? { orders: 0, sinceMs: null }
  return { demands, basis: { days, orders, sinceMs } }
}
