/** How many orders each saved view has, counted up to a limit: in one statement, so that pips and views agree. */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'
import {
  amazonWheres,
  facetsOf,
  isFaceted,
  ownWheres,
  type RowFilter,
  wantsAmazon,
  wantsOwn,
} from './order-rows.ts'
import { facetIds } from './order-source.ts'
import { type ViewName, viewNames } from './order-views.ts'

/** Counted exactly up to here. */
export const viewCountMax = 10_000

export type ViewCount = {
  readonly view: ViewName
  readonly orders: number
  /** True: there are more than `orders`. */
  readonly more: boolean
}

export async function countViews(
  db: Database,
  accountId: AccountId,
  dayEndMs: number,
): Promise<ViewCount[]> {
  const filters = viewNames.map((view) => ({ view, channel: 'both', dayEndMs }) as const)
  const counted = await countFilters(db, accountId, filters)
  return viewNames.map((view, at) => ({ view, ...atMost(counted[at] ?? 0) }))
}

export async function countRows(
  db: Database,
  accountId: AccountId,
  filter: RowFilter,
): Promise<Omit<ViewCount, 'view'>> {
  const [counted = 0] = await countFilters(db, accountId, [filter])
  return atMost(counted)
}

function atMost(counted: number): Omit<ViewCount, 'view'> {
  return { orders: Math.min(counted, viewCountMax), more: counted > viewCountMax }
}

async function countFilters(
  db: Database,
  accountId: AccountId,
  filters: readonly RowFilter[],
): Promise<number[]> {
  const counts = await Promise.all(filters.map((filter) => countOf(db, accountId, filter)))
  const { rows } = await sql<{ counts: number[] }>`
    select jsonb_build_array(${sql.join(counts)}) as counts
  `.execute(db)
  return rows[0]?.counts ?? []
}

/** Keeps the count on the primary key, which tells without looking into the table. */
const byId = sql`order by o.amazon_order_id`

async function countOf(
  db: Database,
  accountId: AccountId,
  filter: RowFilter,
): Promise<RawBuilder<unknown>> {
  const most = viewCountMax + 1
  const wheres = await amazonWheres(db, accountId, filter)
  const all = [sql`o.account_id = ${accountId}`, ...wheres]
  const amazon = !wantsAmazon(filter)
    ? sql`0`
    : isFaceted(filter)
      ? sql`(select count(*) from (select 1
          from (${facetIds(accountId, facetsOf(filter), wheres, most)}) f limit ${most}) few)`
      : sql`(select count(*) from (select 1 from amazon_order o
          where ${sql.join(all, sql` and `)}
          ${filter.view === 'leave-today' ? sql`` : byId} limit ${most}) few)`
  const own = wantsOwn(filter)
    ? sql`(select count(*) from (select 1 from shop_own_order w
        where ${sql.join(ownWheres(accountId, filter), sql` and `)} limit ${most}) few)`
    : sql`0`
  // Shopify's own need no count where Amazon's are more than is told already. `offset 0`: counted once.
  return sql`(select case when a.n >= ${most} then a.n else a.n + ${own} end
    from (select ${amazon} as n offset 0) a)`
}
