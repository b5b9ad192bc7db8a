import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { complete } from '../../src/work/complete.ts'
import { lockLease, lockLeases } from '../../src/work/lock-leases.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { claimOne, claimOrders, keysOf, markOrder, orderKey } from './keys.ts'
import { type SteppedClocks, stepClocks } from './stepped-clocks.ts'
import { untilBlocked } from './until-blocked.ts'

describe('races, step by step', () => {
  let fresh: FreshDatabase
  let clocks: SteppedClocks
  beforeAll(async () => {
    fresh = await freshDatabase()
    clocks = await stepClocks(fresh.db)
    await sql`create table thing (key text primary key, value int not null)`.execute(fresh.db)
  })
  afterAll(() => fresh.drop())
  beforeEach(() => sql`delete from work; delete from thing`.execute(fresh.db))

  const readThing = async () => {
    const { rows } = await sql<{ value: number }>`select value from thing`.execute(fresh.db)
    return rows[0]?.value
  }

  test('R-WORK-4: a waiting key is not claimed while a transaction that marked it is open', async () => {
    await sql`insert into thing values ('A', 1)`.execute(fresh.db)
    await markOrder(fresh.db, 'A')
    const trx = await fresh.db.startTransaction().execute()
    await sql`update thing set value = 2`.execute(trx)
    await mark(trx, [{ ...orderKey('A'), lane: 'intake' }])
    // The old value would be read here, and the mark be gone with the run that missed it.
    expect(await claimOrders(fresh.db)).toEqual([])
    await trx.commit().execute()
    expect(keysOf(await claimOrders(fresh.db))).toEqual(['A'])
    expect(await readThing()).toBe(2)
  })

  test('R-WORK-4: a run that read the old value cannot finish the key over an open mark', async () => {
    await sql`insert into thing values ('A', 1)`.execute(fresh.db)
    await markOrder(fresh.db, 'A')
    const held = await claimOne(fresh.db)
    const trx = await fresh.db.startTransaction().execute()
    await sql`update thing set value = 2`.execute(trx)
    await mark(trx, [{ ...orderKey('A'), lane: 'intake' }])
    expect(await readThing()).toBe(1)
    const completing = complete(fresh.db, [{ held }])
    await untilBlocked(fresh.db)
    await trx.commit().execute()
    expect((await completing).fencedOut).toEqual([])
    expect(keysOf(await claimOrders(fresh.db))).toEqual(['A'])
    expect(await readThing()).toBe(2)
  })

  test('R-WORK-4: a mark that is rolled back leaves nothing', async () => {
    const trx = await fresh.db.startTransaction().execute()
    await mark(trx, [{ ...orderKey('A'), lane: 'intake' }])
    await trx.rollback().execute()
    expect(await claimOrders(fresh.db)).toEqual([])
  })

  test('R-WORK-9: an intent needs a lease that is valid when its lock is had', async () => {
    await markOrder(fresh.db, 'A')
    const held = await claimOne(fresh.db, { leaseMs: 1_000 })
    const valid = () => fresh.db.transaction().execute((trx) => lockLease(trx, held))
    expect(await valid()).toBe(true)
    await clocks.passMachine(999)
    expect(await valid()).toBe(true)
    await clocks.passMachine(1)
    expect(await valid()).toBe(false)
  })

  test('R-WORK-9: a lease that runs out while its lock is waited for is no lease', async () => {
    await markOrder(fresh.db, 'A')
    const held = await claimOne(fresh.db, { leaseMs: 1_000 })
    const trx = await fresh.db.startTransaction().execute()
    await mark(trx, [{ ...orderKey('A'), lane: 'intake' }])
    const locking = fresh.db.transaction().execute((other) => lockLease(other, held))
    await untilBlocked(fresh.db)
    await clocks.passMachine(1_000)
    await trx.rollback().execute()
    expect(await locking).toBe(false)
  })

  test('R-WORK-9: with the lease locked nobody else can take the key before the intent is written', async () => {
    await markOrder(fresh.db, 'A')
    await markOrder(fresh.db, 'B')
    const held = await claimOrders(fresh.db, 2, { leaseMs: 1_000 })
    const trx = await fresh.db.startTransaction().execute()
    expect((await lockLeases(trx, held)).size).toBe(2)
    await clocks.passMachine(1_000)
    expect(await claimOrders(fresh.db)).toEqual([])
    await trx.commit().execute()
    expect((await claimOrders(fresh.db)).length).toBe(2)
    const stale = await fresh.db.transaction().execute((other) => lockLeases(other, held))
    expect(stale.size).toBe(0)
  })
})
