/**
 * The list of orders, newest first, with exact filters. Pages by key (time, id), so that page 1,000 costs
 * as much as page 1 and nothing is shown twice while orders come in. No personal data: buyers are
 * found by keyed hashes alone.
 */
import { type RawBuilder, sql } from 'kysely'
import { type AccountId, type AmazonOrderId, parseAmazonOrderId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'
import { plannedAnew } from '../prepared-statements.ts'
import { type Facets, facetConditions, facetSource, listed } from './order-source.ts'

export const outcomeNames = [
  'new',
  'working',
  'imported',
  'adopted',
  'held',
  'waiting',
  'resting',
] as const

export type OutcomeOfOrder = (typeof outcomeNames)[number]

export type OrderFilter = {
  readonly outcome?: OutcomeOfOrder | undefined
  readonly reason?: string | undefined
  readonly status?: string | undefined
  readonly fulfilledBy?: string | undefined
  readonly marketplaceId?: string | undefined
  /** An Amazon order id, the name of a Shopify order, or a SKU: exact, capitals matter. */
  readonly search?: string | undefined
  /** Keyed hashes of a name or a postcode, under each key that is known. */
  readonly nameHmacs?: readonly Uint8Array[] | undefined
  readonly postcodeHmacs?: readonly Uint8Array[] | undefined
}

export type OrderSummary = {
  readonly orderId: AmazonOrderId
  readonly placedAtMs: number | null
  readonly firstSeenMs: number
  readonly status: string | null
  readonly fulfilledBy: string | null
  readonly programs: readonly string[]
  readonly marketplaceId: string | null
  readonly marketplaceName: string | null
  readonly units: number | null
  readonly totalMinor: number | null
  readonly currency: string | null
  readonly shipByMs: number | null
  readonly outcome: OutcomeOfOrder
  readonly reason: string | null
  readonly detail: unknown
  readonly againAtMs: number | null
  readonly decidedAtMs: number | null
  readonly shopifyGid: string | null
  readonly shopifyName: string | null
  readonly importedAtMs: number | null
}

export type OrderListPage = {
  readonly orders: readonly OrderSummary[]
  /** Give it as `after` for the next page; null at the end. */
  readonly next: string | null
}

type Row = OrderSummary & { readonly listedAt: string }

/** Throws RangeError when `after` is not what a page answered. */
export async function readOrderList(
  db: Database,
  accountId: AccountId,
  asked: {
    readonly filter: OrderFilter
    readonly after: string | null
    readonly limit: number
  },
): Promise<OrderListPage> {
  const { filter, limit } = asked
  const wheres = await conditions(db, accountId, filter)
  if (asked.after !== null) wheres.push(afterCursor(asked.after))
  const facets = facetsOf(filter)
  const merged = mergesFacets(filter)
  const source = merged ? facetSource(accountId, facets, wheres, limit + 1) : sql`amazon_order o`
  const all = [
    sql`o.account_id = ${accountId}`,
    ...(merged ? [] : [...wheres, ...facetConditions(facets)]),
  ]
  const { rows } = await sql<Row>`${plannedAnew}
    select ${summaryColumns}, ${listed}::text as "listedAt"
    from ${source}
    where ${sql.join(all, sql` and `)}
    order by ${listed} desc, o.amazon_order_id desc
    limit ${limit + 1}
  `.execute(db)
  const page = rows.slice(0, asked.limit)
  const last = page.at(-1)
  const next = rows.length > asked.limit && last !== undefined ? cursorOf(last) : null
  return { orders: page.map(({ listedAt: _listedAt, ...order }) => order), next }
}

function facetsOf({ fulfilledBy, status, marketplaceId }: OrderFilter): Facets {
  return { fulfilledBy, status, marketplaceId }
}

/** True when no other filter leaves only a few orders anyway. */
function mergesFacets(filter: OrderFilter): boolean {
  const { search, nameHmacs, postcodeHmacs, outcome } = filter
  if ([search, nameHmacs, postcodeHmacs].some((narrow) => narrow !== undefined)) return false
  if (outcome !== undefined && !many.has(outcome)) return false
  return Object.values(facetsOf(filter)).some((value) => value !== undefined)
}

/** Outcomes in which orders stay for ever. */
const many: ReadonlySet<OutcomeOfOrder> = new Set(['imported', 'adopted', 'resting'])

/** The columns of `OrderSummary` from `amazon_order o`. */
export const summaryColumns: RawBuilder<unknown> = sql`
  o.amazon_order_id as "orderId", o.created_at as "placedAtMs", o.first_seen_at as "firstSeenMs",
  o.status, o.fulfilled_by as "fulfilledBy", coalesce(o.observed->'programs', '[]') as programs,
  o.marketplace_id as "marketplaceId", o.observed->>'marketplaceName' as "marketplaceName",
  (select sum(l.quantity)::int from order_line l where l.account_id = o.account_id
    and l.amazon_order_id = o.amazon_order_id) as units,
  o.total_minor as "totalMinor", o.currency, o.ship_by as "shipByMs", o.outcome, o.reason,
  o.outcome_detail as detail, o.again_at as "againAtMs", o.decided_at as "decidedAtMs",
  o.shopify_gid as "shopifyGid", o.shopify_name as "shopifyName", o.imported_at as "importedAtMs"`

async function conditions(
  db: Database,
  accountId: AccountId,
  filter: OrderFilter,
): Promise<RawBuilder<unknown>[]> {
  const equals = [
    ['outcome', filter.outcome],
    ['reason', filter.reason],
  ] as const
  return [
    ...equals.flatMap(([column, value]) =>
      value === undefined ? [] : [sql`${sql.ref(`o.${column}`)} = ${value}`],
    ),
    // The index has the outcome before the reason.
    ...(filter.reason !== undefined && filter.outcome === undefined
      ? [sql`o.outcome = any(${outcomeNames}::text[])`]
      : []),
    ...(filter.search === undefined ? [] : [await searched(db, accountId, filter.search.trim())]),
    ...hashed(sql`name_hmac`, filter.nameHmacs),
    ...hashed(sql`postcode_hmac`, filter.postcodeHmacs),
  ]
}

export async function searched(
  db: Database,
  accountId: AccountId,
  text: string,
): Promise<RawBuilder<unknown>> {
  const orderId = parseAmazonOrderId(text)
  if (orderId !== undefined) return sql`o.amazon_order_id = ${orderId}`
  // Asked apart: one statement for name or SKU could use the index of neither.
  const names = [text, `#${text}`]
  const { rows } = await sql`
    select 1 from amazon_order where account_id = ${accountId}
      and shopify_name = any(${names}::text[]) limit 1
  `.execute(db)
  if (rows.length > 0) return sql`o.shopify_name = any(${names}::text[])`
  return sql`exists (select 1 from order_line l where l.account_id = o.account_id
    and l.amazon_order_id = o.amazon_order_id and l.sku = ${text})`
}

function hashed(
  column: RawBuilder<unknown>,
  hmacs: readonly Uint8Array[] | undefined,
): RawBuilder<unknown>[] {
  if (hmacs === undefined) return []
  const wanted = hmacs.map((hmac) => Buffer.from(hmac))
  return [
    sql`exists (select 1 from order_personal p where p.account_id = o.account_id
      and p.amazon_order_id = o.amazon_order_id and p.${column} = any(${wanted}::bytea[]))`,
  ]
}

function cursorOf(row: Row): string {
  return Buffer.from(`${row.listedAt} ${row.orderId}`).toString('base64url')
}

function afterCursor(cursor: string): RawBuilder<unknown> {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const match = /^([\d-]{10} [\d:.]{8,15}[+-][\d:]{2,8}) (\d{3}-\d{7}-\d{7})$/.exec(text)
  const [, at, orderId] = match ?? []
  if (at === undefined || orderId === undefined) throw new RangeError('no such place in the list')
  return sql`(${listed}, o.amazon_order_id) < (${at}::timestamptz, ${orderId})`
}
