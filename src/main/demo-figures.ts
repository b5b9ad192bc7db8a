/** The figures of the demo, read from our books and, for doubles, from the simulated Shopify itself. */
import { sql } from 'kysely'
import { z } from 'zod'
import { describeHold } from '../operations/orders/describe-order.ts'
import type { Database } from '../store/pool.ts'
import type { Addresses } from './demo-processes.ts'
import { askSimulator } from './demo-simulator.ts'

export type DemoFigures = {
  readonly imported: number
  readonly adopted: number
  /** By reason code. */
  readonly held: Readonly<Record<string, number>>
  /** Amazon orders that stand more than once in the simulated Shopify. */
  readonly duplicates: number
  /** FBA orders, shown in our list only. */
  readonly listedOnly: number
  readonly waiting: number
  readonly latencyP99Ms: number | null
}

const ordersShape = z.object({
  orders: z.array(z.object({ sourceIdentifier: z.string().nullable(), cancelled: z.boolean() })),
})

export async function readFigures(db: Database, to: Addresses): Promise<DemoFigures> {
  const { rows: outcomes } = await sql<{ outcome: string; reason: string; count: number }>`
    select outcome, coalesce(reason, '') as reason, count(*) as count
    from amazon_order group by 1, 2 order by 2
  `.execute(db)
  const total = (outcome: string, reason?: string) =>
    outcomes
      .filter((row) => row.outcome === outcome && (reason === undefined || row.reason === reason))
      .reduce((sum, row) => sum + row.count, 0)
  const held = outcomes.filter((row) => row.outcome === 'held')
  return {
    imported: total('imported'),
    adopted: total('adopted'),
    held: Object.fromEntries(held.map((row) => [row.reason, row.count])),
    duplicates: await countDoubles(to),
    listedOnly: total('resting', 'FBA_LISTED'),
    waiting: total('waiting'),
    latencyP99Ms: await latencyP99(db),
  }
}

async function countDoubles(to: Addresses): Promise<number> {
  const { orders } = ordersShape.parse(await askSimulator(to.shopifyUrl, 'orders'))
  const seen = new Map<string, number>()
  for (const { sourceIdentifier, cancelled } of orders) {
    if (sourceIdentifier === null || cancelled) continue
    seen.set(sourceIdentifier, (seen.get(sourceIdentifier) ?? 0) + 1)
  }
  return [...seen.values()].filter((count) => count > 1).length
}

/**
 * From Amazon's change to our books, of orders that came by notification and were created; without the one
 * that waited for Crossdock to be connected again.
 */
async function latencyP99(db: Database): Promise<number | null> {
  const { rows } = await sql<{ p99: number | null }>`
    select percentile_cont(0.99) within group (
      order by extract(epoch from a.at - o.created_at) * 1000) as p99
    from amazon_order o
    join lateral (select min(t.at) as at from order_trace t
      where t.account_id = o.account_id and t.amazon_order_id = o.amazon_order_id
        and t.kind = 'answered' and t.body->>'is' = 'done') a on true
    join effect m on m.account_id = o.account_id and m.amazon_order_id = o.amazon_order_id
      and m.kind = 'create-shopify-order' and coalesce(m.epoch, 1) = 1
    where o.outcome = 'imported' and o.event_at is not null and a.at is not null
      and exists (select 1 from order_trace h where h.account_id = o.account_id
        and h.amazon_order_id = o.amazon_order_id and h.kind = 'heard'
        and epoch_ms(h.at) - epoch_ms(o.created_at) < 60000)
  `.execute(db)
  const p99 = rows[0]?.p99
  return p99 == null ? null : Math.round(p99)
}

export function figuresText(figures: DemoFigures): string[] {
  const held = Object.entries(figures.held).map(
    ([code, count]) => `  ${count}  ${describeHold(code, null).title} (${code})`,
  )
  const latency = figures.latencyP99Ms === null ? '–' : (figures.latencyP99Ms / 1000).toFixed(1)
  return [
    '',
    'From Amazon to Shopify:',
    `  ${figures.imported} Amazon orders are Shopify orders, ${figures.duplicates} of them twice.`,
    `  ${figures.adopted} stood there already, by another app, and was taken over.`,
    `  ${figures.listedOnly} are shipped by Amazon (FBA) and only listed.`,
    `  ${figures.waiting} waits by itself until Amazon shows all of it.`,
    `  From the notification to the Shopify order, 99 of 100 took at most ${latency} s.`,
    held.length === 0 ? 'No order is held for a person.' : 'Held for a person, and not imported:',
    ...held,
  ]
}
