/** SKUs that have no figure yet, and the figures that they get first: what stands is never touched here. */
import { sql } from 'kysely'
import type { AccountId, SellerSku } from '../core/ids.ts'
import { lanes } from './budget-lanes.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'
import type { DecidedFigure } from './stock-figures.ts'

/** In order, each once, from the one after `after` on. */
export async function undecidedSkus(
  db: Database,
  accountId: AccountId,
  after: SellerSku | null,
  limit: number,
): Promise<SellerSku[]> {
  const { rows } = await sql<{ sku: SellerSku }>`
    select distinct l.amazon_sku as sku from listing l
    where l.account_id = ${accountId} and l.gone_at is null and l.amazon_sku > ${after ?? ''}
      and l.fulfilled_by is distinct from 'AMAZON'
      and not exists (select 1 from stock_figure f where f.account_id = l.account_id
        and f.marketplace_id = l.marketplace_id and f.amazon_sku = l.amazon_sku)
    order by l.amazon_sku limit ${limit}
  `.execute(db)
  return rows.map((row) => row.sku)
}

/** Of these those that have a figure. */
export async function decidedSkus(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<SellerSku[]> {
  if (skus.length === 0) return []
  const { rows } = await sql<{ sku: SellerSku }>`
    select distinct amazon_sku as sku from stock_figure
    where account_id = ${accountId} and amazon_sku = any(${skus}::text[])
  `.execute(db)
  return rows.map((row) => row.sku)
}

/** Where somebody decided in the meantime, that stays: he knew of more. */
export async function saveFirstFigures(
  trx: Database,
  accountId: AccountId,
  figures: readonly DecidedFigure[],
): Promise<void> {
  if (figures.length === 0) return
  await sql`
    with given as materialized (
      select r.*, m.world from ${jsonRows(figures)} as r("amazonSku" text, "marketplaceId" text,
        "quantity" integer, "unknown" text, "sum" jsonb, "asOfMs" float8, "cause" text,
        "wantedFrom" integer, "holdCode" text) cross join (select app_now() as world) m
    ),
    written as (
      insert into stock_figure (account_id, marketplace_id, amazon_sku, quantity, unknown, sum,
        as_of, cause, decided_at, wanted_since, wanted_from, hold_code, held_since)
      select ${accountId}, g."marketplaceId", g."amazonSku", g."quantity", g."unknown", g."sum",
        from_ms(g."asOfMs"), g."cause", g.world,
        case when g."wantedFrom" is not null then g.world end, g."wantedFrom",
        g."holdCode", case when g."holdCode" is not null then g.world end
      from given g order by g."marketplaceId", g."amazonSku"
      on conflict (account_id, marketplace_id, amazon_sku) do nothing
      returning marketplace_id, amazon_sku, quantity, unknown, sum, cause, decided_at
    )
    insert into stock_history (account_id, amazon_sku, marketplace_id, at, what, by_whom,
      to_quantity, detail)
    select ${accountId}, w.amazon_sku, w.marketplace_id, w.decided_at, 'decided', w.cause,
      w.quantity, jsonb_strip_nulls(jsonb_build_object('sum', w.sum, 'unknown', w.unknown))
    from written w
  `.execute(trx)
}

/** True while an order is being worked on or could be: it comes first. Found by index alone. */
export async function ordersAreBusy(db: Database): Promise<boolean> {
  const { rows } = await sql`
    select 1 from work where kind = 'order' and lease_until is not null
    union all
    select 1 from generate_series(0, ${sql.lit(lanes.length - 1)}) as l(lane)
      where (select w.run_at from work w where w.kind = 'order' and w.lane = l.lane
        and w.run_at is not null order by w.run_at limit 1) <= app_now()
    limit 1
  `.execute(db)
  return rows.length > 0
}
