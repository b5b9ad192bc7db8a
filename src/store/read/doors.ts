/** How the two platforms answer: when each was last heard, what stands in its way, and what budget is left. */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import { filledOf, keptOf } from '../budget-terms.ts'
import type { Database } from '../pool.ts'

export type DoorFacts = {
  readonly amazonHeardMs: number | null
  readonly shopifyHeardMs: number | null
  /** The last error of the periodic work that reads the side, while it fails. */
  readonly amazonFails: { readonly code: string; readonly failures: number } | null
  readonly shopifyFails: { readonly code: string; readonly failures: number } | null
}

export async function readDoors(db: Database, accountId: AccountId): Promise<DoorFacts> {
  const heard = (source: string) => sql`(select max(at) from (select at from delivery_seen
    where account_id = ${accountId} and source = ${source} order by at desc limit 1) d)`
  const fails = (key: string) => sql`(select jsonb_build_object('code',
      coalesce(w.last_error_code, 'unknown'), 'failures', w.failures)
    from work w where w.account_id = ${accountId} and w.kind = 'poll' and w.key = ${key}
      and (w.failures > 0 or w.dead_at is not null))`
  const { rows } = await sql<DoorFacts>`
    select greatest(${heard('sqs')}, (select read_at from watermark where account_id = ${accountId}
        and stream = 'amazon-orders')) as "amazonHeardMs",
      greatest(${heard('shopify-webhook')}, (select as_of from foreign_index
        where account_id = ${accountId})) as "shopifyHeardMs",
      ${fails('amazon-orders')} as "amazonFails", ${fails('shopify-orders')} as "shopifyFails"
  `.execute(db)
  return (
    rows[0] ?? {
      ...{ amazonHeardMs: null, shopifyHeardMs: null, amazonFails: null, shopifyFails: null },
    }
  )
}

export type BudgetLeft = {
  readonly bucket: string
  readonly left: number
  readonly capacity: number
  readonly ratePerS: number
  readonly blockedUntilMs: number | null
}

/** Of the buckets that begin with one of these. */
export async function readBudgetsLeft(
  db: Database,
  prefixes: readonly string[],
): Promise<BudgetLeft[]> {
  const now = sql`(select app_now())`
  const { rows } = await sql<BudgetLeft>`
    select b.bucket, greatest(0, floor(${filledOf(sql`b`, now)} - ${keptOf(sql`b`)})) as left,
      b.capacity, b.rate_per_s as "ratePerS",
      case when b.blocked_until > ${now} then epoch_ms(b.blocked_until) end as "blockedUntilMs"
    from budget b
    where exists (select 1 from unnest(${prefixes}::text[]) p where starts_with(b.bucket, p))
    order by b.bucket limit 100
  `.execute(db)
  return rows
}
