/** Looks into a bucket without taking anything. */
import { sql } from 'kysely'
import { filledOf, keptOf } from './budget-terms.ts'
import type { Database } from './pool.ts'

/** Tokens that could be granted now; 0 for a bucket that nobody opened or that is blocked. */
export async function tokensLeft(db: Database, bucket: string): Promise<number> {
  const now = sql`(select app_now())`
  const { rows } = await sql<{ left: number }>`
    select greatest(0, floor(${filledOf(sql`b`, now)} - ${keptOf(sql`b`)})) as left
    from budget b where b.bucket = ${bucket} and b.blocked_until <= ${now}
  `.execute(db)
  return rows[0]?.left ?? 0
}
