import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { closePool, openPool } from '../../src/store/pool.ts'
import { freshDatabase } from '../support/database.ts'

const { db, drop } = await freshDatabase()
afterAll(drop)

test('two fresh databases share nothing', async () => {
  const other = await freshDatabase()
  await sql`create table mine (id int8)`.execute(db)
  const { rows } = await sql`select to_regclass('mine') as mine`.execute(other.db)
  expect(rows).toEqual([{ mine: null }])
  await other.drop()
  await other.drop()
})

test('a connection that nobody gives back fails the drop', async () => {
  const leaky = await freshDatabase()
  let release = () => {}
  let taken = () => {}
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve
  })
  const held = leaky.db.connection().execute(async (session) => {
    await sql`select 1`.execute(session)
    taken()
    await new Promise<void>((resolve) => {
      release = resolve
    })
  })
  await isTaken
  await expect(leaky.drop()).rejects.toThrow("1 connections or callers of the test's pool")
  release()
  await held
  await closePool(leaky.db)
})

test("another pool's connection left open fails the drop by its name", async () => {
  const leaky = await freshDatabase()
  const forgotten = openPool(leaky.url, { max: 1, applicationName: 'forgotten' })
  await sql`select 1`.execute(forgotten)
  await expect(leaky.drop()).rejects.toThrow('connections left open by: forgotten')
  await closePool(forgotten)
})
