/**
 * Rows of many orders are locked in the order of their ids before they are written: an UPDATE takes them
 * as its plan finds them, and two writers that meet from both ends would wait for each other.
 */
import { type RawBuilder, sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'

export type OrderLocks = {
  /** The first of the statement's `with` parts. */
  readonly part: RawBuilder<unknown>
  /** A condition of the UPDATE: it is met when all rows are locked, and never before. */
  readonly taken: RawBuilder<unknown>
}

/** For a transaction that writes these rows in several statements: before the first of them. */
export async function lockOrdersFirst(
  trx: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<void> {
  if (orderIds.length < 2) return
  await sql`
    select 1 from amazon_order where account_id = ${accountId}
      and amazon_order_id = any(${orderIds}::text[])
    order by amazon_order_id for no key update
  `.execute(trx)
}

/** One row needs no order. */
export function lockOrders(accountId: AccountId, orderIds: readonly AmazonOrderId[]): OrderLocks {
  if (orderIds.length < 2) return { part: sql`locked as (select 1)`, taken: sql`true` }
  return {
    part: sql`locked as materialized (
      select 1 from amazon_order where account_id = ${accountId}
        and amazon_order_id = any(${orderIds}::text[])
      order by amazon_order_id for no key update)`,
    taken: sql`(select count(*) from locked) >= 0`,
  }
}
