/**
 * One list of both platforms' orders (B1). Amazon's by the views and facets, Shopify's own beside them; pages by
 * key, so that nothing is shown twice or left out while orders come in.
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'
import { plannedAnew } from '../prepared-statements.ts'
import { type OrderSummary, searched, summaryColumns } from './order-list.ts'
import { facetConditions, facetSource, listed } from './order-source.ts'
import {
  hasOwnOrders,
  isByShipBy,
  isSetView,
  leavesBefore,
  openStatuses,
  type ViewName,
  viewSet,
} from './order-views.ts'

export type RowFilter = {
  readonly view: ViewName
  readonly channel: 'amazon' | 'shopify' | 'both'
  readonly search?: string | undefined
  readonly marketplaceId?: string | undefined
  readonly fulfilledBy?: string | undefined
  readonly status?: string | undefined
  /** A hold: those under which it stands first. */
  readonly code?: string | undefined
  /** The end of today in the shop. */
  readonly dayEndMs: number
}

export type ConcernOfRow = {
  readonly concern: string
  readonly outcome: string
  readonly reason: string
  readonly detail: unknown
  readonly sinceMs: number
}

export type AmazonRow = OrderSummary & {
  readonly is: 'amazon'
  readonly key: string
  readonly place: string
  readonly serviceLevel: string | null
  readonly concerns: readonly ConcernOfRow[]
}

export type OwnRow = {
  readonly is: 'own'
  readonly key: string
  readonly place: string
  readonly gid: string
  readonly name: string
  readonly placedAtMs: number
  readonly cancelled: boolean
  readonly closed: boolean
  readonly fulfillment: string | null
  readonly financial: string | null
  readonly units: number
  readonly totalMinor: number
  readonly currency: string
}

export type OrderRow = AmazonRow | OwnRow

export type RowPage = { readonly rows: readonly OrderRow[]; readonly next: string | null }

/** Throws RangeError when `after` is not what a page answered. */
export async function readOrderRows(
  db: Database,
  accountId: AccountId,
  asked: { readonly filter: RowFilter; readonly after: string | null; readonly limit: number },
): Promise<RowPage> {
  const { filter, limit } = asked
  const after = asked.after === null ? null : readCursor(asked.after)
  const paging = { after, limit: limit + 1 }
  const [amazon, own] = await Promise.all([
    wantsAmazon(filter) ? amazonRows(db, accountId, filter, paging) : [],
    wantsOwn(filter) ? ownRows(db, accountId, filter, paging) : [],
  ])
  const sign = isByShipBy(filter.view) ? 1 : -1
  const merged = [...amazon, ...own].toSorted(
    (one, other) => sign * compare(one.place + one.key, other.place + other.key),
  )
  const rows = merged.slice(0, limit)
  const end = rows.at(-1)
  const next = merged.length > limit && end !== undefined ? cursorOf(end) : null
  return { rows, next }
}

export function wantsAmazon({ channel }: RowFilter): boolean {
  return channel !== 'shopify'
}

/** Filters that only Amazon's orders can fit leave Shopify's own out. */
export function wantsOwn(filter: RowFilter): boolean {
  const { channel, view, marketplaceId, fulfilledBy, status, code } = filter
  const only = [marketplaceId, fulfilledBy, status, code].some((one) => one !== undefined)
  return channel !== 'amazon' && hasOwnOrders(view) && !only
}

type Place = { readonly place: string; readonly key: string }
type Paging = { readonly after: Place | null; readonly limit: number }

/** As text that sorts as the time does; what has no ship-by comes last. */
const byTime = sql`to_char(${listed} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`
const byShipBy = sql`coalesce(to_char(o.ship_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),
  '9999')`

async function amazonRows(
  db: Database,
  accountId: AccountId,
  filter: RowFilter,
  { after, limit }: Paging,
): Promise<AmazonRow[]> {
  const early = isByShipBy(filter.view)
  const wheres = await amazonWheres(db, accountId, filter)
  if (after !== null) wheres.push(early ? laterShipBy(after) : earlierTime(after))
  const order = orderOf(filter.view)
  const { rows } = await sql<AmazonRow>`${plannedAnew}
    select 'amazon' as is, 'a:' || o.amazon_order_id as key, ${early ? byShipBy : byTime} as place,
      ${summaryColumns}, o.observed->>'serviceLevel' as "serviceLevel",
      coalesce((select jsonb_agg(jsonb_build_object('concern', c.concern, 'outcome', c.outcome,
          'reason', c.reason, 'detail', c.detail, 'sinceMs', epoch_ms(c.decided_at)))
        from order_concern c where c.account_id = o.account_id
          and c.amazon_order_id = o.amazon_order_id), '[]') as concerns
    from ${amazonSource(accountId, filter, wheres, limit)}
    where ${sql.join([sql`o.account_id = ${accountId}`, ...wheres], sql` and `)}
    order by ${order} limit ${limit}
  `.execute(db)
  return rows
}

function orderOf(view: ViewName): RawBuilder<unknown> {
  if (!isByShipBy(view)) return sql`${listed} desc, o.amazon_order_id desc`
  // What leaves today has a ship-by, and an index by it.
  const shipBy = view === 'leave-today' ? sql`o.ship_by` : sql`coalesce(o.ship_by, 'infinity')`
  return sql`${shipBy}, o.amazon_order_id`
}

/** Everything that narrows Amazon's orders but the page. */
export async function amazonWheres(
  db: Database,
  accountId: AccountId,
  filter: RowFilter,
): Promise<RawBuilder<unknown>[]> {
  const { view, search, code, dayEndMs } = filter
  const set = viewSet(view, accountId)
  return [
    ...facetConditions(facetsOf(filter)),
    ...(view === 'leave-today' ? [leavesBefore(dayEndMs)] : []),
    ...(set === null ? [] : [sql`o.amazon_order_id = any(array(${set}))`]),
    ...(code === undefined
      ? []
      : [sql`o.amazon_order_id = any(array(${heldUnder(accountId, code)}))`]),
    ...(search === undefined ? [] : [await searched(db, accountId, search.trim())]),
  ]
}

/** Along an index of facets; what is narrow anyway is found otherwise and sorted. */
export function isFaceted(filter: RowFilter): boolean {
  if (isSetView(filter.view) || filter.search !== undefined || filter.code !== undefined)
    return false
  return Object.values(facetsOf(filter)).some((value) => value !== undefined)
}

function amazonSource(
  accountId: AccountId,
  filter: RowFilter,
  wheres: readonly RawBuilder<unknown>[],
  limit: number,
): RawBuilder<unknown> {
  if (!isFaceted(filter)) return sql`amazon_order o`
  return facetSource(accountId, facetsOf(filter), wheres, limit)
}

export function facetsOf({ view, fulfilledBy, status, marketplaceId }: RowFilter) {
  return {
    fulfilledBy: view === 'amazon-ships' ? 'AMAZON' : view === 'open' ? 'MERCHANT' : fulfilledBy,
    status: status ?? (view === 'open' ? openStatuses : undefined),
    marketplaceId,
  }
}

function heldUnder(accountId: AccountId, code: string): RawBuilder<unknown> {
  return sql`select u.amazon_order_id from amazon_order u where u.account_id = ${accountId}
      and u.outcome = 'held' and u.reason = ${code}
    union all select c.amazon_order_id from order_concern c where c.account_id = ${accountId}
      and c.outcome = 'held' and c.reason = ${code}`
}

async function ownRows(
  db: Database,
  accountId: AccountId,
  filter: RowFilter,
  { after, limit }: Paging,
): Promise<OwnRow[]> {
  const place = sql`to_char(w.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`
  const wheres = [
    ...ownWheres(accountId, filter),
    ...(after === null
      ? []
      : [
          sql`w.created_at <= ${after.place}::timestamp at time zone 'UTC'`,
          sql`(${place} || 's:' || w.gid) collate "C" < ${after.place + after.key}`,
        ]),
  ]
  const { rows } = await sql<OwnRow>`${plannedAnew}
    select 'own' as is, 's:' || w.gid as key, ${place} as place, w.gid, w.name,
      w.created_at as "placedAtMs", w.cancelled_at is not null as cancelled, w.closed,
      w.fulfillment, w.financial, w.units, w.total_minor as "totalMinor", w.currency
    from shop_own_order w where ${sql.join(wheres, sql` and `)}
    order by w.created_at desc, w.gid desc limit ${limit}
  `.execute(db)
  return rows
}

export function ownWheres(accountId: AccountId, { view, search }: RowFilter) {
  const text = search?.trim()
  return [
    sql`w.account_id = ${accountId}`,
    // What came to carry an Amazon id later is Amazon's. Asked row by row along the list: as an anti-join
    // PostgreSQL expects next to nothing of it, and joins both tables whole for one page.
    sql`(select f.gid from shopify_order_amazon_id f where f.account_id = w.account_id
      and f.gid = w.gid limit 1) is null`,
    ...(view === 'open'
      ? [
          sql`w.cancelled_at is null and not w.closed
          and coalesce(w.fulfillment, 'UNFULFILLED') <> 'FULFILLED'`,
        ]
      : []),
    ...(text === undefined ? [] : [sql`w.name = any(${[text, `#${text}`]}::text[])`]),
  ]
}

function earlierTime({ place, key }: Place): RawBuilder<unknown> {
  const at = sql`${place}::timestamp at time zone 'UTC'`
  // An order of Shopify's own ended the page: of Amazon's with the same time all come before it.
  if (key.startsWith('s:')) return sql`${listed} <= ${at}`
  return sql`(${listed}, o.amazon_order_id) < (${at}, ${key.slice(2)})`
}

function laterShipBy({ place, key }: Place): RawBuilder<unknown> {
  const at =
    place === '9999' ? sql`'infinity'::timestamptz` : sql`${place}::timestamp at time zone 'UTC'`
  return sql`(coalesce(o.ship_by, 'infinity'), o.amazon_order_id) > (${at}, ${key.slice(2)})`
}

function cursorOf({ place, key }: Place): string {
  return Buffer.from(`${place}|${key}`).toString('base64url')
}

function readCursor(cursor: string): Place {
  const text = Buffer.from(cursor, 'base64url').toString('utf8')
  const match =
    /^(9999|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6})\|(a:\d{3}-\d{7}-\d{7}|s:gid:\/\/[\w/]+)$/.exec(
      text,
    )
  const [, place, key] = match ?? []
  if (place === undefined || key === undefined) throw new RangeError('no such place in the list')
  return { place, key }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
