/** What Finances listed for an order, and what Amazon told of money that it gave back. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { ShownEvent } from '../core/life/life-events.ts'
import {
  type Before,
  madeInEpoch,
  recentAndKnown,
  saveEvents,
  type WatchTerms,
} from './life-events.ts'
import type { Database } from './pool.ts'
import { jsonb, jsonRows } from './rows.ts'

export type FinanceReading = {
  readonly orderId: AmazonOrderId
  readonly transactions: readonly object[]
  /** Refunds among them that are not ours. */
  readonly shown: readonly ShownEvent[]
}

/**
 * What Finances listed for an order, whole, with the refunds of others that it shows for the first time.
 * Finances lags two days behind, so a gap in watching makes none of them late.
 */
export async function saveFinances(
  trx: Database,
  accountId: AccountId,
  { orderId, transactions, shown }: FinanceReading,
  terms: WatchTerms,
): Promise<{ newEvents: number }> {
  const { rows } = await sql<Before>`
    select c.epoch, false as "wasAway",
      exists (select 1 from amazon_finances f where f.account_id = c.account_id
        and f.amazon_order_id = ${orderId} and f.as_of >= c.connected_at)
      or ${madeInEpoch(orderId, null)} as "hasBaseline",
      ${recentAndKnown(orderId, terms)}
    from connection c where c.account_id = ${accountId}
  `.execute(trx)
  const before = rows[0]
  if (before === undefined) throw new Error('a reading for an account without a connection')
  await sql`
    insert into amazon_finances (account_id, amazon_order_id, as_of, observed)
    values (${accountId}, ${orderId}, app_now(), ${jsonb(transactions)})
    on conflict (account_id, amazon_order_id) do update set as_of = excluded.as_of,
      observed = excluded.observed
  `.execute(trx)
  return { newEvents: await saveEvents(trx, accountId, orderId, shown, before, terms) }
}

export type MoneyHeard = { readonly orderId: AmazonOrderId; readonly notificationId: string }

/** Amazon told that it gave money back: what is known of the finances of these orders is old. */
export async function noteMoneyHeard(
  trx: Database,
  accountId: AccountId,
  heard: readonly MoneyHeard[],
): Promise<AmazonOrderId[]> {
  if (heard.length === 0) return []
  const { rows } = await sql<{ id: AmazonOrderId }>`
    insert into life_event (account_id, event_id, amazon_order_id, kind, epoch, provenance,
      first_seen_at)
    select ${accountId}, 'amazon-money:' || r."notificationId" || ':' || r."orderId", r."orderId",
      'amazon-money', c.epoch, 'seen', app_now()
    from ${jsonRows(heard)} as r("orderId" text, "notificationId" text)
      join amazon_order o on o.account_id = ${accountId} and o.amazon_order_id = r."orderId"
      join connection c on c.account_id = ${accountId}
    on conflict (account_id, event_id) do nothing
    returning amazon_order_id as id
  `.execute(trx)
  return rows.map((row) => row.id)
}
