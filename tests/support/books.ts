/** What stories read in our books that no surface shows, and the few things that only a test may change there. */
import { sql } from 'kysely'
import type { Stage } from './scenario.ts'

type Books = Pick<Stage, 'database'>

/** Units that are kept for an order. */
export async function reservedUnits({ database }: Books, orderId: string): Promise<number> {
  const { rows } = await sql<{ units: number }>`
    select coalesce(sum(open_units), 0) as units from order_line where amazon_order_id = ${orderId}
  `.execute(database.db)
  return rows[0]?.units ?? 0
}

/** As if Amazon had last been read that long ago. */
export async function ageLastPoll({ database }: Books, byMs: number): Promise<void> {
  await sql`
    update watermark set read_at = read_at - make_interval(secs => ${byMs / 1000}::float8)
  `.execute(database.db)
}

/** What the audit holds of a subject: action and actor, oldest first. */
export async function auditedBy({ database }: Books, subject: string): Promise<string[][]> {
  const { rows } = await sql<{ action: string; actor: string }>`
    select action, actor from audit where subject = ${subject} order by audit_id
  `.execute(database.db)
  return rows.map(({ action, actor }) => [action, actor])
}

/** Whether we know of an order of the shop that carries this Amazon id. */
export async function knownInShop({ database }: Books, orderId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from shopify_order_amazon_id where amazon_order_id = ${orderId}
  `.execute(database.db)
  return rows.length > 0
}

/** How often an order was to be looked at again. */
export async function timesMarked({ database }: Books, orderId: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select seq from work where kind = 'order' and key = ${orderId}
  `.execute(database.db)
  return rows[0]?.seq ?? 0
}
