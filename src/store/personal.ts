/** Personal data of orders: sealed bytes in and out; nothing here can open them. */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { Database } from './pool.ts'

/** Sealed PersonalFacts by order; orders without any are left out. */
export async function loadPersonal(
  db: Database,
  accountId: AccountId,
  orderIds: readonly AmazonOrderId[],
): Promise<Map<AmazonOrderId, Uint8Array>> {
  if (orderIds.length === 0) return new Map()
  const { rows } = await sql<{ id: AmazonOrderId; sealed: Uint8Array }>`
    select amazon_order_id as id, sealed from order_personal
    where account_id = ${accountId} and sealed is not null
      and amazon_order_id = any(${orderIds}::text[])
  `.execute(db)
  return new Map(rows.map((row) => [row.id, row.sealed]))
}

/** The sealed raw order; null when there is none (any more). */
export async function loadRaw(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<Uint8Array | null> {
  const { rows } = await sql<{ raw: Uint8Array }>`
    select raw_sealed as raw from order_personal
    where account_id = ${accountId} and amazon_order_id = ${orderId}
  `.execute(db)
  return rows[0]?.raw ?? null
}

export type PurgedOrder = {
  readonly accountId: AccountId
  readonly orderId: AmazonOrderId
  /** There is a Shopify order, which may still show the buyer. */
  readonly inShop: boolean
}

/**
 * Deletes personal data whose time is over (Amazon: 30 days after delivery at the latest), and notes that it is
 * gone. Answers whose it was. The orders are locked first and in their order, as whoever stores readings does.
 */
export async function purgePersonal(trx: Database, limit: number): Promise<PurgedOrder[]> {
  const { rows } = await sql<PurgedOrder>`
    with due as materialized (
      select account_id, amazon_order_id from order_personal
      where purge_after <= app_now() limit ${limit}
    ),
    locked as materialized (
      select 1 from amazon_order o join due using (account_id, amazon_order_id)
      order by account_id, amazon_order_id for no key update of o
    ),
    over as (
      delete from order_personal p using due
      where p.account_id = due.account_id and p.amazon_order_id = due.amazon_order_id
        and p.purge_after <= app_now() and (select count(*) from locked) >= 0
      returning p.account_id, p.amazon_order_id
    ),
    noted as (
      update amazon_order o set personal_purged_at = (select app_now()) from over
      where o.account_id = over.account_id and o.amazon_order_id = over.amazon_order_id
      returning o.account_id, o.amazon_order_id, o.shopify_gid
    )
    select account_id as "accountId", amazon_order_id as "orderId",
      noted.shopify_gid is not null as "inShop"
    from over left join noted using (account_id, amazon_order_id)
  `.execute(trx)
  return rows
}
