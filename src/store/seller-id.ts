/** The seller's own id (merchant token): each feed names it, and no call of Amazon tells it. */
import { sql } from 'kysely'
import type { AccountId } from '../core/ids.ts'
import type { Database } from './pool.ts'

/** A notification named it: kept unless one is known. True when it is news. */
export async function learnSellerId(
  trx: Database,
  accountId: AccountId,
  sellerId: string,
): Promise<boolean> {
  const { rows } = await sql`
    update connection set amazon = jsonb_set(amazon, '{sellerId}', to_jsonb(${sellerId}::text))
    where account_id = ${accountId} and amazon ->> 'sellerId' is null
    returning 1
  `.execute(trx)
  return rows.length > 0
}

export async function readSellerId(db: Database, accountId: AccountId): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`
    select amazon ->> 'sellerId' as id from connection where account_id = ${accountId}
  `.execute(db)
  return rows[0]?.id ?? null
}
