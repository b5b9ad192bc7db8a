import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import {
  appNowMs,
  closePool,
  machineNowMs,
  openPool,
  poolCounts,
  timeMs,
} from '../../src/store/pool.ts'
import { freshDatabase } from '../support/database.ts'

const { db, url, drop } = await freshDatabase()
afterAll(drop)

async function one<T>(query: ReturnType<typeof sql<{ value: T }>>): Promise<T | undefined> {
  return (await query.execute(db)).rows[0]?.value
}

describe('values across the driver', () => {
  test('every millisecond goes in and comes back as itself', async () => {
    const anyTime = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })
    await fc.assert(
      fc.asyncProperty(fc.array(anyTime, { minLength: 1, maxLength: 200 }), async (times) => {
        const { rows } = await sql<{ value: number; counted: number }>`
          select value, (extract(epoch from value) * 1000)::int8 as counted
          from unnest(array[${sql.join(times.map(timeMs))}]) with ordinality as t (value, place)
          order by place`.execute(db)
        expect(rows.map((row) => row.value)).toEqual(times)
        expect(rows.map((row) => row.counted)).toEqual(times)
      }),
      { numRuns: 25 },
    )
  })

  test('infinities are infinities, both ways', async () => {
    expect(await one<number>(sql`select ${timeMs(Number.POSITIVE_INFINITY)} as value`)).toBe(
      Number.POSITIVE_INFINITY,
    )
    expect(await one<number>(sql`select '-infinity'::timestamptz as value`)).toBe(
      Number.NEGATIVE_INFINITY,
    )
  })

  test('a time is the same in any session zone, and microseconds are rounded down', async () => {
    await db.connection().execute(async (session) => {
      for (const zone of ['UTC', 'Europe/Stockholm', 'Asia/Kolkata', 'America/St_Johns']) {
        await sql`select set_config('timezone', ${zone}, false)`.execute(session)
        const { rows } = await sql<{ value: number }>`
          select '2026-07-01 10:00:00.029999+00'::timestamptz as value`.execute(session)
        expect(rows[0]?.value).toBe(Date.UTC(2026, 6, 1, 10, 0, 0, 29))
      }
      await sql`reset timezone`.execute(session)
    })
  })

  test('half a millisecond is refused before it reaches the database', () => {
    expect(() => timeMs(1.5)).toThrow(RangeError)
    expect(() => timeMs(Number.NaN)).toThrow(RangeError)
  })

  test('an int8 is a number, and one too large for a number throws', async () => {
    expect(await one<number>(sql`select 9007199254740991::int8 as value`)).toBe(2 ** 53 - 1)
    await expect(one<number>(sql`select 9007199254740993::int8 as value`)).rejects.toThrow(
      'safe integers',
    )
    expect(await one<number>(sql`select count(*) as value from world_clock`)).toBe(1)
  })

  test('arrays and documents are parsed like their items', async () => {
    expect(await one(sql`select array[1, null, 3]::int8[] as value`)).toEqual([1, null, 3])
    expect(
      await one(sql`select array['2026-01-01 00:00:00+00', 'infinity']::timestamptz[] as value`),
    ).toEqual([Date.UTC(2026, 0, 1), Number.POSITIVE_INFINITY])
    expect(await one(sql`select '{"a":[1,2]}'::jsonb as value`)).toEqual({ a: [1, 2] })
    expect(await one(sql`select '2026-03-29'::date as value`)).toBe('2026-03-29')
    expect(await one(sql`select 0.10::numeric as value`)).toBe('0.10')
  })
})

describe('the pool', () => {
  test('a connection that dies idle or inside a transaction is replaced', async () => {
    const lost: string[] = []
    const own = openPool(url, {
      max: 2,
      applicationName: 'mortal',
      onConnectionLost: (code) => lost.push(code),
    })
    const pidOf = async (session: typeof db) =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(session)).rows[0]?.pid
    const end = (pid: number | undefined) => sql`select pg_terminate_backend(${pid})`.execute(db)

    await end(await pidOf(own))
    await expect.poll(() => poolCounts(own).total).toBe(0)
    await expect(
      own.transaction().execute(async (trx) => {
        await end(await pidOf(trx))
        await expect.poll(() => lost.length).toBeGreaterThanOrEqual(2)
        await sql`select 1`.execute(trx)
      }),
    ).rejects.toThrow()
    expect(await machineNowMs(own)).toBeGreaterThan(0)
    expect(lost).toContain('57P01')
    await closePool(own)
    await closePool(own)
  })

  test('a pool that never asked anything closes', async () => {
    const own = openPool(url, { max: 2, applicationName: 'unused' })
    await closePool(own)
    expect(poolCounts(own).total).toBe(0)
  })
})

describe('the two clocks', () => {
  test('agree as long as nobody scales world time', async () => {
    const before = await machineNowMs(db)
    const world = await appNowMs(db)
    const after = await machineNowMs(db)
    expect(world).toBeGreaterThanOrEqual(before)
    expect(world).toBeLessThanOrEqual(after)
  })

  test('world time may use an index, as a due time must', async () => {
    await sql`create table due (at timestamptz not null)`.execute(db)
    await sql`insert into due select '2026-01-01'::timestamptz + i * interval '1 hour'
      from generate_series(1, 20000) i`.execute(db)
    await sql`create index on due (at)`.execute(db)
    await sql`analyze due`.execute(db)
    const { rows } = await sql<{ 'QUERY PLAN': string }>`
      explain select * from due where at <= app_now() order by at limit 5`.execute(db)
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toMatch(/Index Cond: .*app_now\(\)/)
  })

  test('summer time of the session does not move world time', async () => {
    await db.connection().execute(async (session) => {
      await sql`set timezone to 'Europe/Stockholm'`.execute(session)
      const { rows } = await sql<{ value: number }>`
        select extract(epoch from app_now() - machine_now())::float8 as value`.execute(session)
      expect(Math.abs(rows[0]?.value ?? Number.NaN)).toBeLessThan(1)
      await sql`reset timezone`.execute(session)
    })
  })

  test('scaled, world time runs by its factor; stepped, it stands', async () => {
    const other = await freshDatabase()
    const real = await machineNowMs(other.db)
    await sql`update world_clock set factor = 3600, real_origin = ${timeMs(real - 10_000)},
      world_origin = ${timeMs(0)}`.execute(other.db)
    const world = await appNowMs(other.db)
    const elapsed = (await machineNowMs(other.db)) - (real - 10_000)
    expect(world).toBeGreaterThanOrEqual(10_000 * 3600)
    expect(world).toBeLessThanOrEqual((elapsed + 1) * 3600)
    await sql`update world_clock set factor = 0, world_origin = ${timeMs(1_800_000_000_123)}`.execute(
      other.db,
    )
    expect(await appNowMs(other.db)).toBe(1_800_000_000_123)
    expect(await appNowMs(other.db)).toBe(1_800_000_000_123)
    await other.drop()
  })

  test('there is one world clock', async () => {
    await expect(
      sql`insert into world_clock values (default, 'epoch', 'epoch', 1)`.execute(db),
    ).rejects.toThrow('duplicate key')
    await expect(sql`update world_clock set factor = -1`.execute(db)).rejects.toThrow('check')
  })
})
