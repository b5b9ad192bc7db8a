/** Asking for a review, on real parts: once, in Amazon's time, and never of a buyer for whom it went wrong. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { moveClocks } from '../simulation/soak-clock.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { dayMs, hourMs } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const dhl = { trackingCompany: 'DHL', trackingNumber: '00340434161094015902' }
const operation = 'amazon.createProductReviewAndSellerFeedbackSolicitation'
const asks = { lane: 'live', on: true, afterDays: 5 }

async function shipped(world: LifeWorld): Promise<string> {
  const { orderId, gid } = await world.bring(mugOrder)
  world.shopify.control.merchantFulfil({ orderId: gid, ...dhl, notify: false })
  await world.pass(hourMs)
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  return orderId
}

/** The end of the time in which Amazon promised its delivery. */
function deliverBy({ amazon }: LifeWorld, orderId: string): number {
  const order = amazon.control.order(orderId)?.order
  return Date.parse(order?.fulfillment.deliverByWindow?.latestDateTime ?? '')
}

/** Days in which nothing happens are left out. */
async function leap(world: LifeWorld, toMs: number): Promise<void> {
  await moveClocks(database.db, world.clock, toMs)
  await world.pass(hourMs)
}

const asked = ({ amazon }: LifeWorld) =>
  amazon.journal.entries().filter(({ on, method }) => on === operation && method === 'POST')

const askedOf = (world: LifeWorld, orderId: string) =>
  asked(world).filter(({ path }) => path.includes(orderId))

async function reasonOf(world: LifeWorld, orderId: string): Promise<string | undefined> {
  return (await world.concern(orderId, 'solicitation'))?.reason
}

describe('B55: a review is asked for', () => {
  test('B55, R-SOLICIT-1, R-SOLICIT-3: after 5 days, once, and not of a returned or refunded order', async () => {
    const world = await createLifeWorld(database.db, { settings: { feedback: asks } })
    const well = await shipped(world)
    const returned = await shipped(world)
    const refunded = await shipped(world)
    const deliveredMs = deliverBy(world, refunded)
    await leap(world, deliveredMs)
    world.amazon.control.returnOrder(returned)
    world.amazon.control.refundOrder(refunded)
    await leap(world, deliverBy(world, well) + 5 * dayMs - 2 * hourMs)
    expect(asked(world)).toEqual([])
    expect(await reasonOf(world, well)).toBe('SOLICITATION_NOT_DUE')
    await leap(world, deliveredMs + 5 * dayMs + hourMs)
    await world.pass(7 * hourMs)
    expect(asked(world)).toMatchObject([{ status: 201 }])
    expect(askedOf(world, well)).toHaveLength(1)
    expect(await reasonOf(world, well)).toBe('SOLICITED')
    expect(await reasonOf(world, returned)).toBe('SOLICITATION_UNFIT')
    expect(await reasonOf(world, refunded)).toBe('SOLICITATION_UNFIT')
    await world.say(well, 'repeat', `solicit:${well}`)
    await leap(world, deliveredMs + 9 * dayMs)
    expect(asked(world)).toHaveLength(1)
    expect(world.mails()).toBe(0)
    expect(world.thrown).toEqual([])
  })

  test('B55, R-SOLICIT-2: in watch nobody is asked', async () => {
    const world = await createLifeWorld(database.db, { settings: { feedback: { on: true } } })
    const orderId = await shipped(world)
    await leap(world, deliverBy(world, orderId) + 7 * dayMs)
    await world.pass(7 * hourMs)
    expect(asked(world)).toEqual([])
    expect(await reasonOf(world, orderId)).toBe('WATCHING')
  })

  test('B55, R-SOLICIT-4: a 403 is Amazon’s word about this order, and is not repeated', async () => {
    const world = await createLifeWorld(database.db, { settings: { feedback: asks } })
    const orderId = await shipped(world)
    world.amazon.faults.add({ on: operation, fault: 'refused', times: 1 })
    await leap(world, deliverBy(world, orderId) + 5 * dayMs)
    await world.pass(7 * hourMs)
    expect(asked(world)).toMatchObject([{ status: 403 }])
    expect(await reasonOf(world, orderId)).toBe('SOLICITATION_REFUSED')
    await world.say(orderId, 'repeat', `solicit:${orderId}`)
    await leap(world, deliverBy(world, orderId) + 9 * dayMs)
    expect(asked(world)).toHaveLength(1)
    expect(await world.booked(orderId)).toMatchObject({ outcome: 'imported' })
  })

  test('B55, R-SOLICIT-4: an answer that was lost asks nobody twice', async () => {
    const world = await createLifeWorld(database.db, { settings: { feedback: asks } })
    const orderId = await shipped(world)
    world.amazon.faults.add({ on: operation, fault: 'answer-lost', times: 1 })
    await leap(world, deliverBy(world, orderId) + 5 * dayMs)
    await world.pass(7 * hourMs)
    expect(asked(world)).toHaveLength(1)
    expect(await world.attempts(orderId)).toEqual([
      'confirm-parcel done',
      'solicit disproved',
      'solicit refused',
    ])
  })

  test('B55, R-SOLICIT-1: never after 30 days', async () => {
    const world = await createLifeWorld(database.db, { settings: { feedback: asks } })
    const orderId = await shipped(world)
    await leap(world, deliverBy(world, orderId) + 31 * dayMs)
    expect(await reasonOf(world, orderId)).toBe('SOLICITATION_TIME_OVER')
    expect(asked(world)).toEqual([])
  })
})
