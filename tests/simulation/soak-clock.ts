/**
 * World and machine time of a soak: one stepped clock for the simulators, and both clocks of the database
 * reading the same number. `machine_now()` is replaced in soak databases only.
 */
import { sql } from 'kysely'
import type { WorldClock } from '../../simulators/kit/world-clock.ts'
import type { Database } from '../../src/store/pool.ts'

/** Makes both clocks of a database stand still until they are moved. */
export async function stepDatabaseClock(db: Database): Promise<void> {
  await sql`update world_clock set factor = 0`.execute(db)
  await sql`
    create or replace function machine_now() returns timestamptz language plpgsql stable
    as 'begin return (select world_origin from world_clock); end'
  `.execute(db)
}

/**
 * Makes both clocks of a database a value of the session: cheaper to read than a row, and to move. Only for
 * databases that are used by one connection, which sets `clockSetting` before it asks for the time.
 */
export async function keepClocksInSession(db: Database): Promise<void> {
  for (const name of ['app_now', 'machine_now']) {
    await sql`
      create or replace function ${sql.id(name)}() returns timestamptz language sql stable
      as ${sql.lit(`select current_setting('${clockSetting}')::timestamptz`)}
    `.execute(db)
  }
}

export const clockSetting = 'soak.now'

/** Moves the database first: what falls due in the simulators on the way may write to it. */
export async function moveClocks(db: Database, clock: WorldClock, toMs: number): Promise<void> {
  await sql`update world_clock set world_origin = from_ms(${toMs})`.execute(db)
  await clock.advanceTo(toMs)
}
