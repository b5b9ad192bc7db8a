import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import {
  type ConnectRequest,
  connect,
  type SellerFacts,
  type ShopFacts,
} from '../../src/operations/connection/connect.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'

let database: FreshDatabase

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const accountId = id('AccountId', 'main')
const germany = { marketplaceId: 'A1PA6795UKMFR9', participating: true, suspendedListings: false }
const sound: SellerFacts = { vendor: false, plan: 'PROFESSIONAL', marketplaces: [germany] }
const shop: ShopFacts = { currency: 'EUR', readsAllOrders: false, missingScopes: [] }
const request: ConnectRequest = {
  accountId,
  by: 'cli:anna',
  settings: {},
  amazon: {
    sellerId: null,
    region: 'eu',
    apiUrl: 'https://amazon.example',
    lwaUrl: 'https://lwa.example',
    clientId: 'client',
    queueUrl: null,
  },
  shopify: { shop: 'nordvik.myshopify.com', apiUrl: 'https://s.example', clientId: 'client' },
  credentials: [{ name: 'amazon-secret', sealed: Buffer.from('sealed') }],
  dropped: [],
}

async function connectWith(seller: SellerFacts, facts: ShopFacts = shop) {
  return connect(database.db, request, { seller: async () => seller, shop: async () => facts }, [
    { accountId, kind: 'poll', key: 'amazon-orders', lane: 'intake' },
  ])
}

async function saved(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from connection) + (select count(*) from credential)
      + (select count(*) from work) + (select count(*) from audit) as n
  `.execute(database.db)
  return rows[0]?.n ?? -1
}

describe('connecting', () => {
  it.each([
    [
      'B2: an individual account',
      { ...sound, plan: 'INDIVIDUAL' },
      'PLAN_INDIVIDUAL',
      'individual',
    ],
    [
      'B2: a suspended account',
      { ...sound, marketplaces: [{ ...germany, suspendedListings: true }] },
      'ACCOUNT_SUSPENDED',
      'suspended',
    ],
    [
      'B2: an account without a marketplace',
      { ...sound, marketplaces: [{ ...germany, participating: false }] },
      'NO_MARKETPLACE',
      'marketplace',
    ],
    [
      'B25d: a vendor account',
      { ...sound, vendor: true, marketplaces: [] },
      'VENDOR_CENTRAL',
      'Vendor Central not supported',
    ],
  ])('%s stops it by name, and nothing is saved', async (_title, seller, code, words) => {
    await expect(connectWith(seller)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words),
      fix: expect.stringMatching(/\w{3}/),
    })
    expect(await saved()).toBe(0)
  })

  it('B2: a missing scope is named with what it is for, and nothing is saved', async () => {
    const missing = [{ scope: 'write_orders', purpose: 'create orders', required: true }]
    await expect(connectWith(sound, { ...shop, missingScopes: missing })).rejects.toMatchObject({
      code: 'SCOPES_MISSING',
      message: expect.stringContaining('write_orders (to create orders)'),
    })
    expect(await saved()).toBe(0)
  })

  it('B74: a sound account is saved, and its first poll is marked with it', async () => {
    await connectWith({
      ...sound,
      marketplaces: [germany, { ...germany, marketplaceId: 'B', suspendedListings: true }],
    })
    const { rows } = await sql<{ ids: string[]; key: string; due: boolean }>`
      select c.amazon->'marketplaceIds' as ids, w.key, w.due_at <= app_now() as due
      from connection c, work w
    `.execute(database.db)
    expect(rows).toEqual([{ ids: ['A1PA6795UKMFR9'], key: 'amazon-orders', due: true }])
  })

  it('R-WORK-26: connecting again brings back a poll that was given up', async () => {
    await sql`
      update work set dead_at = app_now(), losses = 5, due_at = 'infinity' where kind = 'poll'
    `.execute(database.db)
    await connectWith(sound)
    const { rows } = await sql<{ losses: number; due: boolean }>`
      select losses, run_at <= app_now() as due from work where kind = 'poll'
    `.execute(database.db)
    expect(rows).toEqual([{ losses: 0, due: true }])
  })

  it('R-STOCK-24: a shop that was disconnected has its stock read anew, one that was not keeps it', async () => {
    const state = async () => {
      const { rows } = await sql<{ stale: boolean; swept: boolean }>`
        select (select heard_at is not null from stock_reading) as stale,
          exists (select 1 from work where key = 'stock-all') as swept
      `.execute(database.db)
      return rows[0]
    }
    await sql`
      insert into stock_reading (account_id, inventory_item_gid, begun_at)
      values (${accountId}, 'gid://shopify/InventoryItem/1', machine_now())
    `.execute(database.db)
    await connectWith(sound)
    expect(await state()).toEqual({ stale: false, swept: false })
    await sql`update connection set state = 'disconnected'`.execute(database.db)
    await connectWith(sound)
    expect(await state()).toEqual({ stale: true, swept: true })
  })

  it('a new credential ends the tokens of the old one; the same credentials again do not', async () => {
    const tokens = async () =>
      (await sql`select 1 from access_token`.execute(database.db)).rows.length
    const keep = { ...request, credentials: [] }
    const checks = { seller: async () => sound, shop: async () => shop }
    await sql`
      insert into access_token (account_id, name, sealed, expires_at)
      values (${accountId}, 'shopify', 'x', app_now())
    `.execute(database.db)
    await connect(database.db, keep, checks, [])
    expect(await tokens()).toBe(1)
    await connect(database.db, { ...keep, dropped: ['shopify-token'] }, checks, [])
    expect(await tokens()).toBe(1)
    await connect(database.db, request, checks, [])
    expect(await tokens()).toBe(0)
  })
})
