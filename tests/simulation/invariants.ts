/**
 * What must hold in every world. During the run: no Amazon order ever stands twice in the shop by our
 * hand, or beside another app's. At the end: each order became what was written down for it, our books
 * agree with the shop, nothing is unsettled, no buyer was written to.
 */
import { sql } from 'kysely'
import type { Database } from '../../src/store/pool.ts'
import type { Expected, SoakWorld } from './soak-world.ts'

export function checkDoubles(world: SoakWorld): string[] {
  const seen = new Map<string, number>()
  for (const order of world.shopify.control.orders()) {
    if (order.sourceIdentifier === null || order.cancelled) continue
    seen.set(order.sourceIdentifier, (seen.get(order.sourceIdentifier) ?? 0) + 1)
  }
  return [...seen]
    .filter(([, count]) => count > 1)
    .map(([id, count]) => `${id} stands ${count} times`)
}

type Row = { readonly id: string; readonly outcome: string; readonly reason: string | null }

export async function checkAtEnd(db: Database, world: SoakWorld): Promise<string[]> {
  const { rows } = await sql<Row>`
    select amazon_order_id as id, outcome, reason from amazon_order
  `.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const found: string[] = []
  for (const [orderId, expected] of world.expected) {
    found.push(...checkOrder(world, orderId, expected, byId.get(orderId)))
  }
  found.push(...(await checkBooks(db)))
  const mails = world.shopify.control.mailsSent().length
  if (mails > 0) found.push(`${mails} mails went to buyers`)
  return found
}

const outcomes: Readonly<Record<Expected, string>> = {
  import: 'imported',
  adopt: 'adopted',
  hold: 'held',
  list: 'resting',
  none: 'resting',
}

function checkOrder(
  world: SoakWorld,
  orderId: string,
  expected: Expected,
  row: Row | undefined,
): string[] {
  const found: string[] = []
  const live = world.shopify.control
    .ordersBySourceIdentifier(orderId)
    .filter((order) => !order.cancelled)
  const shouldStand = expected === 'import' || expected === 'adopt' ? 1 : 0
  if (live.length !== shouldStand) {
    found.push(
      `${orderId} (${expected}) stands ${live.length} times; ours: ${row?.outcome} ${row?.reason}`,
    )
  }
  if (row?.outcome !== outcomes[expected]) {
    found.push(`${orderId} should be ${outcomes[expected]} and is ${row?.outcome} ${row?.reason}`)
  }
  const record = world.amazon.control.order(orderId)
  const total = live[0]?.total
  if (expected === 'import' && record !== undefined && total !== undefined) {
    const amount = record.order.proceeds?.grandTotal?.amount
    if (amount !== undefined && Number(amount) !== Number(total)) {
      found.push(`${orderId} cost ${amount} and stands with ${total}`)
    }
  }
  return found
}

async function checkBooks(db: Database): Promise<string[]> {
  const { rows } = await sql<{ what: string; count: number }>`
    select 'unsettled attempts' as what, count(*) as count from attempt
      where state in ('intended', 'unclear')
    union all select 'doubled effects', count(*) from incident
      where code in ('DOUBLED_EFFECT', 'DOUBLED_ELSEWHERE')
    union all select 'dead keys', count(*) from work where dead_at is not null
    union all select 'rows left on the desk', count(*) from desk_row
  `.execute(db)
  return rows.filter((row) => row.count > 0).map((row) => `${row.count} ${row.what}`)
}
