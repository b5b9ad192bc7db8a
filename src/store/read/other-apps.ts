/**
 * Other apps that write Amazon orders into the shop: whoever made an order that carries an Amazon id and
 * is not ours. While such an app still acts, an order may come twice.
 */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type OtherApp = {
  /** As Shopify names the app; null when it names none. */
  readonly title: string | null
  readonly orders: number
  readonly lastOrderMs: number
}

/** Those that made an order within the last `withinMs`, the latest first. */
export async function readOtherApps(
  db: Database,
  accountId: AccountId,
  withinMs: number,
): Promise<OtherApp[]> {
  const { rows } = await sql<OtherApp>`
    select s.observed->>'appTitle' as title, count(distinct s.gid) as orders,
      max(s.created_at) as "lastOrderMs"
    from shopify_order s
    join shopify_order_amazon_id f on f.account_id = s.account_id and f.gid = s.gid
    where s.account_id = ${accountId} and s.deleted_at is null
      and s.created_at > app_now() - make_interval(secs => ${withinMs / 1_000}::float8)
      and f.evidence <> 'note'
      and not exists (select 1 from shopify_order_amazon_id own where own.account_id = s.account_id
        and own.gid = s.gid and own.evidence = 'our-metafield')
      and not exists (select 1 from effect e where e.account_id = s.account_id
        and e.amazon_order_id = f.amazon_order_id and e.platform_id = s.gid
        and e.how in ('created', 'found'))
    group by 1 order by 3 desc limit 20
  `.execute(db)
  return rows
}
