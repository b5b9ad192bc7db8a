/** Where orders wait to be read from Amazon: whose turn it is, what takes a row off, what one page shows best. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type AmazonOrderId, id } from '../../src/core/ids.ts'
import { densestWindow, waitAnew } from '../../src/store/desk-window.ts'
import { askedForMs, putOnDesk, readDesk, takeOffDesk } from '../../src/store/intake.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const account = id('AccountId', 'shop')
const desk = 'amazon-orders'
const minuteMs = 60_000
const noonMs = Date.UTC(2026, 10, 22, 12)

const named = (number: number): AmazonOrderId =>
  id('AmazonOrderId', `028-0000001-${String(number).padStart(7, '0')}`)

async function ask(number: number, sinceMs: number, eventMs = askedForMs): Promise<void> {
  const { db } = database
  await putOnDesk(db, account, desk, [{ key: named(number), lane: 'intake', eventMs }])
  await sql`
    update desk_row set since = to_timestamp(${sinceMs / 1_000}::float8)
    where row_key = ${named(number)}
  `.execute(db)
}

async function placed(number: number, atMs: number): Promise<void> {
  await sql`
    insert into amazon_order (account_id, amazon_order_id, first_seen_at, created_at)
    values (${account}, ${named(number)}, app_now(), to_timestamp(${atMs / 1_000}::float8))
  `.execute(database.db)
}

const waiting = async () => {
  const { rows, ...counts } = await readDesk(database.db, account, desk, 10)
  return { ...counts, keys: rows.map(({ key }) => key) }
}

test('R-FLOW-24: the newest event goes first, then who was asked for longest ago', async () => {
  await ask(1, noonMs)
  await ask(2, noonMs - minuteMs)
  await ask(3, noonMs, noonMs - 2 * minuteMs)
  await ask(4, noonMs, noonMs)
  const turn = [named(4), named(3), named(2), named(1)]
  expect(await waiting()).toMatchObject({ keys: turn, waiting: 4, events: 2 })
  expect(await waiting()).toMatchObject({ oldestEventMs: noonMs - 2 * minuteMs, sinceMs: noonMs })
})

test('R-FLOW-24: a page that shows an order unchanged leaves it on the desk when it was asked for', async () => {
  await ask(1, noonMs)
  await ask(2, noonMs, noonMs)
  const shown = [1, 2].map((number) => ({ key: named(number), eventMs: noonMs }))
  await takeOffDesk(database.db, account, desk, shown)
  expect((await waiting()).keys).toEqual([named(1)])
  const [first] = shown.map((row) => ({ ...row, isNews: true }))
  await takeOffDesk(database.db, account, desk, first === undefined ? [] : [first])
  expect((await waiting()).keys).toEqual([])
})

test('R-FLOW-23: the window is the shortest that holds a page of those that have waited', async () => {
  const { db } = database
  const terms = { size: 3, waitedMs: noonMs }
  expect(await densestWindow(db, account, desk, terms)).toBeNull()
  // Minutes before noon at which each was placed; 9 does not wait, 8 has just been asked for.
  const times = { 1: 90, 2: 60, 3: 32, 4: 31, 5: 29, 6: 10, 8: 30, 9: 30.5 }
  for (const [number, ago] of Object.entries(times)) {
    await placed(Number(number), noonMs - ago * minuteMs)
    if (number !== '9') await ask(Number(number), number === '8' ? noonMs + 1 : noonMs - minuteMs)
  }
  const window = await densestWindow(db, account, desk, terms)
  expect(window).toEqual({
    ...{ fromMs: noonMs - 32 * minuteMs, toMs: noonMs - 29 * minuteMs, known: 5 },
    ...{ sinceMs: noonMs - minuteMs, waiting: [named(3), named(4), named(5)] },
  })
  await waitAnew(db, account, desk, window?.waiting ?? [])
  const next = await densestWindow(db, account, desk, terms)
  expect(next?.waiting).toEqual([named(1), named(2), named(6)])
})
