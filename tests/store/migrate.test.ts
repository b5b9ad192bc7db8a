import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { migrate, migrationsFolder, readMigrations } from '../../src/store/migrate.ts'
import type { Database } from '../../src/store/pool.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

const base = await mkdtemp(path.join(os.tmpdir(), 'crossdock-migrations-'))
afterAll(() => rm(base, { recursive: true, force: true }))

/** A folder with `files`, after the real first migration. */
async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = path.join(base, String((await readdir(base)).length))
  await mkdir(folder)
  await copyFile(path.join(migrationsFolder, '0001-clock.sql'), path.join(folder, '0001-clock.sql'))
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text)
  return folder
}

async function withEmpty(work: (fresh: FreshDatabase) => Promise<void>): Promise<void> {
  const fresh = await freshDatabase({ empty: true })
  await work(fresh)
  await fresh.drop()
}

async function tables(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`.execute(db)
  return rows.map((row) => row.name)
}

describe('migrations', () => {
  test('run once each, in order, and a second start has nothing to do', () =>
    withEmpty(async ({ db }) => {
      const names = (await readMigrations(migrationsFolder)).map((migration) => migration.name)
      expect(names[0]).toBe('0001-clock.sql')
      expect(await migrate(db)).toEqual(names)
      expect(await migrate(db)).toEqual([])
    }))

  test('several processes that start at once share them out without a clash', () =>
    withEmpty(async ({ db, url }) => {
      const starts = Array.from({ length: 4 }, () => migrateInProcess(url))
      const applied = (await Promise.all(starts)).flat()
      const names = (await readMigrations(migrationsFolder)).map((migration) => migration.name)
      expect(applied.sort()).toEqual(names)
      expect(await migrate(db)).toEqual([])
    }))

  test('one that fails leaves nothing of itself and keeps what ran before', () =>
    withEmpty(async ({ db }) => {
      const folder = await folderWith({
        '0002-good.sql': 'create table good (id int8);',
        '0003-bad.sql': 'create table bad (id int8); insert into bad values (1); select 1 / 0;',
      })
      await expect(migrate(db, folder)).rejects.toMatchObject({
        code: 'schema-migration-failed',
        publicText: expect.stringContaining('0003-bad.sql failed (22012: division by zero)'),
      })
      expect(await tables(db)).toEqual(['good', 'schema_migration', 'world_clock'])
      await writeFile(path.join(folder, '0003-bad.sql'), 'create table bad (id int8);')
      expect(await migrate(db, folder)).toEqual(['0003-bad.sql'])
    }))

  test('a database of a newer program is refused, and not touched', () =>
    withEmpty(async ({ db }) => {
      const newer = await folderWith({ '0002-next.sql': 'create table next (id int8);' })
      await migrate(db, newer)
      await expect(migrate(db, await folderWith({}))).rejects.toMatchObject({
        code: 'schema-too-new',
        publicText: expect.stringContaining('0002-next.sql'),
        fix: expect.stringContaining('newer version'),
      })
      expect(await tables(db)).toContain('next')
    }))

  test('a file that was changed after its run is refused by name', () =>
    withEmpty(async ({ db }) => {
      const folder = await folderWith({ '0002-table.sql': 'create table one (id int8);' })
      await migrate(db, folder)
      await writeFile(path.join(folder, '0002-table.sql'), 'create table one (id int4);')
      await expect(migrate(db, folder)).rejects.toMatchObject({
        code: 'schema-migration-changed',
        publicText: expect.stringContaining('0002-table.sql'),
      })
    }))

  test('Windows line ends are not a change', () =>
    withEmpty(async ({ db }) => {
      const folder = await folderWith({ '0002-table.sql': 'create table one (\n  id int8\n);\n' })
      await migrate(db, folder)
      const file = path.join(folder, '0002-table.sql')
      await writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n'))
      expect(await migrate(db, folder)).toEqual([])
    }))

  test('a file that is gone, comes too late or has no number of its own is refused', () =>
    withEmpty(async ({ db }) => {
      const folder = await folderWith({
        '0002-a.sql': 'create table a (id int8);',
        '0003-b.sql': 'create table b (id int8);',
      })
      await migrate(db, folder)
      await rename(path.join(folder, '0002-a.sql'), path.join(folder, '0002-renamed.sql'))
      await expect(migrate(db, folder)).rejects.toMatchObject({ code: 'schema-migration-missing' })
      await sql`delete from schema_migration where name = '0002-a.sql'`.execute(db)
      await expect(migrate(db, folder)).rejects.toMatchObject({
        code: 'schema-migration-out-of-order',
      })
      await writeFile(path.join(folder, '0003-twice.sql'), 'select 1;')
      await expect(migrate(db, folder)).rejects.toMatchObject({
        code: 'schema-migration-files-unsound',
      })
    }))
})

/** A start of its own, in a process of its own; answers what it applied. */
async function migrateInProcess(url: string): Promise<string[]> {
  const program = path.join(import.meta.dirname, 'migrate-once.ts')
  const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  const output = await text(child.stdout)
  expect(await closed).toEqual([0, null])
  return JSON.parse(output) as string[]
}
