/** Stock as people see it: figures with their sums, history, and what waits for a person. */
import { sql } from 'kysely'
import type { AccountId, MarketplaceId, SellerSku } from '../../core/ids.ts'
import type { StockSum } from '../../core/inventory/figure.ts'
import type { Database } from '../pool.ts'

export type StockFigure = {
  readonly amazonSku: SellerSku
  readonly marketplaceId: MarketplaceId
  readonly title: string | null
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  /** What Amazon shows, and when it was asked. */
  readonly amazon: number | null
  readonly amazonAtMs: number | null
  /** What it shall show; null while it is unknown. */
  readonly figure: number | null
  readonly unknown: string | null
  readonly sum: StockSum | null
  readonly cause: string | null
  readonly decidedAtMs: number | null
  readonly waitingSinceMs: number | null
  readonly sent: number | null
  readonly sentAtMs: number | null
  readonly isOpen: boolean
  readonly refusedText: string | null
  readonly refusedAtMs: number | null
  /** What a person has to settle, and since when. */
  readonly holdCode: string | null
  readonly heldSinceMs: number | null
}

export type StockFilter = 'all' | 'differing' | 'waiting' | 'unknown' | 'refused' | 'held'

const columns = sql`l.amazon_sku as "amazonSku", l.marketplace_id as "marketplaceId", l.title,
  l.fulfilled_by as "fulfilledBy", l.quantity as amazon, l.quantity_as_of as "amazonAtMs",
  f.quantity as figure, f.unknown, f.sum, f.cause, f.decided_at as "decidedAtMs",
  f.wanted_since as "waitingSinceMs", f.sent_quantity as sent, f.sent_at as "sentAtMs",
  (f.check_at is not null or coalesce(f.in_feed, false)) as "isOpen",
  case when f.refused_quantity is not null then f.refused_text end as "refusedText",
  case when f.refused_quantity is not null then f.refused_at end as "refusedAtMs",
  f.hold_code as "holdCode", f.held_since as "heldSinceMs"`

const source = sql`listing l left join stock_figure f on f.account_id = l.account_id
  and f.marketplace_id = l.marketplace_id and f.amazon_sku = l.amazon_sku`

const conditions = {
  all: sql`true`,
  differing: sql`f.quantity is distinct from l.quantity and f.quantity is not null`,
  waiting: sql`f.wanted_since is not null`,
  unknown: sql`f.unknown is not null and f.unknown <> 'FULFILLED_BY_AMAZON'`,
  refused: sql`f.refused_quantity is not null`,
  held: sql`f.hold_code is not null`,
} as const satisfies Record<StockFilter, unknown>

/** By SKU, then marketplace. `after`: the last SKU of the page before; pages end between SKUs. */
export async function readFigures(
  db: Database,
  accountId: AccountId,
  asked: { readonly filter: StockFilter; readonly after: string | null; readonly limit: number },
): Promise<{ readonly figures: readonly StockFigure[]; readonly next: string | null }> {
  const { rows: skus } = await sql<{ sku: string }>`
    select distinct l.amazon_sku as sku from ${source}
    where l.account_id = ${accountId} and l.gone_at is null and l.amazon_sku > ${asked.after ?? ''}
      and ${conditions[asked.filter]}
    order by 1 limit ${asked.limit + 1}
  `.execute(db)
  const page = skus.slice(0, asked.limit).map((row) => row.sku)
  const { rows } = await sql<StockFigure>`
    select ${columns} from ${source} where l.account_id = ${accountId} and l.gone_at is null
      and l.amazon_sku = any(${page}::text[]) and ${conditions[asked.filter]}
    order by l.amazon_sku, l.marketplace_id
  `.execute(db)
  return { figures: rows, next: skus.length > asked.limit ? (page.at(-1) ?? null) : null }
}

export type StockHistoryLine = {
  readonly atMs: number
  readonly marketplaceId: string | null
  readonly what: string
  readonly by: string
  readonly from: number | null
  readonly to: number | null
  readonly detail: Readonly<Record<string, unknown>>
}

/** Of one SKU: its figures in every marketplace, and what changed them, the newest first. */
export async function readSku(
  db: Database,
  accountId: AccountId,
  sku: string,
  historyMax: number,
): Promise<{
  readonly figures: readonly StockFigure[]
  readonly history: readonly StockHistoryLine[]
}> {
  const { rows: figures } = await sql<StockFigure>`
    select ${columns} from ${source}
    where l.account_id = ${accountId} and l.amazon_sku = ${sku} order by l.marketplace_id
  `.execute(db)
  const { rows: history } = await sql<StockHistoryLine>`
    select at as "atMs", marketplace_id as "marketplaceId", what, by_whom as by,
      from_quantity as "from", to_quantity as "to", detail
    from stock_history where account_id = ${accountId} and amazon_sku = ${sku}
    order by history_id desc limit ${historyMax}
  `.execute(db)
  return { figures, history }
}

export type StockCounts = {
  /** Figures that the merchant ships. */
  readonly skus: number
  readonly differing: number
  readonly toZero: number
  readonly big: number
  readonly waiting: number
  readonly unknown: number
  readonly refused: number
}

/** What a run would change now: the preview before the lane goes live, and what the guard counts. */
export async function countFigures(db: Database, accountId: AccountId): Promise<StockCounts> {
  const differs = sql`f.quantity is not null and l.quantity is not null and f.quantity <> l.quantity`
  const { rows } = await sql<StockCounts>`
    select count(*)::int as skus, (count(*) filter (where ${differs}))::int as differing,
      (count(*) filter (where ${differs} and f.quantity = 0))::int as "toZero",
      (count(*) filter (where ${differs} and (f.quantity = 0
        or abs(f.quantity - l.quantity) * 2 > l.quantity)))::int as big,
      (count(*) filter (where f.wanted_since is not null))::int as waiting,
      (count(*) filter (where f.unknown is not null))::int as unknown,
      (count(*) filter (where f.refused_quantity is not null))::int as refused
    from ${source} where l.account_id = ${accountId} and l.gone_at is null
      and l.fulfilled_by is distinct from 'AMAZON'
  `.execute(db)
  const none = { skus: 0, differing: 0, toZero: 0, big: 0, waiting: 0, unknown: 0, refused: 0 }
  return rows[0] ?? none
}

export type HeldStock = {
  readonly code: string
  readonly skus: number
  readonly sinceMs: number
}

/** Figures that wait for a person, by what they wait for. */
export async function readHeldStock(db: Database, accountId: AccountId): Promise<HeldStock[]> {
  const { rows } = await sql<HeldStock>`
    select hold_code as code, count(distinct amazon_sku)::int as skus, min(held_since) as "sinceMs"
    from stock_figure where account_id = ${accountId} and hold_code is not null
    group by hold_code order by hold_code
  `.execute(db)
  return rows
}
