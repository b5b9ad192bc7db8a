/** A quantity that Amazon lowers after the import is told, once it is known, and never shipped as if nothing were. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, mugOrder } from './life-world.ts'
import { hourMs, minuteMs, mugSku } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const threeMugs = { ...mugOrder, lines: [{ sku: mugSku, unitPrice: '10.00', quantity: 3 }] }

test('R-CHANGE-5: a lowered quantity is told with both totals, and dismissed it is quiet until the next', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring(threeMugs)
  expect(await world.concern(orderId, 'change')).toBeUndefined()
  const [item] = world.amazon.control.truth(orderId).items
  const { changeQuantity } = world.amazon.control
  changeQuantity(orderId, item?.orderItemId ?? '', 2)
  await world.pass(10 * minuteMs)
  const held = await world.concern(orderId, 'change')
  expect(held).toMatchObject({
    ...{ outcome: 'held', reason: 'LESS_ON_AMAZON' },
    detail: { amazon: '20.00 EUR', shopify: '30.00 EUR' },
  })
  await world.say(orderId, 'dismiss', String(held?.detail?.subject))
  await world.pass(10 * minuteMs)
  expect(await world.concern(orderId, 'change')).toBeUndefined()
  changeQuantity(orderId, item?.orderItemId ?? '', 1)
  await world.pass(10 * minuteMs)
  expect(await world.concern(orderId, 'change')).toMatchObject({ detail: { amazon: '10.00 EUR' } })
  expect(world.thrown).toEqual([])
})

test('R-CHANGE-5: what the merchant takes off the Shopify order ends it', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring(threeMugs)
  const [item] = world.amazon.control.truth(orderId).items
  world.amazon.control.changeQuantity(orderId, item?.orderItemId ?? '', 2)
  await world.pass(10 * minuteMs)
  expect(await world.concern(orderId, 'change')).toMatchObject({ reason: 'LESS_ON_AMAZON' })
  world.shopify.control.merchantEdit({
    ...{ orderId: gid, set: [{ sku: mugSku, quantity: 2 }], notify: false },
  })
  await world.pass(hourMs)
  expect(await world.concern(orderId, 'change')).toBeUndefined()
  expect(world.mails()).toBe(0)
})
