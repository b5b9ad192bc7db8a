/**
 * Where a page of the order list is taken from, so that it costs the same however many orders there are.
 * Fulfilment, status and marketplace have few combinations: each is one place in an index, newest first,
 * and a page merges their beginnings. Everything else reads the list by time, or by its own index.
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'

/** As the indexes write it: Amazon's time, or ours while the order could not be read. */
export const listed = sql`coalesce(o.created_at, o.first_seen_at)`

export type Facets = {
  readonly fulfilledBy: string | undefined
  readonly status: string | readonly string[] | undefined
  readonly marketplaceId: string | undefined
}

const fulfilled = sql`coalesce(o.fulfilled_by, '')`
const status = sql`coalesce(o.status, '')`
const marketplace = sql`coalesce(o.marketplace_id, '')`

/** Conditions on `amazon_order o`, for lists that another index narrows. */
export function facetConditions(facets: Facets): RawBuilder<unknown>[] {
  const pairs = [
    [fulfilled, facets.fulfilledBy],
    [status, facets.status],
    [marketplace, facets.marketplaceId],
  ] as const
  return pairs.flatMap(([column, value]) =>
    value === undefined ? [] : [sql`${column} = any(${[value].flat()}::text[])`],
  )
}

/**
 * A `from` clause that yields `amazon_order o`: the newest `limit` of each combination that fits. The
 * combinations are found by skipping through the index from one to the next.
 */
export function facetSource(
  accountId: AccountId,
  facets: Facets,
  wheres: readonly RawBuilder<unknown>[],
  limit: number,
): RawBuilder<unknown> {
  return sql`(${facetIds(accountId, facets, wheres, limit)}) picked
    join amazon_order o on o.account_id = ${accountId} and o.amazon_order_id = picked.id`
}

/** The ids alone, for counting. */
export function facetIds(
  accountId: AccountId,
  facets: Facets,
  wheres: readonly RawBuilder<unknown>[],
  limit: number,
): RawBuilder<unknown> {
  const columns = sql`${fulfilled} as f, ${status} as s, ${marketplace} as m`
  const fits = [
    ['f', facets.fulfilledBy],
    ['s', facets.status],
    ['m', facets.marketplaceId],
  ] as const
  const chosen = fits.flatMap(([column, value]) =>
    value === undefined ? [] : [sql`c.${sql.ref(column)} = any(${[value].flat()}::text[])`],
  )
  return sql`
    with recursive combination as (
      (select ${columns} from amazon_order o where o.account_id = ${accountId}
        order by 1, 2, 3 limit 1)
      union all
      (select n.f, n.s, n.m from combination c cross join lateral (
        select ${columns} from amazon_order o where o.account_id = ${accountId}
          and (${fulfilled}, ${status}, ${marketplace}) > (c.f, c.s, c.m)
        order by 1, 2, 3 limit 1) n)
    )
    select p.id from combination c cross join lateral (
      select o.amazon_order_id as id from amazon_order o
      where o.account_id = ${accountId} and ${fulfilled} = c.f and ${status} = c.s
        and ${marketplace} = c.m and ${sql.join([sql`true`, ...wheres], sql` and `)}
      order by ${listed} desc, o.amazon_order_id desc limit ${limit}) p
    where ${sql.join([sql`true`, ...chosen], sql` and `)}`
}
