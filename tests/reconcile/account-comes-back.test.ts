/** What the first use of an account met is not what it meets for ever. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readEnv } from '../../src/config/env.ts'
import { settingsShape } from '../../src/config/settings.ts'
import { id } from '../../src/core/ids.ts'
import { openApp } from '../../src/main.ts'
import { saveConnection } from '../../src/store/connections.ts'
import { freshDatabase } from '../support/database.ts'

const accountId = id('AccountId', 'main')

test('an account whose secrets could not be read at first works when they can', async () => {
  const database = await freshDatabase()
  const home = await mkdtemp(path.join(os.tmpdir(), 'crossdock-account-'))
  const env = readEnv({ DATABASE_URL: database.url, CROSSDOCK_HOME: home, CROSSDOCK_LOG: 'silent' })
  const app = await openApp(env)
  try {
    const { db } = app
    await saveConnection(db, { accountId, amazon, shopify, settings: settingsShape.parse({}) })
    await sql`alter table credential rename to credential_away`.execute(db)
    await expect(app.account(accountId)).rejects.toThrow()
    await sql`alter table credential_away rename to credential`.execute(db)
    await expect(app.account(accountId)).resolves.toMatchObject({ accountId })
  } finally {
    await app.stop()
    await database.drop()
    await rm(home, { recursive: true, force: true })
  }
})

const amazon = {
  sellerId: null,
  region: 'eu' as const,
  apiUrl: 'https://amazon.test',
  lwaUrl: 'https://amazon.test/auth/o2/token',
  clientId: 'client',
  marketplaceIds: [],
  queueUrl: null,
}
const shopify = {
  shop: 'a-shop.myshopify.com',
  apiUrl: 'https://a-shop.myshopify.com',
  clientId: 'client',
  currency: 'EUR',
  readsAllOrders: true,
}
