/** How long imports took, hour by hour of the last day: the same measure as `readImportLag`. */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type LagHour = {
  readonly atMs: number
  readonly imports: number
  readonly p50Ms: number | null
  readonly p99Ms: number | null
}

const measuredMax = 5_000

/** 24 hours, oldest first; an hour without an import has no figures. */
export async function readLagHours(db: Database, accountId: AccountId): Promise<LagHour[]> {
  const { rows } = await sql<LagHour>`
    with imported as materialized (
      select o.amazon_order_id as id, o.imported_at
      from amazon_order o join connection c on c.account_id = o.account_id
      where o.account_id = ${accountId} and o.imported_at > app_now() - interval '1 day'
        and o.created_at >= c.connected_at
      order by o.imported_at desc limit ${measuredMax}
    ),
    straight as (
      select date_trunc('hour', i.imported_at) as hour,
        greatest(0, epoch_ms(i.imported_at) - n.news_ms) as lag_ms
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
    select epoch_ms(h.hour) as "atMs", count(s.lag_ms)::int as imports,
      percentile_disc(0.5) within group (order by s.lag_ms) as "p50Ms",
      percentile_disc(0.99) within group (order by s.lag_ms) as "p99Ms"
    from generate_series(date_trunc('hour', app_now()) - interval '23 hours',
      date_trunc('hour', app_now()), interval '1 hour') as h(hour)
    left join straight s on s.hour = h.hour
    group by h.hour order by h.hour
  `.execute(db)
  return rows
}
