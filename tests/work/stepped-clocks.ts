/**
 * Both clocks of a test's database in its own hands: they stand still until the test moves them, so
 * that leases run out and times come due without waiting.
 */
import { sql } from 'kysely'
import { type Database, timeMs } from '../../src/store/pool.ts'

export type SteppedClocks = {
  /** World time now, epoch milliseconds. */
  worldMs(): number
  passWorld(ms: number): Promise<void>
  passMachine(ms: number): Promise<void>
}

/** Stops both clocks of this database at one moment. */
export async function stepClocks(db: Database): Promise<SteppedClocks> {
  let worldMs = Date.UTC(2026, 10, 22, 12)
  let machineMs = Date.UTC(2026, 10, 22, 9)
  const writeWorld = () =>
    sql`update world_clock set world_origin = ${timeMs(worldMs)}, factor = 0`.execute(db)
  const writeMachine = () => sql`select setval('machine_clock', ${machineMs})`.execute(db)
  await sql.raw(machineClock).execute(db)
  await writeWorld()
  await writeMachine()
  return {
    worldMs: () => worldMs,
    passWorld: async (ms) => {
      worldMs += ms
      await writeWorld()
    },
    passMachine: async (ms) => {
      machineMs += ms
      await writeMachine()
    },
  }
}

// A sequence is read as it is now, not as of a snapshot: a statement that waits for a lock sees the
// clock go on meanwhile, as it sees the real one.
const machineClock = `
  create sequence machine_clock;
  create or replace function machine_now() returns timestamptz language plpgsql stable as $$
  begin
    return (select to_timestamp(last_value / 1000.0) from machine_clock);
  end
  $$;`
