/** Waits until some statement of this database waits for a lock: the race stands where the test wants it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Database } from '../../src/store/pool.ts'

const lookEveryMs = 5
const looksMax = 1_000

export async function untilBlocked(db: Database): Promise<void> {
  for (let look = 0; look < looksMax; look += 1) {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await sleep(lookEveryMs)
  }
  throw new Error('nothing waits for a lock')
}
