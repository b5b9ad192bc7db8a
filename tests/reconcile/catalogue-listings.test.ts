/** Amazon's listings come into the local table: by search, by report, by news; and what is gone is said. */
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { takeNotifications } from '../../src/reconcile/intake/take-notifications.ts'
import { listingDetailsKey, listingsKey } from '../../src/reconcile/keys.ts'
import { saveListings } from '../../src/store/listings.ts'
import { mark } from '../../src/work/mark.ts'
import { aListing, aMarketplace } from '../support/catalogue-samples.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import {
  createSmallWorld,
  hourMs,
  minuteMs,
  mugSku,
  type SmallWorldOptions,
  soakAccount,
} from './small-world.ts'

let database: FreshDatabase
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(() => database.drop())

async function listedWorld(options: SmallWorldOptions = {}) {
  const sent = new Map<string, number>()
  const world = await createSmallWorld(database.db, {
    marketplaceIds: [aMarketplace],
    ...options,
    async turn(label) {
      sent.set(label, (sent.get(label) ?? 0) + 1)
      await options.turn?.(label)
    },
  })
  const read = async (ms = minuteMs) => {
    await mark(database.db, [listingsKey(soakAccount)])
    await world.pass(ms)
  }
  return { ...world, sent, read }
}

type Row = {
  readonly sku: string
  readonly gone: boolean
  readonly detailed: boolean
  readonly quantity: number | null
  readonly issues: { readonly message: string }[] | null
}

async function rows(): Promise<Row[]> {
  const { rows: found } = await sql<Row>`
    select amazon_sku as sku, gone_at is not null as gone, facts is not null as detailed, quantity,
      issues from listing order by amazon_sku
  `.execute(database.db)
  return found
}

const one = async (sku: string) => (await rows()).find((row) => row.sku === sku)

test('R-CATALOGUE-3: up to 1,000 listings come by search with their details, and what is no longer shown is gone', async () => {
  const { amazon, read, sent, dead } = await listedWorld()
  amazon.control.stockListings({ count: 45, seed: 3 })
  amazon.control.addListing({ sku: 'LEAVES' })
  await read()
  const first = await rows()
  expect(first.length).toBe(amazon.control.listingCount())
  expect(first.every((row) => row.detailed && !row.gone)).toBe(true)
  expect(sent.get('send createReport')).toBeUndefined()
  amazon.control.removeFromMarketplace('LEAVES', aMarketplace)
  await aDayLater()
  await read()
  expect((await rows()).filter((row) => row.gone).map((row) => row.sku)).toEqual(['LEAVES'])
  expect(await dead()).toEqual([])
})

test('R-CATALOGUE-3: more come by the report, row by row, and go on where a crash stopped them', async () => {
  let crash = true
  const { amazon, read, sent, dead } = await listedWorld({
    async turn(label) {
      if (!crash || label !== 'answer downloadListingsReport') return
      crash = false
      // Another worker took the key: nothing of this run may be written.
      await sql`update work set lease_token = gen_random_uuid() where key = 'listings'`.execute(
        database.db,
      )
    },
  })
  amazon.control.stockListings({ count: 1_100, seed: 3 })
  amazon.control.addListing({ sku: 'LEAVES' })
  await aDayLater()
  await read(4 * minuteMs)
  const all = await rows()
  expect(all.length).toBe(amazon.control.listingCount())
  expect([crash, sent.get('send createReport')]).toEqual([false, 1])
  amazon.control.removeFromMarketplace('LEAVES', aMarketplace)
  await aDayLater()
  await read(3 * minuteMs)
  expect((await rows()).filter((row) => row.gone).map((row) => row.sku)).toEqual(['LEAVES'])
  expect(await dead()).toEqual([])
})

test('R-CATALOGUE-3: the details that a report lacks are asked for after, 20 in a call', async () => {
  const { db, pass, sent, amazon } = await listedWorld()
  amazon.control.stockListings({ count: 45, seed: 3 })
  const bare = Array.from({ length: 45 }, (_, at) =>
    aListing(`STK-${`${at + 1}`.padStart(7, '0')}`),
  )
  const nowMs = Date.UTC(2026, 10, 1)
  await saveListings(db, soakAccount, [...bare, aListing('UNKNOWN-TO-AMAZON')], nowMs)
  const before = sent.get('send searchListingsItems') ?? 0
  await mark(db, [listingDetailsKey(soakAccount)])
  await pass(minuteMs)
  const undetailed = (await rows()).filter((row) => !row.detailed).map((row) => row.sku)
  expect(undetailed).toEqual(['UNKNOWN-TO-AMAZON'])
  expect((sent.get('send searchListingsItems') ?? 0) - before).toBe(3)
})

/** As far as the whole reading goes: what it read last is a day old. */
async function aDayLater(): Promise<void> {
  await sql`
    update listing_pass set complete_at = complete_at - interval '1 day'
  `.execute(database.db)
}

test('R-CATALOGUE-5: what Amazon changed is read within the hour, and at once when it tells', async () => {
  const { amazon, read, pass, db, sent } = await listedWorld()
  amazon.control.stockListings({ count: 45, seed: 3 })
  await read()
  await pass(2 * hourMs)
  const whole = sent.get('send searchListingsItems') ?? 0
  amazon.control.setListingQuantity(mugSku, 7)
  await pass(hourMs + minuteMs)
  expect(await one(mugSku)).toMatchObject({ quantity: 7 })
  // One page of what is new, not all pages.
  expect((sent.get('send searchListingsItems') ?? 0) - whole).toBeLessThan(3)
  const issue = { code: '90220', message: 'A bullet is too long', severity: 'WARNING' as const }
  amazon.control.setListingIssues(mugSku, [issue])
  const told = { kind: 'listing', notificationId: 'n-1', marketplaceId: aMarketplace } as const
  await takeNotifications(db, soakAccount, [{ ...told, sku: id('SellerSku', mugSku) }])
  await pass(minuteMs)
  expect((await one(mugSku))?.issues).toMatchObject([{ message: 'A bullet is too long' }])
})

test('R-CATALOGUE-4: an older showing never overwrites a newer figure, and what a report lacks stays', async () => {
  const { db } = database
  const detail = {
    issues: [],
    facts: { brand: 'Acme', bullets: 5, images: 3, hasDescription: true },
  }
  const atMs = Date.UTC(2026, 10, 2)
  await saveListings(db, soakAccount, [aListing('A', { quantity: 9, detail })], atMs)
  const older = aListing('A', { quantity: 4, productType: null, fulfilledBy: null, channels: [] })
  await saveListings(db, soakAccount, [older], atMs - hourMs)
  const { rows: kept } = await sql`
    select quantity, product_type as type, fulfilled_by as by, facts->>'brand' as brand from listing
  `.execute(db)
  expect(kept).toEqual([{ quantity: 9, type: 'PRODUCT', by: 'MERCHANT', brand: 'Acme' }])
})
