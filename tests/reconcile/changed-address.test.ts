/** An address that changes on Amazon after the import, on real parts: Shopify holds the order for a person. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld } from './life-world.ts'
import { hourMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const elsewhere = {
  name: 'Aurelia Kanarek',
  addressLine1: 'Neue Gasse 9',
  city: 'Hamburg',
  postalCode: '20095',
  countryCode: 'DE',
}

async function holdsOf(world: LifeWorld, orderId: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select regexp_replace(e.effect_key, '[0-9]+/', '') as key from effect e
    where e.amazon_order_id = ${orderId} and e.kind in ('hold-in-shop', 'release-in-shop')
      and e.done_at is not null order by e.done_at
  `.execute(world.db)
  return rows.map(({ key }) => key)
}

/** Shopify counts no taxes anew when the address changes. */
async function untaxedWorld(): Promise<LifeWorld> {
  const world = await createLifeWorld(database.db)
  world.shopify.control.setBehaviour({ taxRateOnAddressChange: null })
  return world
}

const reasonOf = async (world: LifeWorld, orderId: string) =>
  (await world.concern(orderId, 'change'))?.reason

test('R-CHANGE-1, R-CHANGE-2: Shopify holds it until a person releases it, and each change anew', async () => {
  const world = await untaxedWorld()
  const { orderId } = await world.bring()
  world.amazon.control.changeAddress(orderId, elsewhere)
  await world.pass(hourMs)
  expect(await reasonOf(world, orderId)).toBe('ADDRESS_WRITTEN')
  expect(await holdsOf(world, orderId)).toEqual(['hold:address:1'])
  expect(JSON.stringify(await world.concerns(orderId))).not.toContain('Hamburg')
  await world.say(orderId, 'release', 'address:1')
  await world.pass(hourMs)
  expect(await holdsOf(world, orderId)).toEqual(['hold:address:1', 'release:address:1'])
  expect(await reasonOf(world, orderId)).toBeUndefined()
  world.amazon.control.changeAddress(orderId, { ...elsewhere, addressLine1: 'Alte Gasse 1' })
  await world.pass(hourMs)
  expect(await reasonOf(world, orderId)).toBe('ADDRESS_WRITTEN')
  expect(world.thrown).toEqual([])
})

test('R-CHANGE-1: another spelling, or any other change, holds nothing', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  const before = world.amazon.control.order(orderId)?.order.recipient?.deliveryAddress ?? {}
  const city = ` ${before.city?.toUpperCase() ?? ''}`
  world.amazon.control.changeAddress(orderId, { ...before, city })
  world.amazon.control.touchOrder(orderId)
  await world.pass(hourMs)
  expect(await reasonOf(world, orderId)).toBeUndefined()
  expect(await holdsOf(world, orderId)).toEqual([])
})

test('R-CHANGE-1, R-CHANGE-2: in watch it is shown and nothing is held', async () => {
  const world = await createLifeWorld(database.db, { settings: { ship: { lane: 'watch' } } })
  const { orderId } = await world.bring()
  world.amazon.control.changeAddress(orderId, elsewhere)
  await world.pass(hourMs)
  expect(await reasonOf(world, orderId)).toBe('WATCHING')
  expect(await holdsOf(world, orderId)).toEqual([])
})

const cityOf = ({ shopify }: LifeWorld, orderId: string) =>
  shopify.control.truth({ sourceIdentifier: orderId }).orders[0]?.city

test('R-CHANGE-6: the Shopify order has the new address before a person lets it ship', async () => {
  const world = await untaxedWorld()
  const { orderId } = await world.bring()
  world.shopify.faults.add({ on: 'shopify.orderUpdate', fault: 'answer-lost', times: 1 })
  world.amazon.control.changeAddress(orderId, elsewhere)
  await world.pass(hourMs)
  expect(cityOf(world, orderId)).toBe('Hamburg')
  const attempts = await world.attempts(orderId)
  // Its answer was lost: the same address again changes nothing.
  expect(attempts.filter((one) => one.startsWith('write-address'))).toEqual([
    'write-address disproved',
    'write-address done',
  ])
  expect(await reasonOf(world, orderId)).toBe('ADDRESS_WRITTEN')
  expect(world.inShop(orderId).holds).toBe(1)
  expect(world.mails()).toBe(0)
  // No address is in what is kept in the clear.
  const { rows } = await sql<{ words: string }>`
    select concat(e.body, t.body, c.detail) as words from effect e
      left join order_trace t using (amazon_order_id) left join order_concern c using (amazon_order_id)
  `.execute(world.db)
  expect(JSON.stringify(rows)).not.toMatch(/Hamburg|Gasse|Kanarek/)
  expect(world.thrown).toEqual([])
})

test('R-CHANGE-6: an address that Shopify refuses is copied by a person', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  const before = cityOf(world, orderId)
  world.shopify.faults.add({ on: 'shopify.orderUpdate', fault: 'refused', times: 1 })
  world.amazon.control.changeAddress(orderId, elsewhere)
  await world.pass(hourMs)
  expect(await reasonOf(world, orderId)).toBe('ADDRESS_CHANGED')
  expect(cityOf(world, orderId)).toBe(before)
  expect(world.inShop(orderId).holds).toBe(1)
})

test('R-CHANGE-7: taxes that Shopify counts anew for the new address are told', async () => {
  const world = await createLifeWorld(database.db)
  const { orderId } = await world.bring()
  world.shopify.control.setBehaviour({ taxRateOnAddressChange: 0.19 })
  world.amazon.control.changeAddress(orderId, elsewhere)
  await world.pass(hourMs)
  const told = await world.concern(orderId, 'change')
  expect(told).toMatchObject({ outcome: 'held', reason: 'ADDRESS_MOVES_ORDER' })
  expect(told?.detail).toMatchObject({ before: '10.00 EUR, tax 0.00 EUR', moved: 'no' })
  await world.say(orderId, 'release', 'address:1')
  await world.pass(hourMs)
  expect(world.inShop(orderId).holds).toBe(0)
})
