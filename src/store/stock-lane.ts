/** Whether an account sends stock figures, as its settings say. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'

/** False in `watch`, which it is until a person says otherwise. */
export async function sendsStock(db: Database, accountId: AccountId): Promise<boolean> {
  const { rows } = await sql`
    select 1 from connection
    where account_id = ${accountId} and settings -> 'stock' ->> 'lane' = 'live'
  `.execute(db)
  return rows.length > 0
}
