/** Both platforms connected from the console, as an owner does it: entered, access given, checked, connected. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readEnv } from '../../src/config/env.ts'
import type { ServedHttp } from '../../src/http/serve-http.ts'
import { createLog } from '../../src/log.ts'
import { serveApp } from '../../src/main/serve.ts'
import { type App, openApp } from '../../src/main.ts'
import { type FreshDatabase, freshDatabase } from '../support/database.ts'
import { environmentOf } from '../support/product.ts'
import { type Simulators, startSimulators } from '../support/simulators.ts'
import { askAt, startApi } from './api-host.ts'
import { type Browser, becomeOwner } from './browser.ts'

let simulators: Simulators
let database: FreshDatabase
let home: string
let app: App
let served: ServedHttp
let browser: Browser

beforeAll(async () => {
  home = await mkdtemp(path.join(os.tmpdir(), 'crossdock-set-up-'))
  ;[simulators, database] = await Promise.all([startSimulators(), freshDatabase()])
  const { addresses } = simulators
  const all = environmentOf({ addresses, databaseUrl: database.url, home })
  const described = /^(AMAZON_CLIENT|AMAZON_REFRESH|AMAZON_SQS_QUEUE|SHOPIFY_(SHOP|CLIENT))/
  const given = Object.entries(all).filter(([name]) => !described.test(name))
  const hosts = { AMAZON_SELLER_CENTRAL_URL: addresses.amazonUrl }
  const env = readEnv({ ...Object.fromEntries(given), ...hosts })
  app = await openApp(env, createLog('silent'))
  served = await serveApp(app, env)
  const keys = { owner: '', operator: '', viewer: '' }
  const ask = askAt(served.url, keys)
  const deps = { db: database.db, newId: randomUUID }
  browser = (await becomeOwner({ url: served.url, ask, deps, database })).browser
})
afterAll(async () => {
  await served.close()
  await app.stop()
  await simulators.stop()
  await database.drop()
  await rm(home, { recursive: true, force: true })
})

async function put(door: 'amazon' | 'shopify', over: object = {}) {
  const { amazon, shopify, shop } = simulators.addresses
  const { clientId, clientSecret } = amazon
  const applicationId = 'amzn1.sp.solution.0f3a'
  const body =
    door === 'amazon'
      ? { region: 'eu', clientId, clientSecret, applicationId }
      : { shop, ...shopify, how: 'oauth' }
  return browser.ask('PUT', `/api/setup/${door}`, { ...body, ...over })
}

/** To the platform and back: the way that its page sends the browser. */
async function wayBack(door: 'amazon' | 'shopify'): Promise<URL> {
  const { json } = await browser.ask('POST', `/api/setup/${door}/authorise`, {})
  const sent = await fetch(json.url, { redirect: 'manual' })
  return new URL(sent.headers.get('location') ?? '')
}

async function cameOf(way: URL): Promise<string> {
  const jar = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const back = await fetch(`${served.url}${way.pathname}${way.search}`, {
    ...{ redirect: 'manual', headers: { cookie: jar, 'sec-fetch-site': 'cross-site' } },
  })
  expect(back.status).toBe(303)
  return back.headers.get('location') ?? ''
}

describe('connecting from the console', () => {
  it('R-SETUP-1: names what is missing, and never answers a secret', async () => {
    const before = await browser.ask('GET', '/api/setup')
    expect(before.json).toMatchObject({
      ...{ state: 'none', ready: false, changed: false },
      amazon: { from: null, missing: ['clientId', 'clientSecret', 'refreshToken'] },
      shopify: { from: null, missing: ['shop', 'clientId', 'clientSecret'] },
    })
    const elsewhere = await put('shopify', { shop: 'evil.example.org' })
    expect([elsewhere.status, elsewhere.json.issues]).toMatchObject([400, [{ path: 'shop' }]])
    const wrongId = await put('amazon', { clientId: 'http://evil' })
    expect([wrongId.status, wrongId.json.issues]).toMatchObject([400, [{ path: 'clientId' }]])
    await put('amazon')
    const { json, text } = await put('shopify')
    expect(json).toMatchObject({
      ...{ ready: false, changed: true },
      amazon: { from: 'console', hasSecret: true, missing: ['refreshToken'], canAuthorise: true },
      shopify: { how: 'oauth', hasSecret: true, hasToken: false, missing: ['token'] },
    })
    expect(json.shopify.scopes).toContain('write_orders')
    expect(text).not.toContain(simulators.addresses.shopify.clientSecret)
    const early = await browser.ask('POST', '/api/setup/connect', {})
    expect([early.status, early.json.code]).toEqual([409, 'SETUP_INCOMPLETE'])
    expect(early.json.detail).toContain('Amazon refreshToken')
  })

  it('B4, R-SETUP-2: a way back that was not begun here, was changed or was used counts for nothing', async () => {
    const refused = (code: string) => `/setup?door=shopify&result=refused&code=${code}`
    const otherState = await wayBack('shopify')
    otherState.searchParams.set('state', 'A'.repeat(43))
    expect(await cameOf(otherState)).toBe(refused('OAUTH_STATE_REFUSED'))
    const otherCode = await wayBack('shopify')
    otherCode.searchParams.set('code', 'b'.repeat(32))
    expect(await cameOf(otherCode)).toBe(refused('OAUTH_SIGNATURE_REFUSED'))
    const denied = await wayBack('amazon')
    denied.searchParams.delete('spapi_oauth_code')
    expect(await cameOf(denied)).toBe('/setup?door=amazon&result=refused&code=OAUTH_DENIED')
    const good = await wayBack('shopify')
    expect(await cameOf(good)).toBe('/setup?door=shopify&result=ok')
    expect(await cameOf(good)).toBe(refused('OAUTH_STATE_REFUSED'))
    const late = await wayBack('amazon')
    await sql`update oauth_state set expires_at = machine_now() - interval '1 s'`.execute(
      database.db,
    )
    expect(await cameOf(late)).toContain('OAUTH_STATE_REFUSED')
    expect(await cameOf(await wayBack('amazon'))).toBe('/setup?door=amazon&result=ok')
    const { json } = await browser.ask('GET', '/api/setup')
    expect(json).toMatchObject({ ready: true, amazon: { sellerId: expect.any(String) } })
  })

  it('B4, R-SETUP-3: both sides are tried live, then connected; what was entered leaves the draft', async () => {
    const { json } = await browser.ask('POST', '/api/setup/checks', {})
    const failed = json.checks.filter(({ state }: { state: string }) => state === 'failed')
    expect(failed).toEqual([])
    const stateOf = (name: string) =>
      json.checks.find(({ check }: { check: string }) => check === name)?.state
    expect([stateOf('amazon-credentials'), stateOf('shopify-credentials')]).toEqual(['ok', 'ok'])
    const connected = await browser.ask('POST', '/api/setup/connect', {})
    expect([connected.status, connected.json.marketplaces > 0]).toEqual([200, true])
    const after = await browser.ask('GET', '/api/setup')
    expect(after.json).toMatchObject({ state: 'connected', ready: true, changed: false })
    const other = { shop: 'another-shop.myshopify.com', clientSecret: 'x' }
    await put('shopify', other)
    const refused = await browser.ask('POST', '/api/setup/connect', {})
    expect([refused.status, refused.json.code]).toEqual([409, 'SETUP_OTHER_SHOP'])
    expect((await browser.ask('DELETE', '/api/setup')).status).toBe(204)
    const { rows } = await sql<{ text: string }>`select detail::text as text from audit
      where action in ('enter-set-up', 'connect-in-console', 'forget-set-up')`.execute(database.db)
    expect(rows.length).toBeGreaterThanOrEqual(6)
    expect(JSON.stringify(rows)).not.toContain(simulators.addresses.amazon.clientSecret)
  })

  it('R-SETUP-3: a key that the platform refuses is an answer in words, and nothing is connected', async () => {
    await put('shopify', { clientSecret: 'wrong', how: 'client-credentials' })
    const refused = await browser.ask('POST', '/api/setup/connect', {})
    expect([refused.status, refused.json.code]).toEqual([422, 'PLATFORM_REFUSED'])
    expect(refused.json.fix).not.toBe('')
    await browser.ask('DELETE', '/api/setup')
  })
})

it('R-SETUP-1: what the environment describes is changed there', async () => {
  const api = await startApi()
  const body = { shop: 'nordvik', clientId: 'client', how: 'oauth' }
  const refused = await api.ask('PUT', '/api/setup/shopify', { as: 'owner', body })
  expect([refused.status, refused.json.code]).toEqual([409, 'SETUP_FROM_ENVIRONMENT'])
  await api.close()
})
