/**
 * Door to door: from Amazon's own time of the last news before the import to the import, over the last
 * day (B43). Only orders that went straight through: what waited for a person, or was placed before the
 * connection, says nothing of the bridge.
 */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type ImportLag = {
  readonly imports: number
  readonly p50Ms: number | null
  readonly p99Ms: number | null
  /** Orders that should be in Shopify by now and are neither there nor held. */
  readonly overdue: number
}

/** The newest imports of the day that are measured. */
const measuredMax = 5_000
/** What the old channel promised: an order may take this long to come over. */
export const lagAlarmMs = 30 * 60_000

export async function readImportLag(db: Database, accountId: AccountId): Promise<ImportLag> {
  const { rows } = await sql<ImportLag>`
    with imported as materialized (
      select o.amazon_order_id as id, o.imported_at, o.created_at, c.connected_at
      from amazon_order o join connection c on c.account_id = o.account_id
      where o.account_id = ${accountId} and o.imported_at > app_now() - interval '1 day'
        and o.created_at >= c.connected_at
      order by o.imported_at desc limit ${measuredMax}
    ),
    straight as (
      select greatest(0, epoch_ms(i.imported_at) - n.news_ms) as lag_ms
      from imported i cross join lateral (
        select max(coalesce((t.body->>'eventMs')::float8, (t.body->>'lastUpdatedMs')::float8))
            as news_ms,
          bool_or(t.kind = 'person' or (t.kind = 'decided' and t.body->>'outcome' = 'held'))
            as stopped
        from order_trace t where t.account_id = ${accountId} and t.amazon_order_id = i.id
          and t.at <= i.imported_at
      ) n
      where n.news_ms is not null and not n.stopped
    )
    select count(*) as imports,
      percentile_disc(0.5) within group (order by lag_ms) as "p50Ms",
      percentile_disc(0.99) within group (order by lag_ms) as "p99Ms",
      (select count(*) from amazon_order o join connection c on c.account_id = o.account_id
        where o.account_id = ${accountId} and o.outcome in ('new', 'working')
          and coalesce(o.fulfilled_by, 'MERCHANT') = 'MERCHANT'
          and coalesce(o.status, 'UNSHIPPED') in ('UNSHIPPED', 'PARTIALLY_SHIPPED')
          and greatest(o.last_updated_at, o.event_at, o.first_seen_at)
            < app_now() - make_interval(secs => ${lagAlarmMs / 1_000}::float8)) as overdue
    from straight
  `.execute(db)
  return rows[0] ?? { imports: 0, p50Ms: null, p99Ms: null, overdue: 0 }
}
