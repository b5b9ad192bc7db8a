/** What a repair lets go of: both sides are looked at anew, and what was refused or sent before counts no more. */
import { sql } from 'kysely'
import type { AccountId, SellerSku } from '../core/ids.ts'
import type { Database } from './pool.ts'
import { hearStock } from './stock-readings.ts'
import { loadLinks } from './stock-views.ts'

export async function knownSkus(
  db: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<SellerSku[]> {
  const { rows } = await sql<{ sku: SellerSku }>`
    select distinct amazon_sku as sku from listing where account_id = ${accountId}
      and amazon_sku = any(${skus}::text[]) order by 1
  `.execute(db)
  return rows.map((row) => row.sku)
}

export async function forgetSeen(
  trx: Database,
  accountId: AccountId,
  skus: readonly SellerSku[],
): Promise<void> {
  const links = await loadLinks(trx, accountId, skus)
  const parts = [...links.values()].flatMap(({ components }) => components)
  await sql`
    update listing set quantity_as_of = null where (account_id, marketplace_id, amazon_sku) in (
      select account_id, marketplace_id, amazon_sku from listing where account_id = ${accountId}
        and amazon_sku = any(${skus}::text[]) and fulfilled_by is distinct from 'AMAZON'
      order by marketplace_id, amazon_sku for update)
  `.execute(trx)
  await sql`
    update stock_figure set refused_quantity = null, checks = 0, sends = 0, check_at = null
    where not in_feed and (account_id, marketplace_id, amazon_sku) in (
      select account_id, marketplace_id, amazon_sku from stock_figure
      where account_id = ${accountId} and amazon_sku = any(${skus}::text[])
      order by marketplace_id, amazon_sku for update)
  `.execute(trx)
  await sql`
    update stock_history set what = 'foreign-seen' where account_id = ${accountId}
      and amazon_sku = any(${skus}::text[]) and what = 'foreign'
  `.execute(trx)
  await hearStock(
    trx,
    accountId,
    parts.flatMap(({ inventoryItemGid }) => inventoryItemGid ?? []),
  )
}
