/**
 * When Amazon was last asked for one order. A look that shows what is stored already makes it younger; one
 * that shows less than is known, or nothing, does not, and is not made again at once.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import { lockOrders } from './order-locks.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

export type Looked = {
  readonly orderId: AmazonOrderId
  /** Of what was shown; null when nothing was. */
  readonly updatedAtMs: number | null
}

/** `begunAtMs`: world time before the first of these looks left. */
export async function noteLooks(
  trx: Database,
  accountId: AccountId,
  looks: readonly Looked[],
  begunAtMs: number,
): Promise<void> {
  if (looks.length === 0) return
  const locks = lockOrders(
    accountId,
    looks.map(({ orderId }) => orderId),
  )
  await sql`
    with ${locks.part}
    update amazon_order o set looked_at = from_ms(${begunAtMs}),
      as_of = case when from_ms(r."updatedAtMs") >= o.last_updated_at
        then greatest(o.as_of, from_ms(${begunAtMs})) else o.as_of end
    from ${jsonRows(looks)} as r("orderId" text, "updatedAtMs" float8)
    where o.account_id = ${accountId} and o.amazon_order_id = r."orderId" and ${locks.taken}
  `.execute(trx)
}

/** World time of the last look when it showed nothing that counts; null when another may be made. */
export async function lookedInVain(
  db: Database,
  accountId: AccountId,
  orderId: AmazonOrderId,
): Promise<number | null> {
  const { rows } = await sql<{ at: number }>`
    select looked_at as at from amazon_order
    where account_id = ${accountId} and amazon_order_id = ${orderId}
      and as_of < looked_at and looked_at > app_now() - interval '30 seconds'
  `.execute(db)
  return rows[0]?.at ?? null
}
