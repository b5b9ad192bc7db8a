/** What comes while the Shopify order is being read, or in the very second of its last change, is not lost. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { loadLife, noteLifeChanged, saveLife } from '../../src/store/life.ts'
import { readingBegins } from '../../src/store/reading-times.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { shopLife } from '../support/life-samples.ts'
import { createLifeWorld, type LifeWorld, mugOrder } from './life-world.ts'
import { minuteMs, mugSku, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

const numbers = ['00340434161094015902', '00340434161094015919', '00340434161094015926'] as const
const threeMugs = { ...mugOrder, lines: [{ sku: mugSku, unitPrice: '10.00', quantity: 3 }] }

function fulfilOne(world: LifeWorld, orderId: string, trackingNumber: string): void {
  const lines = [{ sku: mugSku, quantity: 1 }]
  const dhl = { trackingCompany: 'DHL', trackingNumber, notify: false }
  world.shopify.control.merchantFulfil({ orderId, lines, ...dhl })
}

test('R-SHIP-28: what leaves in the second of the reading, its webhook lost, reaches Amazon all the same', async () => {
  const [first, second, third] = numbers
  const left: string[] = []
  const story: { gid?: string } = {}
  const world: LifeWorld = await createLifeWorld(database.db, {
    async turn(label) {
      const { gid } = story
      // One just before the order is read and one just after: Shopify's time of both is the same second.
      const number = { 'send orderLife': second, 'answer orderLife': third }[label]
      if (gid === undefined || number === undefined || left.includes(number)) return
      world.shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 100 })
      left.push(number)
      fulfilOne(world, gid, number)
    },
  })
  const { orderId, gid } = await world.bring(threeMugs)
  story.gid = gid
  fulfilOne(world, gid, first)
  await world.pass(10 * minuteMs)
  expect(left).toEqual([second, third])
  expect(world.onAmazon(orderId)).toBe('SHIPPED')
  const shown = world.packages(orderId).map(({ trackingNumber }) => trackingNumber)
  expect(shown.toSorted()).toEqual([first, second, third])
  expect(world.confirms()).toBe(3)
  expect(world.doubled()).toBe(0)
  expect(world.thrown).toEqual([])
})

test.each(['the first reading', 'a later reading'])(
  'R-SHIP-28: a webhook that comes while %s is on its way makes it old',
  async (which) => {
    const world = await createLifeWorld(database.db)
    const { orderId, gid } = await world.bring()
    const { db } = world
    const [amazonId, shopGid] = [id('AmazonOrderId', orderId), id('ShopifyOrderGid', gid)]
    const terms = { awayMs: 24 * 60 * minuteMs, burst: { events: 20, windowMs: minuteMs } }
    const read = async (meanwhile: () => Promise<unknown>): Promise<boolean | undefined> => {
      const begun = await readingBegins(db)
      await world.clock.advanceTo(world.clock.nowMs() + 1)
      await world.pass(1)
      await meanwhile()
      const reading = { orderId: amazonId, life: { ...shopLife(), gid: shopGid }, begun }
      await db.transaction().execute((trx) => saveLife(trx, soakAccount, reading, terms))
      const orders = [{ orderId: amazonId, gid: shopGid }]
      const [row] = await loadLife(db, soakAccount, orders, { settleMs: 1 })
      return row?.stale
    }
    if (which === 'a later reading') expect(await read(async () => undefined)).toBe(false)
    expect(await read(() => noteLifeChanged(db, soakAccount, shopGid))).toBe(true)
    // Read once more, it is as new as the news.
    expect(await read(async () => undefined)).toBe(false)
  },
)
