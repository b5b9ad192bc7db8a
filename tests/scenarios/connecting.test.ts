/** Connecting, with everything that can be wrong about it: a clear error each, nothing half saved, nothing lost. */
import path from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openApi } from '../support/api.ts'
import { eventually } from '../support/eventually.ts'
import { type Crossdock, runCrossdock, startCrossdock } from '../support/product.ts'
import { type Stage, setStage } from '../support/scenario.ts'

let stage: Stage
let crossdock: Crossdock | undefined
beforeAll(async () => {
  stage = await setStage()
})
afterAll(async () => {
  await crossdock?.kill('SIGTERM')
  await stage.strike()
})

const dayMs = 86_400_000
const deadUrl = 'http://127.0.0.1:9'

/** Starts with this in the environment and expects it to end; answers its error. */
async function failedStart(env: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await runCrossdock(['start', '--json'], {
    ...stage.product,
    env,
  })
  expect([code, stdout]).toEqual([1, ''])
  const line = stderr.split('\n').find((text) => text.startsWith('{"error"')) ?? '{}'
  return (JSON.parse(line) as { error: Failure }).error
}

type Failure = Readonly<Record<'code' | 'cause' | 'fix' | 'page', string>>

async function saved(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from connection) + (select count(*) from credential)
      + (select count(*) from work) as n
  `.execute(stage.database.db)
  return rows[0]?.n ?? -1
}

describe('before anything is connected', () => {
  it('B2, B4: a wrong host or secret of either side stops it with the side, the fix and a page; nothing is saved', async () => {
    const failures = await Promise.all([
      failedStart({ AMAZON_CLIENT_SECRET: 'wrong' }),
      failedStart({ SHOPIFY_CLIENT_SECRET: 'wrong' }),
      failedStart({ AMAZON_API_URL: deadUrl }),
      failedStart({ SHOPIFY_API_URL: deadUrl }),
    ])
    expect(failures.map(({ page }) => path.basename(page))).toEqual([
      'amazon-credentials-refused.md',
      'shopify-unauthorized.md',
      'host-unreachable.md',
      'host-unreachable.md',
    ])
    const sides = ['amazon', 'shopify', 'amazon', 'shopify']
    for (const [at, { cause, fix }] of failures.entries()) {
      expect(cause.toLowerCase()).toContain(sides[at])
      expect(fix).not.toBe('')
    }
    expect(JSON.stringify(failures)).not.toContain('wrong')
    expect(await saved()).toBe(0)
  })

  it('B2: a suspended and a vendor account are named, and nothing is saved', async () => {
    const codes: string[] = []
    const { amazon } = stage
    for (const wrong of [{ suspendedIn: participations }, { accountKind: 'vendor' }] as const) {
      await amazon.settings(wrong)
      codes.push((await failedStart()).code)
      await amazon.settings({ suspendedIn: [], accountKind: 'seller' })
    }
    expect(codes).toEqual(['ACCOUNT_SUSPENDED', 'VENDOR_CENTRAL'])
    expect(await saved()).toBe(0)
  })

  it('B4: a scope that the app lacks is named with what it is for', async () => {
    await stage.shopify.act('scopes/remove', { scope: 'write_orders' })
    const { code, cause } = await failedStart()
    await stage.shopify.act('scopes/grant', { scope: 'write_orders' })
    expect(code).toBe('SCOPES_MISSING')
    expect(cause).toContain('write_orders')
    expect(await saved()).toBe(0)
  })
})

describe('with all in order', () => {
  it('B3, B4: it connects a shop without any Amazon channel, having checked both sides live', async () => {
    crossdock = await startCrossdock(stage.product)
    const ready = await fetch(`${crossdock.url()}/readyz`)
    expect(await ready.json()).toMatchObject({ ready: true, connection: 'connected' })
    const asked = (await stage.amazon.journal()).map(({ on }) => on)
    expect(asked).toEqual(expect.arrayContaining(['amazon.getMarketplaceParticipations']))
    const told = (await stage.shopify.ask('webhooks')) as { subscriptions: { topic: string }[] }
    const topics = told.subscriptions.map(({ topic }) => topic)
    expect(topics).toEqual(expect.arrayContaining(['orders/create', 'inventory_levels/update']))
  })

  it('B25b: one command starts it all and says where; the same command beside it does no harm', async () => {
    const { subscriptions } = await stage.shopify.counts()
    expect(crossdock?.url()).toMatch(/^http:..127\.0\.0\.1:\d+$/)
    const second = await startCrossdock(stage.product)
    expect(second.url()).not.toBe(crossdock?.url())
    const ready = await fetch(`${second.url()}/readyz`)
    expect(await ready.json()).toMatchObject({ ready: true, connection: 'connected' })
    const id = await stage.amazon.placeOrder()
    await stage.comesTo(id, 'imported', 'IMPORTED')
    expect(await stage.inShop(id)).toHaveLength(1)
    expect(await stage.shopify.counts()).toMatchObject({ subscriptions })
    expect(await epochs()).toEqual([1])
    await second.kill('SIGTERM')
  })

  it('B3, R-IMPORT-34: the only location is chosen by itself, so that an order shipped before comes with a backfill', async () => {
    const id = await stage.amazon.placeOrder({ createdAgoMs: 5 * dayMs, status: 'SHIPPED' })
    const api = await openApi(stage.database.db, crossdock?.url() ?? '')
    const { fulfillment } = await api.get<{ fulfillment: { locations: string[] } }>('/api/settings')
    expect(fulfillment.locations).toEqual([expect.stringMatching(/^gid:..shopify.Location.\d+$/)])
    const from = new Date(Date.now() - 6 * dayMs).toISOString()
    expect((await api.ask('POST', '/api/backfills', { from })).status).toBe(202)
    await stage.comesTo(id, 'imported', 'IMPORTED')
    expect(await stage.inShop(id)).toMatchObject([{ fulfillmentStatus: 'FULFILLED' }])
  })

  it('B3, B4: a start with a wrong secret keeps the right one; the next loses no order and doubles no subscription', async () => {
    const { subscriptions } = await stage.shopify.counts()
    await crossdock?.kill('SIGTERM')
    const id = await stage.amazon.placeOrder()
    const { page } = await failedStart({ AMAZON_CLIENT_SECRET: 'wrong' })
    expect(page).toContain('amazon-credentials-refused')
    crossdock = await startCrossdock(stage.product)
    await stage.comesTo(id, 'imported', 'IMPORTED')
    expect(await stage.inShop(id)).toHaveLength(1)
    expect(await stage.shopify.counts()).toMatchObject({ subscriptions })
    expect(await epochs()).toEqual([1])
  })

  it('B4: a platform that is away at the start keeps nobody from working; its orders come when it is back', async () => {
    await crossdock?.kill('SIGTERM')
    const id = await stage.amazon.placeOrder()
    await stage.amazon.addFault({
      on: 'amazon.getMarketplaceParticipations',
      fault: 'unavailable',
      times: 9,
    })
    crossdock = await startCrossdock(stage.product)
    const { stderr } = crossdock
    await eventually(() => stderr().includes('a platform could not be reached at the start'))
    await stage.comesTo(id, 'imported', 'IMPORTED')
    await stage.amazon.clearFaults()
    const api = await openApi(stage.database.db, crossdock.url())
    expect(await api.get('/api/health')).toMatchObject({ connected: true, deadLetters: 0 })
  })
})

async function epochs(): Promise<number[]> {
  const { rows } = await sql<{ epoch: number }>`select epoch from connection`.execute(
    stage.database.db,
  )
  return rows.map(({ epoch }) => epoch)
}

const participations = [
  'ATVPDKIKX0DER',
  'A1F83G8C2ARO7P',
  'A1PA6795UKMFR9',
  'A13V1IB3VIYZZH',
  'A2NODRKZP88ZB9',
  'A1VC38T7YXB528',
]
