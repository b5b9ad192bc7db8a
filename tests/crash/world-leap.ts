/** Moves world time of a running stage, of the product and of both platforms, so that no test waits for it. */
import { sql } from 'kysely'
import type { Stage } from '../support/scenario.ts'

export async function leap({ database, amazon }: Stage, ms: number): Promise<void> {
  await sql`
    update world_clock set world_origin = world_origin + make_interval(secs => ${ms / 1_000}::float8)
  `.execute(database.db)
  await amazon.advance(ms)
}

export async function leapTo(stage: Stage, worldMs: number): Promise<void> {
  const { rows } = await sql<{ now: number }>`select app_now() as now`.execute(stage.database.db)
  await leap(stage, Math.max(0, worldMs - (rows[0]?.now ?? 0)))
}
