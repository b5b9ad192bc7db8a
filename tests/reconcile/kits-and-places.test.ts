/** A kit whose parts stand in two locations, from Amazon's order to Amazon's parcels and back, on real parts. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../src/operations/actor.ts'
import { mapSku } from '../../src/operations/catalog/map-sku.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { hourMs, minuteMs, mugSku, type SmallWorldOptions, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const anna: Actor = { kind: 'cli', user: 'anna' }
const numbers = ['15902', '15919', '15926', '15933'].map((end) => `003404341610940${end}`)

const furnish: NonNullable<SmallWorldOptions['furnish']> = (shopify) => {
  shopify.addLocation({ name: 'Kiel', countryCode: 'DE' })
  const parts = [
    { sku: 'POT', stock: 5 },
    { sku: 'CUP', stock: { Kiel: 20 } },
  ]
  for (const { sku, stock } of parts) {
    shopify.addProduct({ title: `Part ${sku}`, variants: [{ sku, price: '5.00', stock }] })
  }
}

/** Two tea sets of one pot and two cups, and a mug. */
async function teaParty() {
  const world = await createLifeWorld(database.db, { furnish })
  const components = [
    { variant: 'POT', quantity: 1 },
    { variant: 'CUP', quantity: 2 },
  ]
  const deps = { db: world.db, newId: randomUUID }
  await mapSku(deps, anna, { accountId: soakAccount, amazonSku: 'TEA-SET', components })
  const { orderId, gid } = await world.bring({
    ...mugOrder,
    lines: [
      { sku: 'TEA-SET', title: 'Tea set', unitPrice: '30.00', quantity: 2 },
      { sku: mugSku, unitPrice: '10.00' },
    ],
  })
  const leaves = (sku: string, quantity: number, at: number) =>
    world.shopify.control.merchantFulfil({
      ...{ orderId: gid, lines: [{ sku, quantity }], notify: false },
      ...{ trackingCompany: 'DHL', trackingNumber: numbers[at] ?? '' },
    })
  return { world, orderId, leaves }
}

function parcels(world: LifeWorld, orderId: string) {
  return world.packages(orderId).map((one) => ({
    number: one.trackingNumber,
    units: (one.packageItems ?? []).map(({ quantity }) => quantity),
  }))
}

test('R-SHIP-4, B16: a kit that leaves in parts from two locations is one parcel on Amazon, when it is whole', async () => {
  const { world, orderId, leaves } = await teaParty()
  leaves('CUP', 4, 0)
  await world.pass(20 * minuteMs)
  // All cups and no pot are no tea set.
  expect(world.confirms()).toBe(0)
  leaves('POT', 1, 1)
  await world.pass(20 * minuteMs)
  expect(parcels(world, orderId)).toEqual([{ number: numbers[1], units: [1] }])
  expect(world.onAmazon(orderId)).toBe('PARTIALLY_SHIPPED')
  leaves('POT', 1, 2)
  leaves(mugSku, 1, 3)
  await world.pass(hourMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  const told = parcels(world, orderId).flatMap(({ units }) => units)
  expect(told.reduce((sum, quantity) => sum + quantity, 0)).toBe(3)
  expect(await world.concern(orderId, 'shipment')).toMatchObject({
    reason: 'SHIPPED_ON_BOTH_SIDES',
  })
  expect(world.inShop(orderId).fulfilments).toHaveLength(4)
  expect(world.doubled()).toBe(0)
  expect(world.mails()).toBe(0)
  expect(world.thrown).toEqual([])
})

test('R-SHIP-15, R-SHIP-35, B16: what ships on Amazon leaves Shopify from the locations that hold its parts', async () => {
  const { world, orderId } = await teaParty()
  world.amazon.control.shipOrder(orderId, { carrier: 'DHL', trackingNumber: numbers[0] ?? '' })
  await world.pass(hourMs)
  const { fulfilments } = world.inShop(orderId)
  // Two pots, four cups, one mug.
  expect(fulfilments.reduce((sum, { units }) => sum + units, 0)).toBe(7)
  expect(fulfilments.map(({ trackingNumbers }) => trackingNumbers[0])).toEqual(
    fulfilments.map(() => numbers[0]),
  )
  expect(world.confirms()).toBe(0)
  expect(world.mails()).toBe(0)
  expect(world.thrown).toEqual([])
})
