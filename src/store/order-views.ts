/**
 * Reads what is known of a batch of orders into the rows from which reconcile builds its views: one
 * statement for any number of orders, one more for the variants that might match them.
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId, AmazonOrderId, VariantGid } from '../core/ids.ts'
import type { AmazonOrder } from '../core/orders/amazon-order.ts'
import type { ShopifyOrder } from '../core/orders/shopify-order.ts'
import type {
  AttemptView,
  CatalogueVariant,
  EffectView,
  Mapping,
  PersonInput,
} from '../core/orders/view.ts'
import type { Database } from './pool.ts'
import { unseen } from './prepared-statements.ts'

export type OrderRow = {
  readonly orderId: AmazonOrderId
  readonly observed: AmazonOrder | null
  readonly asOfMs: number | null
  readonly firstSeenMs: number
  readonly eventMs: number | null
  readonly lastUpdatedMs: number | null
  readonly behindReads: number
  readonly behindReadMs: number | null
  readonly unreadablePaths: readonly string[] | null
  readonly personalState: 'complete' | 'no-address' | 'none'
  readonly generation: number
  readonly outcome: string
  readonly reason: string | null
  readonly detail: unknown
  readonly effect: Pick<EffectView, 'platformId' | 'how'> | null
  readonly attempts: readonly (Omit<AttemptView, 'state'> & {
    readonly state: AttemptView['state'] | 'intended'
  })[]
  readonly lookUps: EffectView['lookUps']
  readonly person: readonly PersonInput[]
  /** When the order that is ours was found deleted; null while it stands. */
  readonly goneAtMs: number | null
  readonly matches: readonly { readonly gid: string; readonly where: string }[]
  /** Keys `move-fulfillment-order:<from>><to>` with the state of their newest attempt. */
  readonly moves: readonly {
    readonly key: string
    readonly state: AttemptView['state'] | 'intended'
    readonly atMs: number
    readonly overAtMs: number
    readonly readSince: boolean
  }[]
  readonly shopifyOrders: readonly { readonly order: ShopifyOrder; readonly asOfMs: number }[]
}

/**
 * `settleMs`: machine time that must pass after `answer_by` before a look-up proves absence. Rows are
 * found by `= any(array(…))` and `limit 1`: an `or`, an `in` or a plain join may be planned as a reading
 * of all that the account has.
 */
export async function loadOrderRows(
  db: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
  settleMs: number,
): Promise<OrderRow[]> {
  const settle = sql`make_interval(secs => ${settleMs / 1000}::float8)`
  const { rows } = await sql<OrderRow>`
    select o.amazon_order_id as "orderId", o.observed, o.as_of as "asOfMs",
      o.first_seen_at as "firstSeenMs", o.event_at as "eventMs",
      o.last_updated_at as "lastUpdatedMs", o.behind_reads as "behindReads",
      o.behind_read_at as "behindReadMs",
      o.unreadable_paths as "unreadablePaths", o.personal_state as "personalState",
      o.generation, o.outcome, o.reason, o.outcome_detail as detail,
      case when e.effect_key is null then null
        else jsonb_build_object('platformId', e.platform_id, 'how', e.how) end as effect,
      coalesce((select jsonb_agg(jsonb_build_object(
          'attemptId', a.attempt_id, 'revision', a.revision, 'state', a.state,
          'refusal', a.refusal, 'atMs', epoch_ms(a.at), 'inventory', a.inventory,
          'settledAtMs', epoch_ms(machine_to_world(a.answer_by + ${settle}))
        ) order by a.intended_at desc)
        from attempt a where a.account_id = o.account_id and a.effect_key = k.key
          and a.state <> 'void'), '[]') as attempts,
      coalesce((select jsonb_agg(jsonb_build_object(
          'kind', l.kind, 'found', l.found, 'atMs', epoch_ms(l.at),
          'afterSettle', l.begun_at >= coalesce((select max(a.answer_by) + ${settle} from attempt a
            where a.account_id = o.account_id and a.effect_key = k.key
              and a.state in ('intended', 'unclear')), l.begun_at)))
        from look_up l where l.account_id = o.account_id and l.effect_key = k.key), '[]') as "lookUps",
      coalesce((select jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
          'inputId', p.input_id, 'kind', p.kind, 'gid', p.gid, 'by', p.by_whom,
          'atMs', epoch_ms(p.at))) order by p.at)
        from person_input p where p.account_id = o.account_id
          and p.amazon_order_id = o.amazon_order_id and p.used_at is null), '[]') as person,
      coalesce((select jsonb_agg(jsonb_build_object('gid', f.gid, 'where', f.evidence))
        from shopify_order_amazon_id f where f.account_id = o.account_id
          and f.amazon_order_id = o.amazon_order_id), '[]') as matches,
      ${moves(settle)},
      coalesce((select jsonb_agg(jsonb_build_object('order', s.observed, 'asOfMs', epoch_ms(s.as_of)))
        from shopify_order s where s.account_id = o.account_id and s.deleted_at is null
          and s.gid = any(array(
            select e.platform_id where e.platform_id is not null
            union select f.gid from shopify_order_amazon_id f where f.account_id = o.account_id
              and f.amazon_order_id = o.amazon_order_id))), '[]') as "shopifyOrders",
      (select s.deleted_at from shopify_order s where s.account_id = o.account_id
        and s.gid = e.platform_id limit 1) as "goneAtMs"
    from unnest(${unseen(sql`${orderIds}::text[]`)}) as asked(id)
    cross join lateral (select * from amazon_order
      where account_id = ${accountId} and amazon_order_id = asked.id limit 1) o
    cross join lateral (select 'shopify-order:' || o.amazon_order_id || '#' || o.generation as key) k
    left join lateral (
      select f.effect_key, f.platform_id, f.how from effect f
      where f.account_id = o.account_id and f.effect_key = k.key limit 1) e on true
  `.execute(db)
  return rows
}

/** Moves of order `o`, whose Shopify order is the one of effect `e`. */
function moves(settle: RawBuilder<unknown>) {
  return sql`
      coalesce((select jsonb_agg(jsonb_build_object('key', m.effect_key, 'state', m.state,
          'atMs', epoch_ms(m.at), 'overAtMs', epoch_ms(machine_to_world(over.at)),
          'readSince', coalesce((select s.begun_at from shopify_order s where s.account_id = o.account_id
            and s.gid = e.platform_id limit 1) >= over.at, false)) order by m.intended_at desc)
        from effect x join attempt m on m.account_id = x.account_id and m.effect_key = x.effect_key
        cross join lateral (select case when m.state in ('done', 'refused') then m.ended_at
          else m.answer_by + ${settle} end as at) over
        where x.account_id = o.account_id and x.amazon_order_id = o.amazon_order_id
          and x.kind = 'move-fulfillment-order'), '[]') as moves`
}

export type ShopState = {
  readonly nowMs: number
  readonly catalogueCompleteMs: number | null
  readonly indexCompleteMs: number | null
  readonly indexAsOfMs: number | null
  readonly indexCompleteFromMs: number | null
  readonly running: readonly { readonly fromMs: number; readonly toMs: number }[]
}

/** What every order of the account shares at this look: world time, index, catalogue, backfills. */
export async function loadShopState(db: Database, accountId: AccountId): Promise<ShopState> {
  const { rows } = await sql<ShopState>`
    select app_now() as "nowMs",
      (select complete_at from catalogue_state where account_id = ${accountId}) as "catalogueCompleteMs",
      f.complete_at as "indexCompleteMs", f.as_of as "indexAsOfMs",
      f.complete_from as "indexCompleteFromMs",
      coalesce((select jsonb_agg(jsonb_build_object('fromMs', epoch_ms(b.from_at),
        'toMs', epoch_ms(b.to_at))) from backfill b
        where b.account_id = ${accountId} and b.state in ('running', 'done')), '[]') as running
    from (select 1) one left join foreign_index f on f.account_id = ${accountId}
  `.execute(db)
  const row = rows[0]
  if (row === undefined) throw new Error('the shop state query answered no row')
  return row
}

export type VariantRow = CatalogueVariant & {
  readonly titleKey: string
  readonly stockChangedMs: number | null
}

/** Variants that might match these SKUs and normalised titles, and the mappings of the SKUs. */
export async function loadCandidates(
  db: Database,
  accountId: AccountId,
  skus: readonly string[],
  titleKeys: readonly string[],
): Promise<{ variants: VariantRow[]; mappings: Mapping[] }> {
  const { rows: mappings } = await sql<Mapping>`
    select f.sku, f.components from (
      select sku, components, 2 as turn from sku_mapping
      where account_id = ${accountId} and sku = any(${skus}::text[])
      union all
      -- One for every connection counts where this one has none that finds its variants.
      select g.sku, present_components(${accountId}, g.components), 1 from global_mapping g
      where g.sku = any(${skus}::text[]) and present_components(${accountId}, g.components) is not null
        and not exists (select from sku_mapping m where m.account_id = ${accountId}
          and m.sku = g.sku and present_components(${accountId}, m.components) is not null)
    ) f order by f.turn
  `.execute(db)
  const mapped = mappings.flatMap((row) => row.components.map((part) => part.variantGid))
  const variants = await loadVariants(db, accountId, skus, titleKeys, mapped)
  return { variants, mappings }
}

async function loadVariants(
  db: Database,
  accountId: AccountId,
  skus: readonly string[],
  titleKeys: readonly string[],
  gids: readonly VariantGid[],
): Promise<VariantRow[]> {
  const { rows } = await sql<VariantRow>`
    with wanted as (
      select variant_gid from variant
        where account_id = ${accountId} and sku = any(${skus}::text[]) and gone_at is null
      union select variant_gid from variant
        where account_id = ${accountId} and title_key = any(${titleKeys}::text[]) and gone_at is null
      union select variant_gid from variant_former_sku
        where account_id = ${accountId} and sku = any(${skus}::text[])
      union select unnest(${gids}::text[])
    )
    select v.variant_gid as "variantGid", v.sku, v.title_key as "titleKey",
      v.observed->>'productTitle' as "productTitle", v.observed->>'variantTitle' as "variantTitle",
      v.observed->'options' as options, (v.observed->>'priceMinor')::bigint as "priceMinor",
      v.stock_changed_at as "stockChangedMs",
      coalesce((select jsonb_agg(f.sku) from variant_former_sku f
        where f.account_id = v.account_id and f.variant_gid = v.variant_gid), '[]') as "formerSkus"
    from variant v where v.account_id = ${accountId} and v.gone_at is null
      and v.variant_gid = any(array(select variant_gid from wanted))
  `.execute(db)
  return rows
}
