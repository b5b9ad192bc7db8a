/** Looks into a bucket without taking anything. */
import { sql } from 'kysely'
import { filledOf, keptOf } from './budget-terms.ts'
import type { Database } from './pool.ts'

/** Tokens that could be granted now; 0 for a blocked bucket, null for one that nobody opened yet. */
export async function tokensLeft(db: Database, bucket: string): Promise<number | null> {
  const now = sql`(select app_now())`
  const { rows } = await sql<{ left: number }>`
    select case when b.blocked_until <= ${now} then
      greatest(0, floor(${filledOf(sql`b`, now)} - ${keptOf(sql`b`)})) else 0 end as left
    from budget b where b.bucket = ${bucket}
  `.execute(db)
  return rows[0]?.left ?? null
}
