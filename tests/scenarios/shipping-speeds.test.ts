/** B13: how fast it shall go, both ways: Amazon's service level and the shop's shipping method. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLifeWorld, type LifeWorld, mugOrder } from '../reconcile/life-world.ts'
import { minuteMs } from '../reconcile/small-world.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const dhl = { trackingCompany: 'DHL', trackingNumber: '00340434161094015902', notify: false }
const express = { serviceLevel: 'EXPEDITED', shopify: 'Express' }

/** What the shop calls the speed of an order. */
function methodInShop(world: LifeWorld, gid: string): string | undefined {
  return world.shopify.control.orderRecord(gid)?.shippingLines[0]?.title
}

/** The speed that Amazon was told of the order's parcel. */
function toldToAmazon(world: LifeWorld, orderId: string): (string | undefined)[] {
  return world.packages(orderId).map(({ shippingService }) => shippingService)
}

async function shipped(world: LifeWorld, serviceLevel: string) {
  const brought = await world.bring({ ...mugOrder, serviceLevel })
  world.shopify.control.merchantFulfil({ orderId: brought.gid, ...dhl })
  await world.pass(10 * minuteMs)
  return brought
}

test('B13, R-SHIP-25: standard and expedited are named in the shop and told back to Amazon', async () => {
  const world = await createLifeWorld(database.db)
  for (const [level, word] of [
    ['STANDARD', 'Standard'],
    ['EXPEDITED', 'Expedited'],
    ['SECOND_DAY', 'Second day'],
  ] as const) {
    const { orderId, gid } = await shipped(world, level)
    expect(methodInShop(world, gid)).toBe(word)
    expect(toldToAmazon(world, orderId)).toEqual([word])
  }
  expect(world.thrown).toEqual([])
})

test('B13, R-SHIP-25: the shop has its own word for a speed, and Amazon hears its own', async () => {
  const settings = { ship: { methods: [express] } }
  const world = await createLifeWorld(database.db, { settings })
  const fast = await shipped(world, 'EXPEDITED')
  expect(methodInShop(world, fast.gid)).toBe('Express')
  expect(toldToAmazon(world, fast.orderId)).toEqual(['Expedited'])
  const plain = await shipped(world, 'STANDARD')
  expect(methodInShop(world, plain.gid)).toBe('Standard')
  expect(toldToAmazon(world, plain.orderId)).toEqual(['Standard'])
})

test('B13, R-SHIP-25: what the merchant chose since is what Amazon is told', async () => {
  let chosen = 'Standard'
  const world = await createLifeWorld(database.db, {
    settings: { ship: { methods: [express] } },
    tamper: (text) =>
      text.replaceAll(
        '"shippingLine":{"title":"Standard"}',
        `"shippingLine":{"title":"${chosen}"}`,
      ),
  })
  chosen = 'Express'
  const faster = await shipped(world, 'STANDARD')
  expect(toldToAmazon(world, faster.orderId)).toEqual(['Expedited'])
  chosen = 'Cargo bike'
  const own = await shipped(world, 'STANDARD')
  expect(toldToAmazon(world, own.orderId)).toEqual(['Cargo bike'])
})
