/** What of the buyer a Shopify order still showed when it was last looked at: places, never words. */
import { sql } from 'kysely'
import type { AccountId, ShopifyOrderGid } from '../core/ids.ts'
import type { ShopPersonal } from '../core/purge/shop-personal.ts'
import type { Database } from './pool.ts'
import { jsonb } from './rows.ts'

/** `begunAtMs`: world time at which the reading began. The later of two readings stays. */
export async function saveShopPersonal(
  trx: Database,
  accountId: AccountId,
  gid: ShopifyOrderGid,
  reading: { readonly value: ShopPersonal; readonly begunAtMs: number },
): Promise<void> {
  await sql`
    insert into shop_personal as p (account_id, gid, as_of, observed)
    values (${accountId}, ${gid}, from_ms(${reading.begunAtMs}), ${jsonb(reading.value)})
    on conflict (account_id, gid) do update set as_of = excluded.as_of,
      observed = excluded.observed
    where p.as_of <= excluded.as_of
  `.execute(trx)
}
