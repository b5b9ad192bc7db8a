/**
 * One order with everything that is known of it and may be shown: what Amazon says (without personal
 * data), what was tried, looked up, decided and said by people, and what waits. For explaining, never
 * for deciding.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import type { AmazonOrder } from '../../core/orders/amazon-order.ts'
import type { ShopifyOrder } from '../../core/orders/shopify-order.ts'
import type { Database } from '../pool.ts'
import { readTraces, type StoredTrace } from '../traces.ts'
import { type ConcernSummary, listConcerns } from './concerns.ts'
import { type OrderSummary, summaryColumns } from './order-list.ts'
import { type ReturnsOfOrder, readReturnsOf } from './order-returns.ts'

export type AttemptRow = {
  readonly attemptId: string
  readonly state: 'intended' | 'unclear' | 'done' | 'refused' | 'disproved'
  readonly atMs: number
  readonly code: string | null
  readonly refusal: unknown
  readonly platformId: string | null
}

export type OrderPage = {
  readonly nowMs: number
  readonly shop: string | null
  readonly summary: OrderSummary
  readonly observed: AmazonOrder | null
  readonly observedAtMs: number | null
  readonly eventMs: number | null
  readonly unreadablePaths: readonly string[] | null
  readonly personalState: 'complete' | 'no-address' | 'none'
  readonly hasRaw: boolean
  readonly effects: readonly {
    readonly key: string
    readonly kind: string
    readonly how: 'created' | 'found' | 'adopted' | null
    readonly platformId: string | null
    readonly attempts: readonly AttemptRow[]
    readonly lookUps: readonly {
      readonly kind: 'identifier' | 'source' | 'tag'
      readonly found: readonly string[]
      readonly atMs: number
    }[]
  }[]
  readonly personInputs: readonly {
    readonly kind: string
    readonly by: string
    readonly atMs: number
    readonly usedAtMs: number | null
  }[]
  /** Shopify orders that are ours or carry this Amazon id. */
  readonly shopifyOrders: readonly {
    readonly order: ShopifyOrder
    readonly asOfMs: number
    readonly deleted: boolean
    readonly evidence: readonly string[]
  }[]
  readonly incidents: readonly {
    readonly code: string
    readonly atMs: number
    readonly closedAtMs: number | null
  }[]
  readonly variants: readonly {
    readonly gid: string
    readonly sku: string | null
    readonly title: string
  }[]
  readonly work: {
    readonly runAtMs: number | null
    readonly leased: boolean
    readonly parkedUntilMs: number | null
    readonly failures: number
    readonly lastErrorCode: string | null
    readonly deadAtMs: number | null
  } | null
  /** Oldest first. */
  readonly traces: readonly StoredTrace[]
  /** What order life wants with it, beside the import. */
  readonly concerns: readonly ConcernSummary[]
  readonly returns: ReturnsOfOrder
}

/** Trace rows shown at most: the newest. */
export const tracesMax = 500

/** Null when we never heard of the order. */
export async function readOrderPage(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<OrderPage | null> {
  const { rows } = await sql<
    OrderSummary & Omit<OrderPage, 'summary' | 'traces' | 'variants' | 'concerns' | 'returns'>
  >`
    select ${summaryColumns}, app_now() as "nowMs",
      (select c.shopify->>'shop' from connection c where c.account_id = o.account_id) as shop,
      o.observed, o.as_of as "observedAtMs", o.event_at as "eventMs",
      o.unreadable_paths as "unreadablePaths", o.personal_state as "personalState",
      exists (select 1 from order_personal p where p.account_id = o.account_id
        and p.amazon_order_id = o.amazon_order_id) as "hasRaw",
      ${effects} as effects,
      coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'by', p.by_whom,
          'atMs', epoch_ms(p.at), 'usedAtMs', epoch_ms(p.used_at)) order by p.at)
        from person_input p where p.account_id = o.account_id
          and p.amazon_order_id = o.amazon_order_id), '[]') as "personInputs",
      ${shopifyOrders} as "shopifyOrders",
      coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'atMs', epoch_ms(i.at),
          'closedAtMs', epoch_ms(i.closed_at)) order by i.at)
        from incident i where i.account_id = o.account_id
          and i.amazon_order_id = o.amazon_order_id), '[]') as incidents,
      (select jsonb_build_object('runAtMs', epoch_ms(w.run_at),
          'leased', w.lease_token is not null, 'parkedUntilMs', epoch_ms(w.parked_until),
          'failures', w.failures, 'lastErrorCode', w.last_error_code,
          'deadAtMs', epoch_ms(w.dead_at))
        from work w where w.account_id = o.account_id and w.kind = 'order'
          and w.key = o.amazon_order_id) as work
    from amazon_order o
    where o.account_id = ${accountId} and o.amazon_order_id = ${orderId}
  `.execute(db)
  const row = rows[0]
  if (row === undefined) return null
  const filter = { orderId, concern: null, show: 'all', limit: 20 } as const
  const concerns = await listConcerns(db, accountId, filter)
  const returns = await readReturnsOf(db, accountId, orderId)
  const traces = await readTraces(db, accountId, orderId, tracesMax)
  const variants = await namesOf(db, accountId, matchedGids(traces, row.detail))
  const { nowMs, shop, observed, observedAtMs, eventMs, unreadablePaths, personalState } = row
  const { hasRaw, effects: tried, personInputs, shopifyOrders: found, incidents, work } = row
  const known = { nowMs, shop, observed, observedAtMs, eventMs, unreadablePaths, personalState }
  const acted = { hasRaw, effects: tried, personInputs, shopifyOrders: found, incidents, work }
  return { ...known, ...acted, summary: summaryOf(row), variants, traces, concerns, returns }
}

const effects = sql`
  coalesce((select jsonb_agg(jsonb_build_object('key', e.effect_key, 'kind', e.kind,
      'how', e.how, 'platformId', e.platform_id,
      'attempts', coalesce((select jsonb_agg(jsonb_build_object('attemptId', a.attempt_id,
          'state', a.state, 'atMs', epoch_ms(a.at), 'code', a.code, 'refusal', a.refusal,
          'platformId', a.platform_id) order by a.intended_at)
        from attempt a where a.account_id = e.account_id and a.effect_key = e.effect_key), '[]'),
      'lookUps', coalesce((select jsonb_agg(jsonb_build_object('kind', l.kind,
          'found', l.found, 'atMs', epoch_ms(l.at)) order by l.at)
        from look_up l where l.account_id = e.account_id and l.effect_key = e.effect_key), '[]')
    ) order by e.opened_at)
    from effect e where e.account_id = o.account_id
      and e.amazon_order_id = o.amazon_order_id), '[]')`

const shopifyOrders = sql`
  coalesce((select jsonb_agg(jsonb_build_object('order', s.observed, 'asOfMs', epoch_ms(s.as_of),
      'deleted', s.deleted_at is not null, 'evidence', coalesce((
        select jsonb_agg(f.evidence order by f.evidence) from shopify_order_amazon_id f
        where f.account_id = s.account_id and f.gid = s.gid
          and f.amazon_order_id = o.amazon_order_id), '[]')))
    from shopify_order s where s.account_id = o.account_id and s.gid in (
      select f.gid from shopify_order_amazon_id f where f.account_id = o.account_id
        and f.amazon_order_id = o.amazon_order_id
      union select o.shopify_gid)), '[]')`

function summaryOf(row: OrderSummary): OrderSummary {
  const { orderId, placedAtMs, firstSeenMs, status, fulfilledBy, programs, marketplaceId } = row
  const { marketplaceName, units, totalMinor, currency, shipByMs, outcome, reason, detail } = row
  const { againAtMs, decidedAtMs, shopifyGid, shopifyName, importedAtMs } = row
  return {
    ...{ orderId, placedAtMs, firstSeenMs, status, fulfilledBy, programs, marketplaceId },
    ...{ marketplaceName, units, totalMinor, currency, shipByMs, outcome, reason, detail },
    ...{ againAtMs, decidedAtMs, shopifyGid, shopifyName, importedAtMs },
  }
}

/** Every variant that a match of this order names. */
function matchedGids(traces: readonly StoredTrace[], detail: unknown): string[] {
  const text = JSON.stringify([detail, ...traces.map((trace) => trace.body)])
  return [...new Set(text.match(/gid:\/\/shopify\/ProductVariant\/\d+/g) ?? [])]
}

async function namesOf(
  db: Database,
  accountId: AccountId,
  gids: readonly string[],
): Promise<OrderPage['variants']> {
  if (gids.length === 0) return []
  const { rows } = await sql<{ gid: string; sku: string | null; title: string }>`
    select variant_gid as gid, sku, concat_ws(', ', observed->>'productTitle',
      nullif(nullif(observed->>'variantTitle', ''), 'Default Title')) as title
    from variant where account_id = ${accountId} and variant_gid = any(${gids}::text[])
  `.execute(db)
  return rows
}
