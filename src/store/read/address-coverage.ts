/** Do orders that the merchant has to ship come with an address? If none does, the role is missing. */
import { sql } from 'kysely'
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../pool.ts'

export type AddressCoverage = { readonly expected: number; readonly complete: number }

/** Over the newest merchant orders that wait to be shipped. */
export async function readAddressCoverage(
  db: Database,
  accountId: AccountId,
): Promise<AddressCoverage> {
  const { rows } = await sql<AddressCoverage>`
    select count(*) as expected, count(*) filter (where personal_state = 'complete') as complete
    from (select personal_state from amazon_order
      where account_id = ${accountId} and coalesce(fulfilled_by, '') = 'MERCHANT'
        and coalesce(status, '') in ('UNSHIPPED', 'PARTIALLY_SHIPPED')
        and created_at > app_now() - interval '30 days'
      order by coalesce(created_at, first_seen_at) desc, amazon_order_id desc limit 200) newest
  `.execute(db)
  return rows[0] ?? { expected: 0, complete: 0 }
}
