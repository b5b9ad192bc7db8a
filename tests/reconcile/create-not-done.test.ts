/** Answers to a create that are no word about the order: a wrong address, a missing right, a dear query. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { OrderSpec } from '../../simulators/amazon/order-spec.ts'
import type { WireAnswer, WireRequest } from '../../simulators/kit/wire.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, hourMs, minuteMs, mugSku } from './small-world.ts'

const mugs: OrderSpec = {
  marketplaceId: 'A1PA6795UKMFR9',
  taxMode: 'none',
  lines: [{ sku: mugSku, unitPrice: '10.00' }],
}

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

function answer(status: number, body: object): WireAnswer {
  return { kind: 'answer', status, headers: {}, body: JSON.stringify(body) }
}

/** Answers the next so many creates in the shop's place. */
function instead(times: number, with_: WireAnswer) {
  let left = times
  return ({ body }: WireRequest): WireAnswer | undefined => {
    if (!body.includes('orderCreate(') || left === 0) return undefined
    left -= 1
    return with_
  }
}

async function states(): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state from attempt order by intended_at
  `.execute(database.db)
  return rows.map(({ state }) => state)
}

const tooDear = { errors: [{ message: 'no', extensions: { code: 'MAX_COST_EXCEEDED' } }] }

test.each([
  ['404', answer(404, { errors: 'Not Found' })],
  ['403', answer(403, { errors: 'Forbidden' })],
  ['MAX_COST_EXCEEDED', answer(200, tooDear)],
])(
  'R-IMPORT-35: %s is no refusal of the order; it is created when it is over',
  async (_what, given) => {
    const world = await createSmallWorld(database.db, { between: instead(2, given) })
    const orderId = world.amazon.control.placeOrder(mugs)
    await world.pass(10 * minuteMs)
    expect(await world.booked(orderId)).toMatchObject({ outcome: 'imported' })
    expect(await states()).toEqual(['void', 'void', 'done'])
    expect(world.shopify.control.ordersBySourceIdentifier(orderId)).toHaveLength(1)
  },
)

test('R-IMPORT-35: what never gets better is given up with its code, and is not held as refused', async () => {
  const gone = answer(404, { errors: 'Not Found' })
  const world = await createSmallWorld(database.db, { between: instead(1_000, gone) })
  const orderId = world.amazon.control.placeOrder(mugs)
  await world.pass(3 * hourMs)
  expect(await world.booked(orderId)).not.toMatchObject({ outcome: 'held' })
  expect(await world.dead()).toEqual([`order ${orderId}`])
  expect(new Set(await states())).toEqual(new Set(['void']))
})
