/**
 * What happened to orders after their import, as read from Shopify, and how we came to know of it
 * (design rule 5). A reading and the events that it shows for the first time are one transaction.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, ShopifyOrderGid } from '../core/ids.ts'
import { shownEvents } from '../core/life/life-events.ts'
import type { LifeView } from '../core/life/life-view.ts'
import type { ShopLife } from '../core/orders/shop-life.ts'
import type { ShopPersonal } from '../core/purge/shop-personal.ts'
import type { OrderReturn } from '../core/returns/order-return.ts'
import {
  type Before,
  madeInEpoch,
  recentAndKnown,
  saveEvents,
  type WatchTerms,
} from './life-events.ts'
import type { Database } from './pool.ts'
import type { ReadingTime } from './reading-times.ts'
import { jsonb, jsonRows } from './rows.ts'
import { learntShownAfter } from './shown-late.ts'

export type LifeRow = Omit<
  LifeView,
  'shop' | 'finances' | 'returns' | 'touched' | 'shopPersonal'
> & {
  readonly orderId: AmazonOrderId
  /** A webhook named a change that the stored reading may not show: it came after the reading began. */
  readonly stale: boolean
  /**
   * The reading began in the second of the order's last change. Shopify's times are whole seconds, so what
   * changed later in that second would look the same.
   */
  readonly young: boolean
  readonly shopLife: { readonly life: ShopLife; readonly asOfMs: number } | null
  /** What of the buyer the Shopify order showed when it was last looked at. */
  readonly shopPersonal: { readonly value: ShopPersonal; readonly asOfMs: number } | null
  readonly finance: { readonly transactions: unknown; readonly asOfMs: number } | null
  /** As of the report of whoever sent the goods; null when none was read. */
  readonly sentBack: { readonly rows: readonly OrderReturn[]; readonly asOfMs: number } | null
  readonly concerns: readonly ConcernRow[]
}

export type ConcernRow = {
  readonly concern: string
  readonly outcome: string
  readonly reason: string
  readonly detail: unknown
  readonly againAtMs: number | null
}

/** Of orders that are in Shopify; one statement for any number of them. */
export async function loadLife(
  db: Database,
  accountId: AccountId,
  orders: readonly { readonly orderId: AmazonOrderId; readonly gid: ShopifyOrderGid }[],
  timing: { readonly settleMs: number },
): Promise<LifeRow[]> {
  if (orders.length === 0) return []
  const settle = sql`make_interval(secs => ${timing.settleMs / 1000}::float8)`
  const { rows } = await sql<LifeRow>`
    with given as materialized (
      select r."orderId" as id, r."gid" as gid, c.epoch, c.connected_at as since,
        c."shownAfterMs"
      from ${jsonRows(orders)} as r("orderId" text, "gid" text)
      cross join (select epoch, connected_at, ${learntShownAfter} as "shownAfterMs"
        from connection c where account_id = ${accountId}) c
    )
    select g.id as "orderId", g.epoch, g."shownAfterMs",
      coalesce(made.epoch, 1) = g.epoch and made.how is distinct from 'adopted' as "madeInEpoch",
      coalesce(made.epoch, 1) = g.epoch or o.open_epoch = g.epoch as "openOnAmazonInEpoch",
      coalesce(news.at > l.begun_at, news.at is not null) as stale,
      coalesce(epoch_ms(l.updated_at) / 1000 >= epoch_ms(machine_to_world(l.begun_at)) / 1000, false)
        as young,
      case when l.gid is null then null else jsonb_build_object(
        'life', l.observed, 'asOfMs', epoch_ms(l.as_of)) end as "shopLife",
      case when f.observed is null then null else jsonb_build_object(
        'transactions', f.observed, 'asOfMs', epoch_ms(f.as_of)) end as finance,
      (select jsonb_build_object('asOfMs', epoch_ms(w.at), 'rows', coalesce((
          select jsonb_agg(x.observed order by x.first_seen_at, x.return_id, x.item)
          from order_return x where x.account_id = ${accountId} and x.amazon_order_id = g.id), '[]'))
        from watermark w where w.account_id = ${accountId} and w.at is not null and w.stream =
          case o.fulfilled_by when 'AMAZON' then 'returns:amazon' else 'returns:merchant' end)
        as "sentBack",
      ${happened(accountId)},
      ${said(accountId)},
      ${ofBuyer(accountId)},
      coalesce((select jsonb_agg(q.effect_key) from feed_row q where q.account_id = ${accountId}
        and q.amazon_order_id = g.id), '[]') as queued,
      coalesce((select jsonb_agg(jsonb_build_object('key', x.effect_key, 'kind', x.kind,
          'platformId', x.platform_id, 'doneAtMs', epoch_ms(x.done_at), 'body', x.body,
          'attempts', coalesce((select jsonb_agg(jsonb_build_object(
              'attemptId', a.attempt_id, 'code', a.code, 'atMs', epoch_ms(a.at),
              'state', case a.state when 'intended' then 'unclear' else a.state end,
              'settledAtMs', epoch_ms(machine_to_world(a.answer_by + ${settle})),
              'shopReadAfterSettle', coalesce(l.begun_at >= a.answer_by + ${settle}, false)
            ) order by a.intended_at desc)
            from attempt a where a.account_id = x.account_id and a.effect_key = x.effect_key
              and a.state <> 'void'), '[]')) order by x.opened_at desc)
        from effect x where x.account_id = ${accountId} and x.amazon_order_id = g.id
          and x.kind not in ('create-shopify-order', 'move-fulfillment-order')), '[]') as effects
    from given g
    left join amazon_order o on o.account_id = ${accountId} and o.amazon_order_id = g.id
    left join lateral (select m.epoch, m.how from effect m where m.account_id = ${accountId}
      and m.effect_key = 'shopify-order:' || g.id || '#' || o.generation limit 1) made on true
    left join shop_life l on l.account_id = ${accountId} and l.gid = g.gid and l.epoch = g.epoch
    left join shop_life_news news on news.account_id = ${accountId} and news.gid = g.gid
    left join amazon_finances f on f.account_id = ${accountId} and f.amazon_order_id = g.id
      and f.as_of >= g.since
  `.execute(db)
  return rows
}

/** What readings of this epoch showed for the first time, of order `g`. */
function happened(accountId: AccountId) {
  return sql`
      coalesce((select jsonb_agg(jsonb_build_object('eventId', e.event_id, 'kind', e.kind,
          'provenance', e.provenance, 'firstSeenMs', epoch_ms(e.first_seen_at)) order by e.first_seen_at)
        from life_event e where e.account_id = ${accountId} and e.amazon_order_id = g.id
          and e.epoch = g.epoch), '[]') as events`
}

/** How often the address changed, and what is left of the buyer, of order `o` that is `g` in the shop. */
function ofBuyer(accountId: AccountId) {
  return sql`
      coalesce((select p.address_changes from order_personal p where p.account_id = ${accountId}
        and p.amazon_order_id = g.id), 0) as "addressChanges",
      o.personal_purged_at is not null as "personalPurged",
      case when o.personal_purged_at is null then null else (
        select jsonb_build_object('value', s.observed, 'asOfMs', epoch_ms(s.as_of))
        from shop_personal s where s.account_id = ${accountId} and s.gid = g.gid)
        end as "shopPersonal"`
}

/** What people said and what each concern last decided, of order `g`. */
function said(accountId: AccountId) {
  return sql`
      coalesce((select jsonb_agg(jsonb_build_object('inputId', i.input_id, 'kind', i.kind,
          'subject', i.subject, 'about', i.about, 'detail', i.detail, 'by', i.by_whom, 'atMs', epoch_ms(i.at))
          order by i.at)
        from life_input i where i.account_id = ${accountId} and i.amazon_order_id = g.id
          and i.used_at is null), '[]') as inputs,
      coalesce((select jsonb_agg(jsonb_build_object('concern', c.concern, 'outcome', c.outcome,
          'reason', c.reason, 'detail', c.detail, 'againAtMs', epoch_ms(c.again_at)))
        from order_concern c where c.account_id = ${accountId} and c.amazon_order_id = g.id), '[]')
        as concerns`
}

export type LifeReading = {
  readonly orderId: AmazonOrderId
  readonly life: ShopLife
  readonly begun: ReadingTime
}

/** Stores a reading with the events that it shows for the first time. Answers how many are new. */
export async function saveLife(
  trx: Database,
  accountId: AccountId,
  reading: LifeReading,
  terms: WatchTerms,
): Promise<{ newEvents: number }> {
  const { orderId, life, begun } = reading
  const before = await watchingBefore(trx, accountId, reading, terms)
  await sql`
    insert into shop_life as l (account_id, gid, epoch, updated_at, as_of, begun_at, observed)
    values (${accountId}, ${life.gid}, ${before.epoch}, from_ms(${life.updatedAtMs}),
      from_ms(${begun.worldMs}), from_ms(${begun.machineMs}), ${jsonb(life)})
    on conflict (account_id, gid) do update set epoch = excluded.epoch,
      updated_at = excluded.updated_at, as_of = excluded.as_of, begun_at = excluded.begun_at,
      observed = excluded.observed
    where l.epoch < excluded.epoch or l.begun_at <= excluded.begun_at
  `.execute(trx)
  return { newEvents: await saveEvents(trx, accountId, orderId, shownEvents(life), before, terms) }
}

/** After a long stop the orders are read one by one; so long what shows may have been made meanwhile. */
const catchUpMs = 6 * 3_600_000

async function watchingBefore(
  trx: Database,
  accountId: AccountId,
  { orderId, life }: LifeReading,
  terms: WatchTerms,
): Promise<Before> {
  const { rows } = await sql<Before>`
    select c.epoch,
      exists (select 1 from shop_life l where l.account_id = c.account_id and l.gid = ${life.gid}
        and l.epoch = c.epoch)
      or ${madeInEpoch(orderId, life.gid)} as "hasBaseline",
      coalesce((select app_now() - i.as_of > make_interval(secs => ${terms.awayMs / 1000}::float8)
          or coalesce(app_now() - i.resumed_at < make_interval(secs => ${catchUpMs / 1000}::float8), false)
        from foreign_index i where i.account_id = c.account_id), false) as "wasAway",
      ${recentAndKnown(orderId, terms)}
    from connection c where c.account_id = ${accountId}
  `.execute(trx)
  const row = rows[0]
  if (row === undefined) throw new Error('a reading for an account without a connection')
  return row
}

/** Something happened to the order that its `updatedAt` need not show: the next decision reads it. */
export async function noteLifeChanged(
  trx: Database,
  accountId: AccountId,
  gid: ShopifyOrderGid,
): Promise<AmazonOrderId[]> {
  await sql`
    insert into shop_life_news (account_id, gid, at) values (${accountId}, ${gid}, machine_now())
    on conflict (account_id, gid) do update set at = excluded.at
  `.execute(trx)
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select amazon_order_id as id from effect where account_id = ${accountId}
      and kind = 'create-shopify-order' and platform_id = ${gid}
  `.execute(trx)
  return rows.map((row) => row.id)
}
