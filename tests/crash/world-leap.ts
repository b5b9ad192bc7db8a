/** Moves world time of a running stage, of the product and of both platforms, so that no test waits for it. */
import { sql } from 'kysely'
import { eventually } from '../support/eventually.ts'
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

/** World time goes on while nobody but the machine waits. */
export async function passUntil(
  stage: Stage,
  what: string,
  look: () => Promise<boolean>,
): Promise<void> {
  const lookOrPass = async () => {
    let seen = false
    try {
      seen = await look()
    } finally {
      if (!seen) await leap(stage, 15_000)
    }
    return seen
  }
  await eventually(lookOrPass, { what, withinMs: 100_000, everyMs: 500 })
}
