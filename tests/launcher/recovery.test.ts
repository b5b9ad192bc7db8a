import { execFile } from 'node:child_process'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { closePool, type Database, openPool, poolCounts } from '../../src/store/pool.ts'
import { held, holdDatabase, postmasterPid } from './holder.ts'
import { isRoot, makeHomeFolders } from './home-folders.ts'

const folders = await makeHomeFolders()
const run = promisify(execFile)
const mounted: string[] = []
afterAll(async () => {
  await folders.killAll()
  for (const folder of mounted) await run('umount', ['-l', folder])
  await folders.remove()
})

const whyNoMount = await reasonNotToMount()

async function answers(db: Database): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}

describe('PostgreSQL goes away', () => {
  test('stopped for seconds under a busy pool: the process lives and the queries recover', async () => {
    const home = await folders.prepared('stopped')
    const starter = holdDatabase(home)
    const { databaseUrl } = await held(starter)
    // Nobody is left who would begin it again.
    await starter.kill()
    const lost: string[] = []
    const db = openPool(databaseUrl, {
      max: 5,
      applicationName: 'busy',
      onConnectionLost: (code) => lost.push(code),
    })
    await Promise.all(Array.from({ length: 4 }, () => sql`select pg_sleep(0.1)`.execute(db)))
    const cutShort = db.transaction().execute(async (trx) => {
      await sql`create table never (id int8)`.execute(trx)
      process.kill(await postmasterPid(home), 'SIGINT')
      await expect.poll(() => lost.length, { timeout: 10_000 }).toBeGreaterThan(0)
      await sql`insert into never values (1)`.execute(trx)
    })
    await expect(cutShort).rejects.toThrow()

    const goneAt = performance.now()
    let failures = 0
    await expect
      .poll(
        async () => {
          if (await answers(db)) throw new Error('an answer without a server')
          failures++
          return performance.now() - goneAt
        },
        { timeout: 20_000, interval: 50 },
      )
      .toBeGreaterThan(4_000)
    expect(failures).toBeGreaterThan(10)

    const next = holdDatabase(home)
    await held(next)
    await expect.poll(() => answers(db), { timeout: 5_000 }).toBe(true)
    const { rows } = await sql`select to_regclass('never') as never`.execute(db)
    expect(rows).toEqual([{ never: null }])
    expect(poolCounts(db).waiting).toBe(0)
    await closePool(db)
    await next.stop()
  })

  test.each(['socket', 'loopback'])(
    'killed while a process uses it: begun again by itself, at the same place (%s)',
    async (kind) => {
      const home = await folders.prepared(kind === 'socket' ? 'kept' : 'kept'.repeat(30))
      const holders = [holdDatabase(home), holdDatabase(home)] as const
      const [one] = await Promise.all(holders.map(held))
      const db = openPool(one?.databaseUrl ?? '', { max: 2, applicationName: 'kept' })
      expect(await answers(db)).toBe(true)
      const first = await postmasterPid(home)
      process.kill(first, 'SIGKILL')
      await Promise.race(holders.map((holder) => holder.logged(/was started again/)))
      await expect.poll(() => answers(db), { timeout: 10_000 }).toBe(true)
      expect(await postmasterPid(home)).not.toBe(first)
      await closePool(db)
      await Promise.all(holders.map((holder) => holder.stop()))
    },
  )
})

describe.skipIf(whyNoMount !== undefined)(
  `a full disk${whyNoMount === undefined ? '' : ` (not run: ${whyNoMount})`}`,
  () => {
    test('writes fail clearly; with space again, it recovers and has every acknowledged row', async () => {
      const disk = folders.path('disk')
      await mkdir(disk)
      await run('mount', ['-t', 'tmpfs', '-o', 'size=96m,mode=755', 'tmpfs', disk])
      mounted.push(disk)
      const home = await folders.prepared('disk/home')
      const holder = holdDatabase(home)
      const { databaseUrl } = await held(holder)
      const db = openPool(databaseUrl, { max: 2, applicationName: 'writer' })
      await sql`create table written (id int8 primary key, filler text)`.execute(db)
      const ballast = path.join(disk, 'ballast')
      await fill(ballast, (await freeBytes(disk)) - 12_000_000)

      // First the tables have no room: the write is refused and the server goes on.
      const acknowledged: number[] = []
      const write = async (id: number, query: RawBuilder<unknown>) => {
        const refusal = await codeOfRefusal(db, query)
        if (refusal === undefined) acknowledged.push(id)
        return refusal
      }
      let id = 0
      let refusal: unknown
      while (refusal === undefined) refusal = await write(++id, largeRow(id))
      expect(refusal).toBe('53100')
      expect(await answers(db)).toBe(true)
      expect(acknowledged.length).toBeGreaterThan(100)

      // Then the log of writes has none: PostgreSQL ends itself, the launcher says why and tries on.
      const saysWhy = holder.logged(/has ended: The disk .* is full/)
      while ((await write(++id, rowWithMuchLog(id))) === undefined);
      await saysWhy
      expect(await answers(db)).toBe(false)

      await rm(ballast)
      await expect.poll(() => answers(db), { timeout: 30_000 }).toBe(true)
      const { rows } = await sql<{ id: number }>`select id from written order by id`.execute(db)
      const found = new Set(rows.map((row) => row.id))
      expect(acknowledged.filter((id) => !found.has(id))).toEqual([])
      expect(await codeOfRefusal(db, largeRow(-1))).toBe(undefined)
      await closePool(db)
      await holder.stop()
    })
  },
)

async function codeOfRefusal(db: Database, query: RawBuilder<unknown>): Promise<unknown> {
  return query.execute(db).then(
    () => undefined,
    (error: { code?: unknown }) => error.code ?? 'no code',
  )
}

function largeRow(id: number): RawBuilder<unknown> {
  return sql`insert into written select ${id}::int8, string_agg(md5(random()::text), '')
    from generate_series(1, 400)`
}

function rowWithMuchLog(id: number): RawBuilder<unknown> {
  return sql`with message as (select pg_logical_emit_message(true, 'test', repeat('x', 300000)))
    insert into written select ${id}::int8, '' from message`
}

async function freeBytes(folder: string): Promise<number> {
  const disk = await statfs(folder)
  return disk.bavail * disk.bsize
}

async function fill(file: string, bytes: number): Promise<void> {
  const handle = await open(file, 'w')
  const block = Buffer.alloc(1_000_000, 'x')
  for (let left = bytes; left > 0; left -= block.length) {
    await handle.write(block, 0, Math.min(left, block.length))
  }
  await handle.close()
}

async function reasonNotToMount(): Promise<string | undefined> {
  if (!isRoot) return 'only root can mount a small disk'
  const folder = folders.path('trial')
  await mkdir(folder)
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder])
    await run('umount', [folder])
    return undefined
  } catch {
    return 'this machine does not let root mount a tmpfs'
  }
}
