/**
 * What happened to orders after their import, as read from Shopify, and how we came to know of it
 * (design rule 5). A reading and the events that it shows for the first time are one transaction.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId, ShopifyOrderGid } from '../core/ids.ts'
import { provenanceOf, type ShownEvent, shownEvents } from '../core/life/life-events.ts'
import type { LifeView } from '../core/life/life-view.ts'
import type { ShopLife } from '../core/orders/shop-life.ts'
import type { OrderReturn } from '../core/returns/order-return.ts'
import type { Database } from './pool.ts'
import { jsonb, jsonRows } from './rows.ts'

export type LifeRow = Omit<LifeView, 'shop' | 'finances' | 'returns' | 'touched'> & {
  readonly orderId: AmazonOrderId
  /** A webhook named a change that the stored reading does not show yet. */
  readonly stale: boolean
  readonly shopLife: { readonly life: ShopLife; readonly asOfMs: number } | null
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
      select r."orderId" as id, r."gid" as gid, c.epoch, c.connected_at as since
      from ${jsonRows(orders)} as r("orderId" text, "gid" text)
      cross join (select epoch, connected_at from connection where account_id = ${accountId}) c
    )
    select g.id as "orderId", g.epoch,
      coalesce(made.epoch, 1) = g.epoch and made.how is distinct from 'adopted' as "madeInEpoch",
      coalesce(made.epoch, 1) = g.epoch or o.open_epoch = g.epoch as "openOnAmazonInEpoch",
      coalesce(l.stale, false) as stale,
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
      coalesce((select jsonb_agg(jsonb_build_object('eventId', e.event_id, 'kind', e.kind,
          'provenance', e.provenance, 'firstSeenMs', epoch_ms(e.first_seen_at)) order by e.first_seen_at)
        from life_event e where e.account_id = ${accountId} and e.amazon_order_id = g.id
          and e.epoch = g.epoch), '[]') as events,
      ${said(accountId)},
      coalesce((select p.address_changes from order_personal p where p.account_id = ${accountId}
        and p.amazon_order_id = g.id), 0) as "addressChanges",
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
    left join amazon_finances f on f.account_id = ${accountId} and f.amazon_order_id = g.id
      and f.as_of >= g.since
  `.execute(db)
  return rows
}

/** What people said and what each concern last decided, of order `g`. */
function said(accountId: AccountId) {
  return sql`
      coalesce((select jsonb_agg(jsonb_build_object('inputId', i.input_id, 'kind', i.kind,
          'subject', i.subject, 'detail', i.detail, 'by', i.by_whom, 'atMs', epoch_ms(i.at))
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
  /** Machine time at which the reading began (`lookUpBegins`). */
  readonly begunAtMs: number
}

export type WatchTerms = {
  /** Without a look for longer than this, what shows was made while nobody watched. */
  readonly awayMs: number
  readonly burst: { readonly events: number; readonly windowMs: number }
}

/** Stores a reading with the events that it shows for the first time. Answers how many are new. */
export async function saveLife(
  trx: Database,
  accountId: AccountId,
  reading: LifeReading,
  terms: WatchTerms,
): Promise<{ newEvents: number }> {
  const { orderId, life, begunAtMs } = reading
  const before = await watchingBefore(trx, accountId, reading, terms)
  await sql`
    insert into shop_life as l (account_id, gid, epoch, updated_at, as_of, begun_at, observed)
    values (${accountId}, ${life.gid}, ${before.epoch}, from_ms(${life.updatedAtMs}), app_now(),
      from_ms(${begunAtMs}), ${jsonb(life)})
    on conflict (account_id, gid) do update set epoch = excluded.epoch,
      updated_at = excluded.updated_at, as_of = excluded.as_of, begun_at = excluded.begun_at,
      observed = excluded.observed, stale = false
    where l.epoch < excluded.epoch or l.begun_at <= excluded.begun_at
  `.execute(trx)
  return { newEvents: await saveEvents(trx, accountId, orderId, shownEvents(life), before, terms) }
}

/** Writes down what was not known yet. Answers how many there were. */
async function saveEvents(
  trx: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
  shown: readonly ShownEvent[],
  before: Before,
  terms: WatchTerms,
): Promise<number> {
  const fresh = shown.filter(({ eventId }) => !before.known.includes(eventId))
  const rows = fresh.map((event, at) => ({
    ...event,
    provenance: provenanceOf({
      hasBaseline: before.hasBaseline,
      wasAway: before.wasAway,
      isBurst: before.recent + at + 1 > terms.burst.events,
    }),
  }))
  if (rows.length === 0) return 0
  await sql`
    insert into life_event (account_id, event_id, amazon_order_id, kind, epoch, provenance,
      first_seen_at)
    select ${accountId}, r."eventId", ${orderId}, r."kind", ${before.epoch}, r."provenance", app_now()
    from ${jsonRows(rows)} as r("eventId" text, "kind" text, "provenance" text)
    on conflict (account_id, event_id) do update set epoch = excluded.epoch,
      provenance = excluded.provenance
      where life_event.epoch < excluded.epoch
  `.execute(trx)
  return rows.length
}

/** After a long stop the orders are read one by one; so long what shows may have been made meanwhile. */
const catchUpMs = 6 * 3_600_000

type Before = {
  readonly epoch: number
  readonly hasBaseline: boolean
  readonly wasAway: boolean
  readonly recent: number
  readonly known: readonly string[]
}

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

/** Our create was answered in this epoch: what it answered is the baseline, and it is empty. */
function madeInEpoch(orderId: AmazonOrderId, gid: ShopifyOrderGid | null) {
  return sql`exists (select 1 from effect m join amazon_order o on o.account_id = m.account_id
    and o.amazon_order_id = m.amazon_order_id
    where m.account_id = c.account_id and m.amazon_order_id = ${orderId}
      and m.effect_key = 'shopify-order:' || ${orderId} || '#' || o.generation
      and m.platform_id = coalesce(${gid}, m.platform_id) and m.how in ('created', 'found')
      and coalesce(m.epoch, 1) = c.epoch)`
}

/** What Amazon only announced is no event of its own. */
function recentAndKnown(orderId: AmazonOrderId, { burst }: WatchTerms) {
  return sql`(select count(*)::int from life_event e where e.account_id = c.account_id
      and e.kind <> 'amazon-money'
      and e.first_seen_at > app_now() - make_interval(secs => ${burst.windowMs / 1000}::float8))
      as recent,
    coalesce((select jsonb_agg(e.event_id) from life_event e where e.account_id = c.account_id
      and e.amazon_order_id = ${orderId} and e.epoch = c.epoch), '[]') as known`
}

/** Something happened to the order that its `updatedAt` need not show: the next decision reads it. */
export async function noteLifeChanged(
  trx: Database,
  accountId: AccountId,
  gid: ShopifyOrderGid,
): Promise<AmazonOrderId[]> {
  await sql`
    update shop_life set stale = true where account_id = ${accountId} and gid = ${gid}
  `.execute(trx)
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select amazon_order_id as id from effect where account_id = ${accountId}
      and kind = 'create-shopify-order' and platform_id = ${gid}
  `.execute(trx)
  return rows.map((row) => row.id)
}

export type FinanceReading = {
  readonly orderId: AmazonOrderId
  readonly transactions: readonly object[]
  /** Refunds among them that are not ours. */
  readonly shown: readonly ShownEvent[]
}

/**
 * What Finances listed for an order, whole, with the refunds of others that it shows for the first time.
 * Finances lags two days behind, so a gap in watching makes none of them late.
 */
export async function saveFinances(
  trx: Database,
  accountId: AccountId,
  { orderId, transactions, shown }: FinanceReading,
  terms: WatchTerms,
): Promise<{ newEvents: number }> {
  const { rows } = await sql<Before>`
    select c.epoch, false as "wasAway",
      exists (select 1 from amazon_finances f where f.account_id = c.account_id
        and f.amazon_order_id = ${orderId} and f.as_of >= c.connected_at)
      or ${madeInEpoch(orderId, null)} as "hasBaseline",
      ${recentAndKnown(orderId, terms)}
    from connection c where c.account_id = ${accountId}
  `.execute(trx)
  const before = rows[0]
  if (before === undefined) throw new Error('a reading for an account without a connection')
  await sql`
    insert into amazon_finances (account_id, amazon_order_id, as_of, observed)
    values (${accountId}, ${orderId}, app_now(), ${jsonb(transactions)})
    on conflict (account_id, amazon_order_id) do update set as_of = excluded.as_of,
      observed = excluded.observed
  `.execute(trx)
  return { newEvents: await saveEvents(trx, accountId, orderId, shown, before, terms) }
}

export type MoneyHeard = { readonly orderId: AmazonOrderId; readonly notificationId: string }

/** Amazon told that it gave money back: what is known of the finances of these orders is old. */
export async function noteMoneyHeard(
  trx: Database,
  accountId: AccountId,
  heard: readonly MoneyHeard[],
): Promise<AmazonOrderId[]> {
  if (heard.length === 0) return []
  const { rows } = await sql<{ id: AmazonOrderId }>`
    insert into life_event (account_id, event_id, amazon_order_id, kind, epoch, provenance,
      first_seen_at)
    select ${accountId}, 'amazon-money:' || r."notificationId" || ':' || r."orderId", r."orderId",
      'amazon-money', c.epoch, 'seen', app_now()
    from ${jsonRows(heard)} as r("orderId" text, "notificationId" text)
      join amazon_order o on o.account_id = ${accountId} and o.amazon_order_id = r."orderId"
      join connection c on c.account_id = ${accountId}
    on conflict (account_id, event_id) do nothing
    returning amazon_order_id as id
  `.execute(trx)
  return rows.map((row) => row.id)
}
