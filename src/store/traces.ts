/** The decision trace of each order: what was seen, decided, called and answered. Append only. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type TraceKind =
  | 'seen'
  | 'heard'
  | 'decided'
  | 'called'
  | 'answered'
  | 'looked'
  | 'person'
  | 'incident'

/** `body` must hold ids, codes, counts and times only: the canary test searches it. */
export type Trace = {
  readonly orderId: AmazonOrderId
  readonly kind: TraceKind
  readonly body: Readonly<Record<string, unknown>>
}

export type StoredTrace = Trace & { readonly traceId: number; readonly atMs: number }

/** Appends, in the caller's transaction if it has one. */
export async function appendTraces(
  db: Database,
  accountId: AccountId,
  traces: readonly Trace[],
): Promise<void> {
  if (traces.length === 0) return
  const rows = traces.map((trace) => ({ o: trace.orderId, k: trace.kind, b: trace.body }))
  await sql`
    insert into order_trace (account_id, amazon_order_id, at, kind, body)
    select ${accountId}, r.o, (select app_now()), r.k, r.b from ${jsonRows(rows)} as r(o text, k text, b jsonb)
  `.execute(db)
}

/** Oldest first, at most `limit` of the newest. */
export async function readTraces(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
  limit: number,
): Promise<StoredTrace[]> {
  const { rows } = await sql<StoredTrace>`
    select trace_id as "traceId", amazon_order_id as "orderId", at as "atMs", kind, body from (
      select * from order_trace
      where account_id = ${accountId} and amazon_order_id = ${orderId}
      order by trace_id desc limit ${limit}
    ) newest order by trace_id
  `.execute(db)
  return rows
}
