/** The ledger's books of an effect that is tried again with something else in it. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { recordAnswers, writeIntents } from '../../src/store/ledger.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const account = id('AccountId', 'shop')
const orderId = id('AmazonOrderId', '028-0000001-0000001')
const key = id('EffectKey', 'refund:9')

async function attempt(number: number, amountMinor: number): Promise<void> {
  const attemptId = id('AttemptId', `attempt-${number}`)
  const intent = { attemptId, key, orderId, kind: 'refund-on-amazon' }
  const more = { repeats: false, disproves: null, inventory: null, uses: null }
  const leaseToken = id('LeaseToken', 'lease')
  const whole = { ...intent, ...more, leaseToken, body: { amountMinor } }
  await writeIntents(database.db, account, [whole], { sendBeforeMs: 2_000, answerByMs: 10_000 })
}

async function answered(number: number, is: 'refused' | 'done'): Promise<void> {
  const base = { attemptId: id('AttemptId', `attempt-${number}`), key, orderId }
  const refusal = { kind: 'other', code: '1', field: '', text: '' } as const
  await recordAnswers(database.db, account, [
    is === 'done'
      ? { ...base, is, platformId: `feed#${number}`, how: null }
      : { ...base, is, refusal, code: '1' },
  ])
}

async function amountInTheBooks(): Promise<unknown> {
  const { rows } = await sql<{ body: unknown }>`select body from effect`.execute(database.db)
  return rows.map(({ body }) => body)
}

test('R-REFUND-17: what was refused and is sent again with another amount counts with that', async () => {
  await attempt(1, 2_000)
  await answered(1, 'refused')
  await attempt(2, 1_000)
  expect(await amountInTheBooks()).toEqual([{ amountMinor: 1_000 }])
  await answered(2, 'done')
  expect(await amountInTheBooks()).toEqual([{ amountMinor: 1_000 }])
})

test('R-REFUND-17: what is done keeps the amount that was done', async () => {
  await attempt(1, 2_000)
  await answered(1, 'done')
  await attempt(2, 1_000)
  expect(await amountInTheBooks()).toEqual([{ amountMinor: 2_000 }])
})
