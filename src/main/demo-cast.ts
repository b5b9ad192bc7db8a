/** Whom the demo's second chapter is about: ordinary orders that were imported, are unshipped and wait for nobody. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { lookEveryMs } from './demo-books.ts'
import type { Candidate, Stage } from './demo-stage.ts'

export type Cast = {
  /** Of one unit each. */
  readonly single: readonly Candidate[]
  readonly several: readonly Candidate[]
}

/** The first chapter brings them within this. */
const withinMs = 40_000

/**
 * Waits until there are enough; after some time it answers what there is. The oldest first, so that they are
 * the same in every run. An order with a message to read is held in Shopify, and one of which Amazon keeps
 * the tax is refunded by Amazon in part: neither is ordinary.
 */
export async function castOf(
  { db, nowMs, isOver }: Stage,
  needed: { readonly single: number; readonly several: number },
): Promise<Cast> {
  const untilMs = nowMs() + withinMs
  for (;;) {
    const { rows } = await sql<Candidate>`
      select o.amazon_order_id as "orderId", o.shopify_gid as gid, o.shopify_name as name,
        (select coalesce(sum(l.quantity), 0)::int from order_line l where l.account_id = o.account_id
          and l.amazon_order_id = o.amazon_order_id) as units
      from amazon_order o
      where o.outcome = 'imported' and o.status = 'UNSHIPPED' and o.fulfilled_by = 'MERCHANT'
        and o.total_minor > 0 and jsonb_array_length(o.observed->'items') = 1
        and o.observed->'programs' = '[]'
        and not o.observed->'items'->0 @> '{"taxByMarketplace": true}'
        and not o.observed->'items'->0 @> '{"hasGiftMessage": true}'
        and not o.observed->'items'->0 @> '{"hasCustomisation": true}'
        and not exists (select 1 from order_concern c where c.account_id = o.account_id
          and c.amazon_order_id = o.amazon_order_id and c.outcome = 'held')
      order by o.created_at, o.amazon_order_id limit 40
    `.execute(db)
    const single = rows.filter(({ units }) => units === 1)
    const several = rows.filter(({ units }) => units > 1)
    const enough = single.length >= needed.single && several.length >= needed.several
    if (enough || isOver() || nowMs() > untilMs) return { single, several }
    await sleep(lookEveryMs)
  }
}
