/**
 * Tells which readings of Amazon orders show nothing but what is stored. Windows overlap, so a page may
 * hold nothing new; an upsert would lock and compare each of its rows all the same.
 */
import { sql } from 'kysely'
import type { AccountId, AmazonOrderId } from '../core/ids.ts'
import type { AmazonOrder } from '../core/orders/amazon-order.ts'
import type { Database } from './pool.ts'
import { jsonRows } from './rows.ts'

type ShownOrder = {
  readonly orderId: AmazonOrderId
  readonly order: AmazonOrder | null
  readonly unreadablePaths: readonly string[] | null
  readonly personalState: string
}

/** Below this number a look at what is known costs more than it spares. */
const lookFrom = 20

/** A hint: an order that is left out may be known all the same. */
export async function knownReadings(
  trx: Database,
  accountId: AccountId,
  readings: readonly ShownOrder[],
): Promise<ReadonlySet<string>> {
  if (readings.length < lookFrom) return new Set()
  const times = await storedTimes(trx, accountId, readings)
  const same = readings.filter(
    ({ orderId, order }) => order !== null && times.get(orderId) === order.lastUpdatedAtMs,
  )
  if (same.length === 0) return new Set()
  const given = same.map(({ orderId, order, unreadablePaths, personalState }) => {
    return { id: orderId, observed: order, paths: unreadablePaths, personal: personalState }
  })
  const { rows } = await sql<{ id: string }>`
    select r.id from ${jsonRows(given)} as r(
        id text, observed jsonb, paths text[], personal text) cross join lateral (
      select observed, unreadable_paths, personal_state from amazon_order
      where account_id = ${accountId} and amazon_order_id = r.id limit 1) o
    where (o.observed, o.unreadable_paths, o.personal_state)
      is not distinct from (r.observed, r.paths, r.personal)
  `.execute(trx)
  return new Set(rows.map((row) => row.id))
}

async function storedTimes(
  trx: Database,
  accountId: AccountId,
  readings: readonly ShownOrder[],
): Promise<ReadonlyMap<string, number | null>> {
  const ids = readings.map((reading) => reading.orderId)
  const { rows } = await sql<{ id: string; at: number | null }>`
    select r.id, o.at from unnest(${ids}::text[]) as r(id) cross join lateral (
      select last_updated_at as at from amazon_order
      where account_id = ${accountId} and amazon_order_id = r.id limit 1) o
  `.execute(trx)
  return new Map(rows.map((row) => [row.id, row.at]))
}
