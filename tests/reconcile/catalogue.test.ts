/** The local map of the shop's variants: read whole, by one reader at a time, and nothing that is gone stays in it. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { markOrders } from '../../src/reconcile/intake/mark-orders.ts'
import { catalogueKey } from '../../src/reconcile/keys.ts'
import { ordersWaitingFor } from '../../src/store/outcomes.ts'
import { mark } from '../../src/work/mark.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { createSmallWorld, minuteMs, type SmallWorldOptions, soakAccount } from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function skus(): Promise<string[]> {
  const { rows } = await sql<{ sku: string }>`
    select sku from variant where gone_at is null order by 1
  `.execute(database.db)
  return rows.map(({ sku }) => sku)
}

/** A shop of 600 variants in three pages. */
async function bigShop(options: SmallWorldOptions = {}) {
  const world = await createSmallWorld(database.db, options)
  world.shopify.faults.add({ on: 'shopify.webhook', fault: 'silently-dropped', times: 10_000 })
  const products: string[] = []
  for (let made = 0; made < 600; made += 1) {
    const variants = [{ sku: `S-${made}`, price: '1.00', stock: 1 }]
    products.push(world.shopify.control.addProduct({ title: `P ${made}`, variants }).productId)
  }
  const read = async () => {
    await world.pass(minuteMs)
    await mark(database.db, [catalogueKey(soakAccount)])
    await world.pass(minuteMs)
  }
  return { ...world, products, read }
}

test('R-MATCH-11: what the whole catalogue no longer shows is forgotten, wherever it stood', async () => {
  const { shopify, products, read } = await bigShop()
  await read()
  expect(await skus()).toHaveLength(601)
  for (const at of [0, 249, 250, 300, 599]) {
    shopify.control.removeProduct({ productId: products[at] ?? '' })
  }
  await read()
  const left = await skus()
  expect(left).toHaveLength(596)
  expect(left).not.toContain('S-250')
  expect(left).toContain('S-251')
})

test('R-MATCH-11: two readers at once do not mix', async () => {
  let stolen = false
  let askedSince = 0
  const { read, thrown } = await bigShop({
    async turn(label) {
      if (stolen && label === 'send variantsPage') askedSince += 1
      if (stolen || label !== 'answer variantsPage') return
      const { rows } = await sql`select 1 from variant where sku = 'S-1'`.execute(database.db)
      if (rows.length === 0) return
      // While the answer is on its way another worker has read the whole catalogue.
      stolen = true
      await sql`update work set lease_token = gen_random_uuid() where key = 'catalogue'`.execute(
        database.db,
      )
      await sql`update catalogue_state set cursor = null, after_number = null`.execute(database.db)
    },
  })
  await read()
  // When the other's lease is over the whole is read again: not two pages more of a pass that is not ours.
  expect({ stolen, askedSince }).toEqual({ stolen: true, askedSince: 3 })
  const { rows } = await sql<{ cursor: string | null }>`
    select cursor from catalogue_state
  `.execute(database.db)
  expect(rows).toEqual([{ cursor: null }])
  expect(thrown).toEqual([])
})

test('R-MATCH-11: every order that waited for the catalogue is marked', async () => {
  const { db } = database
  await sql`
    insert into amazon_order (account_id, amazon_order_id, first_seen_at, outcome, reason)
    select ${soakAccount}, '303-0000000-' || lpad(n::text, 7, '0'), app_now(), 'working',
      'CATALOGUE_NOT_READ' from generate_series(1, 12000) n
  `.execute(db)
  await db.transaction().execute(async (trx) => {
    const waiting = await ordersWaitingFor(trx, soakAccount, 'CATALOGUE_NOT_READ')
    await markOrders(trx, soakAccount, waiting)
  })
  const { rows } = await sql<{ marked: number }>`
    select count(*) as marked from work where kind = 'order'
  `.execute(db)
  expect(rows).toEqual([{ marked: 12_000 }])
})

/** A shop of 10,000 variants. */
async function largeShop(sent: string[]) {
  const world = await createSmallWorld(database.db, {
    turn: async (label) => void sent.push(label),
    furnish(shopify) {
      for (let made = 0; made < 100; made += 1) {
        const variants = Array.from({ length: 100 }, (_, at) => ({
          ...{ sku: `L-${made}-${at}`, price: '1.00', stock: 1 },
          options: [{ name: 'Kind', value: `${at}` }],
        }))
        shopify.addProduct({ title: `Large ${made}`, variants })
      }
    },
  })
  const read = async () => {
    await mark(database.db, [catalogueKey(soakAccount)])
    await world.pass(minuteMs)
  }
  return { ...world, read }
}

test('B69, R-CATALOGUE-1: a large shop is read by one bulk operation, a cut document again, and what it lacks is gone', async () => {
  const sent: string[] = []
  const { shopify, read, dead } = await largeShop(sent)
  const count = (label: string) => sent.filter((one) => one === label).length
  expect(await skus()).toHaveLength(10_001)
  expect([count('send variantsPage'), count('send bulkRun')]).toEqual([0, 1])
  const { productId } = shopify.control.addProduct({
    title: 'New',
    variants: [{ sku: 'NEW', price: '1.00', stock: 1 }],
  })
  await read()
  expect(await skus()).toContain('NEW')
  shopify.control.removeProduct({ productId })
  shopify.faults.add({ on: 'shopify.bulkResult', fault: 'half-page', times: 1 })
  await read()
  expect(count('send downloadBulkVariants')).toBe(4)
  const left = await skus()
  expect(left).toHaveLength(10_001)
  expect(left).not.toContain('NEW')
  expect(await dead()).toEqual([])
})
