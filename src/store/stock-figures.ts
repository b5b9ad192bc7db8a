/** The figures by the formula and their way to Amazon: decided, waiting on the desk, sent, shown, refused. */
import { sql } from 'kysely'
import type { AccountId, AttemptId, EffectKey, MarketplaceId, SellerSku } from '../core/ids.ts'
import { id } from '../core/ids.ts'
import type { StockSum } from '../core/inventory/figure.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

type SkuAt = { readonly amazonSku: SellerSku; readonly marketplaceId: MarketplaceId }

export type DecidedFigure = SkuAt & {
  readonly quantity: number | null
  readonly unknown: string | null
  readonly sum: StockSum | null
  readonly asOfMs: number | null
  readonly cause: string
  /** To be sent: what Amazon shows now. Null: nothing is to be sent. */
  readonly wantedFrom: number | null
  /** When Amazon is asked again for what was sent; null: nothing is open. */
  readonly checkAtMs: number | null
  /** What a person has to settle on Amazon or in the shop; null: nothing. */
  readonly holdCode: string | null
}

/** The ledger's key of a SKU's figure: sending it again edits the same thing. */
export function stockKey({ amazonSku, marketplaceId }: SkuAt): EffectKey {
  return id('EffectKey', `stock:${marketplaceId}/${amazonSku}`)
}

/**
 * Writes decisions in the caller's transaction, which holds the leases. A figure that rests on an older reading
 * than the one that stands is left out. What waits on the desk keeps its place while it is the same figure.
 */
export async function saveFigures(
  trx: Database,
  accountId: AccountId,
  figures: readonly DecidedFigure[],
): Promise<void> {
  if (figures.length === 0) return
  await sql`
    with given as materialized (
      select r.*, m.world from ${jsonRows(figures)} as r("amazonSku" text, "marketplaceId" text,
        "quantity" integer, "unknown" text, "sum" jsonb, "asOfMs" float8, "cause" text,
        "wantedFrom" integer, "checkAtMs" float8, "holdCode" text) cross join (select app_now() as world) m
    ),
    told as (
      insert into stock_history (account_id, amazon_sku, marketplace_id, at, what, by_whom,
        from_quantity, to_quantity, detail)
      select ${accountId}, g."amazonSku", g."marketplaceId", g.world, 'decided', g."cause",
        f.quantity, g."quantity", jsonb_strip_nulls(jsonb_build_object('sum', g."sum",
          'unknown', g."unknown"))
      from given g left join stock_figure f on f.account_id = ${accountId}
        and f.marketplace_id = g."marketplaceId" and f.amazon_sku = g."amazonSku"
      where (f.quantity, f.unknown) is distinct from (g."quantity", g."unknown")
        and (f.as_of is null or g."asOfMs" is null or f.as_of <= from_ms(g."asOfMs"))
    )
    insert into stock_figure as f (account_id, marketplace_id, amazon_sku, quantity, unknown, sum,
      as_of, cause, decided_at, wanted_since, wanted_from, check_at, hold_code, held_since)
    select ${accountId}, g."marketplaceId", g."amazonSku", g."quantity", g."unknown", g."sum",
      from_ms(g."asOfMs"), g."cause", g.world,
      case when g."wantedFrom" is not null then g.world end, g."wantedFrom", from_ms(g."checkAtMs"),
      g."holdCode", case when g."holdCode" is not null then g.world end
    from given g order by g."marketplaceId", g."amazonSku"
    on conflict (account_id, marketplace_id, amazon_sku) do update set
      quantity = excluded.quantity, unknown = excluded.unknown, sum = excluded.sum,
      as_of = coalesce(excluded.as_of, f.as_of), cause = excluded.cause,
      decided_at = excluded.decided_at, check_at = excluded.check_at,
      wanted_from = excluded.wanted_from, hold_code = excluded.hold_code,
      held_since = case when f.hold_code = excluded.hold_code then f.held_since
        else excluded.held_since end,
      wanted_since = case when excluded.wanted_since is null then null
        when f.quantity = excluded.quantity then coalesce(f.wanted_since, excluded.wanted_since)
        else excluded.wanted_since end
      where f.as_of is null or excluded.as_of is null or f.as_of <= excluded.as_of
  `.execute(trx)
}

export type WantedFigure = SkuAt & {
  readonly quantity: number
  readonly from: number
  readonly sinceMs: number
  readonly productType: string
}

/** What waits to be sent, the oldest first. */
export async function wantedFigures(
  db: Database,
  accountId: AccountId,
  limit: number,
): Promise<WantedFigure[]> {
  const { rows } = await sql<WantedFigure>`
    select f.amazon_sku as "amazonSku", f.marketplace_id as "marketplaceId", f.quantity,
      f.wanted_from as "from", f.wanted_since as "sinceMs",
      coalesce(l.product_type, 'PRODUCT') as "productType"
    from stock_figure f join listing l on l.account_id = f.account_id
      and l.marketplace_id = f.marketplace_id and l.amazon_sku = f.amazon_sku
    where f.account_id = ${accountId} and f.wanted_since is not null and f.quantity is not null
      and not f.in_feed and l.fulfilled_by = 'MERCHANT'
    order by f.wanted_since, f.marketplace_id, f.amazon_sku limit ${limit}
  `.execute(db)
  return rows
}

export type SentFigure = SkuAt & {
  readonly quantity: number
  readonly attemptId: AttemptId
  /** A person let it go: it counts to no run. */
  readonly approved?: boolean
}

/**
 * Locks figures in one order for all writers, before any work row: who holds a figure and then marks never waits
 * for one who holds a work row and wants the figure.
 */
export async function lockFigures(
  trx: Database,
  accountId: AccountId,
  figures: readonly SkuAt[],
): Promise<void> {
  const keys = figures.map(({ amazonSku, marketplaceId }) => ({ amazonSku, marketplaceId }))
  await sql`
    select 1 from stock_figure f where f.account_id = ${accountId}
      and (f.marketplace_id, f.amazon_sku) in (select r."marketplaceId", r."amazonSku"
        from ${jsonRows(keys)} as r("marketplaceId" text, "amazonSku" text))
    order by f.marketplace_id, f.amazon_sku for update
  `.execute(trx)
}

/** With the intent: what is now on its way. `checkAtMs` null: in a feed, whose report says when. */
export async function noteSending(
  trx: Database,
  accountId: AccountId,
  sending: readonly SentFigure[],
  how: { readonly path: 'patch' | 'feed'; readonly checkAfterMs: number | null },
): Promise<void> {
  await sql`
    update stock_figure f set wanted_since = null, attempt_id = r."attemptId", path = ${how.path},
      in_feed = ${how.path === 'feed'}, sent_at = m.world, checks = 0,
      sends = case when f.sent_quantity = r."quantity" and f.check_at is not null
        then f.sends + 1 else 1 end,
      sent_quantity = r."quantity",
      wanted_from = case when r."approved" then null else f.wanted_from end,
      check_at = m.world + make_interval(secs => ${(how.checkAfterMs ?? 0) / 1_000}::float8)
    from ${jsonRows(sending)} as r("amazonSku" text, "marketplaceId" text, "quantity" integer,
      "attemptId" text, "approved" boolean), (select app_now() as world) m
    where f.account_id = ${accountId} and f.amazon_sku = r."amazonSku"
      and f.marketplace_id = r."marketplaceId"
  `.execute(trx)
}

export type FigureEnd =
  | { readonly is: 'accepted'; readonly submissionId: string | null }
  | { readonly is: 'refused'; readonly code: string; readonly text: string }
  /** Nobody knows: it is read back like one that was taken. */
  | { readonly is: 'unclear' }
  /** Surely not sent: it waits on the desk again. */
  | { readonly is: 'not-sent' }

export type OpenEnd = {
  readonly amazonSku: SellerSku
  /** When Amazon is to be asked for it; null: it shows it already, or nothing is on its way. */
  readonly checkAtMs: number | null
  /** Nothing is to be decided before that. */
  readonly rests: boolean
}

/**
 * What came of figures that were sent, by attempt: a later sending is not touched. Those of a feed are on their
 * way from now on, not from when the feed was made; but what Amazon has shown since it was made need not be read back.
 */
export async function noteEnds(
  trx: Database,
  accountId: AccountId,
  ends: readonly { readonly figure: SentFigure; readonly end: FigureEnd }[],
  checkAfterMs: number,
): Promise<OpenEnd[]> {
  if (ends.length === 0) return []
  const rows = ends.map(({ figure, end }) => ({
    ...figure,
    end: end.is,
    code: end.is === 'refused' ? end.code : null,
    text: end.is === 'refused' ? end.text : null,
    submission: end.is === 'accepted' ? end.submissionId : null,
  }))
  const { rows: open } = await sql<OpenEnd>`
    with given as materialized (
      select r.*, m.world from ${jsonRows(rows)} as r("amazonSku" text, "marketplaceId" text,
        "quantity" integer, "attemptId" text, "end" text, "code" text, "text" text,
        "submission" text) cross join (select app_now() as world) m
    ),
    told as (
      insert into stock_history (account_id, amazon_sku, marketplace_id, at, what, by_whom,
        to_quantity, detail)
      select ${accountId}, g."amazonSku", g."marketplaceId", g.world, g."end", 'amazon',
        g."quantity", jsonb_strip_nulls(jsonb_build_object('attempt', g."attemptId",
          'code', g."code", 'text', g."text", 'submission', g."submission"))
      from given g
    )
    update stock_figure f set in_feed = false,
      sent_at = case when f.in_feed then g.world else f.sent_at end,
      check_at = case when g."end" in ('refused', 'not-sent') then null
        when g."end" = 'accepted' and l.quantity = g."quantity" and l.quantity_as_of >= f.sent_at
          then null
        when f.in_feed then g.world + make_interval(secs => ${checkAfterMs / 1_000}::float8)
        else f.check_at end,
      wanted_since = case when g."end" = 'not-sent' then coalesce(f.wanted_since, g.world)
        else f.wanted_since end,
      refused_quantity = case when g."end" = 'refused' then g."quantity"
        when g."end" = 'accepted' then null else f.refused_quantity end,
      refused_code = coalesce(g."code", f.refused_code),
      refused_text = coalesce(g."text", f.refused_text),
      refused_at = case when g."end" = 'refused' then g.world else f.refused_at end
    from given g join listing l on l.account_id = ${accountId}
      and l.marketplace_id = g."marketplaceId" and l.amazon_sku = g."amazonSku"
    where f.account_id = ${accountId} and f.amazon_sku = g."amazonSku"
      and f.marketplace_id = g."marketplaceId" and f.attempt_id = g."attemptId"
    returning f.amazon_sku as "amazonSku", f.check_at as "checkAtMs", f.wanted_since is null
      and f.quantity = g."quantity" and g."end" in ('accepted', 'unclear') as "rests"
  `.execute(trx)
  return open
}

/** Amazon was asked for what was sent: the next look comes later. */
export async function countChecks(
  trx: Database,
  accountId: AccountId,
  asked: readonly SkuAt[],
): Promise<void> {
  await sql`
    update stock_figure f set checks = f.checks + 1
    from ${jsonRows(asked)} as r("amazonSku" text, "marketplaceId" text)
    where f.account_id = ${accountId} and f.amazon_sku = r."amazonSku"
      and f.marketplace_id = r."marketplaceId" and f.check_at <= app_now() and not f.in_feed
  `.execute(trx)
}

/** SKUs that Amazon ships for the merchant: what the guard's share is of. */
export async function countMerchantSkus(db: Database, accountId: AccountId): Promise<number> {
  const { rows } = await sql<{ skus: number }>`
    select count(*)::int as skus from listing where account_id = ${accountId} and gone_at is null
      and fulfilled_by = 'MERCHANT'
  `.execute(db)
  return rows[0]?.skus ?? 0
}
