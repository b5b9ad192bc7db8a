import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { openHome } from '../../src/store/embedded/home-folder.ts'
import { whenReady } from '../../src/store/embedded/postmaster.ts'
import { processesIn, runsWith } from '../../src/store/embedded/process-table.ts'
import { closePool, type Database, openPool } from '../../src/store/pool.ts'
import { held, holdDatabase, postmasterPid } from './holder.ts'
import { makeHomeFolders } from './home-folders.ts'

const folders = await makeHomeFolders()
afterAll(() => folders.remove())

async function withPool<T>(url: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openPool(url, { max: 1, applicationName: 'launcher test' })
  try {
    return await work(db)
  } finally {
    await closePool(db)
  }
}

async function setting(db: Database, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`select current_setting(${name}) as value`.execute(
    db,
  )
  return rows[0]?.value
}

describe('one user of the folder', () => {
  const home = folders.path('first')

  test('the first start makes a durable database that only the password opens', async () => {
    const holder = holdDatabase(home)
    const first = await held(holder)
    expect(first.adopted).toBe(false)
    await withPool(first.databaseUrl, async (db) => {
      const durable = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']
      for (const name of durable) expect([name, await setting(db, name)]).toEqual([name, 'on'])
      expect(await setting(db, 'listen_addresses')).toBe('')
      expect(await setting(db, 'server_encoding')).toBe('UTF8')
      await sql`create table kept (word text)`.execute(db)
      await sql`insert into kept values ('still here')`.execute(db)
    })
    expect((await stat(path.join(home, 'password'))).mode & 0o777).toBe(0o600)
    expect((await stat(path.join(home, 's'))).mode & 0o777).toBe(0o700)
    const stranger = new URL(first.databaseUrl)
    stranger.password = 'guess'
    await expect(withPool(stranger.href, (db) => sql`select 1`.execute(db))).rejects.toMatchObject({
      code: '28P01',
    })
    await holder.stop()
    expect(await processesIn(path.join(home, 'data'))).toEqual([])
  })

  test('a later start finds the rows, and the log holds none of them', async () => {
    const holder = holdDatabase(home)
    const second = await held(holder)
    expect(second.adopted).toBe(false)
    await withPool(second.databaseUrl, async (db) => {
      const { rows } = await sql`select word from kept`.execute(db)
      expect(rows).toEqual([{ word: 'still here' }])
      await sql`create unique index on kept (word)`.execute(db)
      await expect(sql`insert into kept values ('still here')`.execute(db)).rejects.toThrow()
      await expect(sql.raw("select 'still here'::int").execute(db)).rejects.toThrow()
    })
    await holder.stop()
    const log = await readFile(path.join(home, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('still here')
  })

  test('a server that ends while somebody waits for it is not waited for longer', async () => {
    const holder = holdDatabase(home)
    await held(holder)
    const pid = await postmasterPid(home)
    await holder.stop()
    expect(await whenReady(await openHome(home), pid)).toBe(undefined)
  })

  test('a log that has grown is put aside', async () => {
    await writeFile(path.join(home, 'postgres.log'), Buffer.alloc(5_000_001, 'x'))
    const holder = holdDatabase(home)
    await held(holder)
    await holder.stop()
    expect((await stat(path.join(home, 'postgres.log'))).size).toBeLessThan(100_000)
    expect((await stat(path.join(home, 'postgres.log.1'))).size).toBe(5_000_001)
  })
})

describe('several users of the folder', () => {
  test('two first starts at once: one begins the server, one adopts it', async () => {
    const home = await folders.prepared('two')
    const holders = [holdDatabase(home), holdDatabase(home)] as const
    const answers = await Promise.all(holders.map(held))
    expect(answers.map((answer) => answer.adopted).sort()).toEqual([false, true])
    expect(answers[0]?.databaseUrl).toBe(answers[1]?.databaseUrl)
    await Promise.all(holders.map((holder) => holder.stop()))
    expect(await processesIn(path.join(home, 'data'))).toEqual([])
  })

  test('the one that leaves first does not take the server from the other', async () => {
    const home = await folders.prepared('last-out')
    const starter = holdDatabase(home)
    const { databaseUrl } = await held(starter)
    const adopter = holdDatabase(home)
    expect(await held(adopter)).toEqual({ databaseUrl, adopted: true })
    await withPool(databaseUrl, async (db) => {
      await sql`select 1`.execute(db)
      await starter.stop()
      await starter.logged(/another process uses it/)
      expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
    })
    await adopter.stop()
    expect(await processesIn(path.join(home, 'data'))).toEqual([])
  })
})

describe('after a kill', () => {
  const home = folders.path('killed')
  const data = path.join(home, 'data')

  test('kill -9 of the parent leaves the server; the next start adopts it', async () => {
    await folders.prepared('killed')
    const starter = holdDatabase(home)
    const { databaseUrl } = await held(starter)
    const pid = await postmasterPid(home)
    await starter.kill()
    expect(await runsWith(pid, data)).toBe(true)
    const next = holdDatabase(home)
    expect(await held(next)).toEqual({ databaseUrl, adopted: true })
    expect(await postmasterPid(home)).toBe(pid)
    await next.kill()
  })

  test('kill -9 of the server: every acknowledged row is there after the next start', async () => {
    const starter = holdDatabase(home)
    const { databaseUrl } = await held(starter)
    await starter.kill()
    const pid = await postmasterPid(home)
    const acknowledged = await writeUntilGone(databaseUrl, () => process.kill(pid, 'SIGKILL'))
    const next = holdDatabase(home)
    expect((await held(next)).adopted).toBe(false)
    expect(await rowCount(databaseUrl)).toBeGreaterThanOrEqual(acknowledged)
    expect(acknowledged).toBeGreaterThan(50)
    await next.stop()
  })

  test('a killed server that nobody collects is not taken for a living one', async () => {
    const starter = holdDatabase(home)
    await held(starter)
    const pid = await postmasterPid(home)
    // A stopped parent collects nobody, as a container without an init.
    starter.child.kill('SIGSTOP')
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => readFile(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /)
    const next = holdDatabase(home)
    expect((await held(next)).adopted).toBe(false)
    expect(await readFile(`/proc/${pid}/stat`, 'utf8')).toMatch(/\) Z /)
    await starter.kill()
    await next.stop()
  })

  test('a number that another program has now is not taken for the server', async () => {
    await writeFile(
      path.join(data, 'postmaster.pid'),
      [process.pid, data, 1, 5432, path.join(home, 's'), '', '  1 1', 'ready   ', ''].join('\n'),
    )
    await chmod(path.join(data, 'postmaster.pid'), 0o644)
    const next = holdDatabase(home)
    expect((await held(next)).adopted).toBe(false)
    await next.stop()
  })

  test('a process that outlives its server is waited for, never run beside', async () => {
    const starter = holdDatabase(home)
    const { databaseUrl } = await held(starter)
    await starter.kill()
    const db = openPool(databaseUrl, { max: 1, applicationName: 'orphan' })
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    const orphan = rows[0]?.pid ?? 0
    const killed = await postmasterPid(home)
    process.kill(orphan, 'SIGSTOP')
    process.kill(killed, 'SIGKILL')
    const next = holdDatabase(home)
    await next.logged(/waiting for an earlier server/)
    expect(await postmasterPid(home)).toBe(killed)
    process.kill(orphan, 'SIGCONT')
    expect((await held(next)).adopted).toBe(false)
    await closePool(db)
    await next.stop()
  })
})

async function writeUntilGone(url: string, kill: () => void): Promise<number> {
  return withPool(url, async (db) => {
    await sql`create table if not exists written (id int8 generated always as identity)`.execute(db)
    for (let acknowledged = 0; ; acknowledged++) {
      if (acknowledged === 100) kill()
      try {
        await sql`insert into written default values`.execute(db)
      } catch {
        return acknowledged
      }
    }
  })
}

function rowCount(url: string): Promise<number> {
  return withPool(url, async (db) => {
    const { rows } = await sql<{ count: number }>`select count(*) from written`.execute(db)
    return rows[0]?.count ?? 0
  })
}
