/** The last decision of each concern of order life, as a projection for lists; never read to decide. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { ConcernRow } from './life.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type ConcernOutcome = ConcernRow & {
  readonly orderId: AmazonOrderId
  /** Nothing to do: the row goes. */
  readonly isQuiet: boolean
}

/** Writes what changed, each with its line in the trace. */
export async function saveConcerns(
  trx: Database,
  accountId: AccountId,
  outcomes: readonly ConcernOutcome[],
): Promise<void> {
  if (outcomes.length === 0) return
  await sql`
    with given as materialized (
      select r.*, m.world from ${jsonRows(outcomes)} as r("orderId" text, "concern" text,
          "outcome" text, "reason" text, "detail" jsonb, "againAtMs" float8, "isQuiet" boolean)
        cross join (select app_now() as world offset 0) m
    ),
    gone as (
      delete from order_concern c using given g where g."isQuiet" and c.account_id = ${accountId}
        and c.amazon_order_id = g."orderId" and c.concern = g."concern"
    ),
    kept as (
      insert into order_concern as c (account_id, amazon_order_id, concern, outcome, reason, detail,
        again_at, decided_at)
      select ${accountId}, g."orderId", g."concern", g."outcome", g."reason", g."detail",
        from_ms(g."againAtMs"), g.world from given g where not g."isQuiet"
      on conflict (account_id, amazon_order_id, concern) do update set outcome = excluded.outcome,
        reason = excluded.reason, detail = excluded.detail, again_at = excluded.again_at,
        decided_at = excluded.decided_at
    )
    insert into order_trace (account_id, amazon_order_id, at, kind, body)
    select ${accountId}, g."orderId", g.world, 'decided', jsonb_build_object('concern', g."concern",
      'outcome', g."outcome", 'reason', g."reason", 'detail', g."detail")
    from given g
  `.execute(trx)
}

/** Orders with one of these SKUs, of which a concern waits for a person with this code. */
export async function ordersOfHold(
  db: Database,
  accountId: AccountId,
  { code, skus }: { readonly code: string; readonly skus: readonly string[] },
): Promise<AmazonOrderId[]> {
  const { rows } = await sql<{ id: AmazonOrderId }>`
    select distinct l.amazon_order_id as id from order_line l
      join order_concern c on c.account_id = l.account_id and c.amazon_order_id = l.amazon_order_id
    where l.account_id = ${accountId} and l.sku = any(${skus}::text[])
      and c.outcome = 'held' and c.reason = ${code}
  `.execute(db)
  return rows.map((row) => row.id)
}
