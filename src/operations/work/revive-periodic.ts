/**
 * A start brings back what is periodic and was given up: nobody else asks for it, so a poll that died with
 * five lost leases would stay dead for good. Orders stay as they are; a person decides about those.
 */
import type { Database } from '../../store/pool.ts'
import { readDeadPeriodic } from '../../store/read/dead-periodic.ts'
import { revive } from '../../work/dead-letters.ts'

/** Answers how many came back. */
export async function revivePeriodic(db: Database): Promise<number> {
  return db.transaction().execute(async (trx) => revive(trx, await readDeadPeriodic(trx)))
}
