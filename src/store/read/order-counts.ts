/**
 * How many orders stand where: by outcome and reason. One look into an index for each pair that can be,
 * counted up to a limit, so that a million orders cost no more than ten thousand.
 */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import { holdTexts } from '../../core/orders/hold-texts.ts'
import { reasonTexts } from '../../core/orders/reason-texts.ts'
import type { Database } from '../pool.ts'
import { jsonRows } from '../rows.ts'
import { type OutcomeOfOrder, outcomeNames } from './order-list.ts'

/** Counted exactly up to here. */
export const countMax = 10_000

export type OrderCount = {
  readonly outcome: OutcomeOfOrder
  readonly reason: string | null
  readonly count: number
  /** True: there are more than `count`. */
  readonly more: boolean
  /** The earliest ship-by among them. */
  readonly shipByMs: number | null
}

export async function countOrders(db: Database, accountId: AccountId): Promise<OrderCount[]> {
  const { rows } = await sql<{
    outcome: OutcomeOfOrder
    reason: string | null
    counted: number
    shipByMs: number | null
  }>`
    select r.outcome, r.reason, c.counted, case when r.outcome = 'held' then (
        select min(h.ship_by) from (select o.ship_by from amazon_order o
          where o.account_id = ${accountId} and o.outcome = r.outcome and o.reason = r.reason
          limit ${countMax}) h) end as "shipByMs"
    from ${jsonRows(pairs)} as r(outcome text, reason text)
    cross join lateral (
      select count(*) as counted from (
        select 1 from amazon_order o where o.account_id = ${accountId} and o.outcome = r.outcome
          and o.reason = r.reason limit ${countMax + 1}) few
    ) c
    where c.counted > 0
    union all
    select 'new', null, count(*), null from (
      select 1 from amazon_order o where o.account_id = ${accountId} and o.outcome = 'new'
        and o.reason is null limit ${countMax + 1}) fresh
    having count(*) > 0
  `.execute(db)
  return rows.map(({ outcome, reason, counted, shipByMs }) => ({
    outcome,
    reason,
    count: Math.min(counted, countMax),
    more: counted > countMax,
    shipByMs,
  }))
}

/** A hold has a hold's code, everything else a reason. */
const pairs = outcomeNames
  .filter((outcome) => outcome !== 'new')
  .flatMap((outcome) =>
    Object.keys(outcome === 'held' ? holdTexts : reasonTexts).map((reason) => ({
      outcome,
      reason,
    })),
  )
