/**
 * A machine may freeze in the middle of a transaction, with rows locked. PostgreSQL lets go of it before a
 * lease would be over, so that a frozen process never keeps its keys from the others for longer.
 */
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { closePool, openPool } from '../../src/store/pool.ts'
import { leaseMs } from '../../src/work/limits.ts'
import { isOutage } from '../../src/work/outage.ts'
import { freshDatabase } from '../support/database.ts'

test('R-FLOW-21: what stands still in a transaction lets go of its rows before a lease is over', async () => {
  const database = await freshDatabase()
  const frozen = openPool(database.url, { max: 1, applicationName: 'frozen' })
  await sql`create table held (id int); insert into held values (1)`.execute(database.db)
  const beganMs = performance.now()
  const stuck = await frozen
    .transaction()
    .execute(async (trx) => {
      await sql`update held set id = 2`.execute(trx)
      // Waits for the lock that only the end of this very transaction gives free.
      await sql`update held set id = 3`.execute(database.db)
      return sql`select 1`.execute(trx).catch((error: unknown) => error)
    })
    .catch((error: unknown) => error)
  expect(performance.now() - beganMs).toBeLessThan(leaseMs)
  // The frozen one wakes to an outage, which counts as nobody's failure.
  expect(isOutage(stuck)).toBe(true)
  await closePool(frozen)
  await database.drop()
})
