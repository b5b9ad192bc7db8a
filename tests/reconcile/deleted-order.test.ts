/** An order that was deleted in Shopify is created anew only when a person asks for it, once, and lives on. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../src/operations/actor.ts'
import { exportOrder } from '../../src/operations/orders/export-order.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld } from './life-world.ts'
import { hourMs, minuteMs, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const dhl = { trackingCompany: 'DHL', trackingNumber: '00340434161094015902', notify: false }
const anna: Actor = { kind: 'cli', user: 'anna' }

test('R-CHANGE-4: deleted in Shopify it stays so until a person exports it; then its parcel is told', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId, gid } = await world.bring()
  world.shopify.control.merchantDelete({ orderId: gid })
  await world.pass(hourMs)
  expect(await world.booked(orderId)).toMatchObject({ reason: 'DELETED_IN_SHOPIFY' })
  expect(world.shopify.control.counts().orders).toBe(0)
  const deps = { db: world.db, newId: randomUUID }
  await exportOrder(deps, anna, { accountId: soakAccount, orderId })
  await world.pass(10 * minuteMs)
  const next = await world.gidOf(orderId)
  expect(next).not.toBe(gid)
  expect(world.shopify.control.counts().orders).toBe(1)
  expect(await world.booked(orderId)).toMatchObject({ outcome: 'imported', reason: 'IMPORTED' })
  await expect(exportOrder(deps, anna, { accountId: soakAccount, orderId })).rejects.toMatchObject({
    code: 'ALREADY_IN_SHOPIFY',
  })
  world.shopify.control.merchantFulfil({ orderId: next, ...dhl })
  await world.pass(10 * minuteMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})
