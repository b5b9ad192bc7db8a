import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { type ServedHttp, serveHttp } from '../../src/http/serve-http.ts'
import { httpParts } from '../../src/main/http-parts.ts'
import type { App } from '../../src/main.ts'
import { createApiKey } from '../../src/operations/keys/create-api-key.ts'
import { catalogueKey } from '../../src/reconcile/keys.ts'
import { readAudit } from '../../src/store/audit.ts'
import { findVariants } from '../../src/store/read/variants.ts'
import { readTraces } from '../../src/store/traces.ts'
import { mark } from '../../src/work/mark.ts'
import { accountId, owner } from '../http/api-host.ts'
import { eventually } from '../support/eventually.ts'
import { crashTimeoutMs, type Stage, setStage } from '../support/scenario.ts'
import { openProduct } from './open-product.ts'

let stage: Stage
let app: App
let served: ServedHttp
let token: string

beforeAll(async () => {
  stage = await setStage()
  app = await openProduct(stage.product)
  served = await serveHttp(httpParts(app), { host: '127.0.0.1', port: 0 })
  const deps = { db: app.db, newId: () => 'unused' }
  const request = { accountId, name: 'test', role: 'owner' } as const
  token = (await createApiKey(deps, owner, request)).token
}, crashTimeoutMs)

afterAll(async () => {
  await served?.close()
  await app?.stop()
  await stage?.strike()
}, crashTimeoutMs)

async function ask(method: string, path: string, body?: object) {
  const answer = await fetch(`${served.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests assert.
  return { status: answer.status, json: (await answer.json()) as any }
}

/** A product of the shop with so many in stock, and an order of two of it. */
async function shortOrder(sku: string, stock: number): Promise<string> {
  await stage.shopify.addProduct({
    title: `Vase ${sku}`,
    variants: [{ sku, price: '20.00', stock }],
  })
  await catalogueHas(sku)
  return stage.amazon.placeOrder({
    lines: [{ sku, title: 'Vase', quantity: 2, unitPrice: '20.00' }],
  })
}

async function catalogueHas(sku: string): Promise<void> {
  await mark(app.db, [catalogueKey(accountId)])
  await eventually(
    async () => (await findVariants(app.db, accountId, { gids: [], skus: [sku] })).length > 0,
    { what: `the variant ${sku}` },
  )
}

describe('a person decides', () => {
  it(
    'B83: after a restock Export creates the order, once',
    async () => {
      const orderId = await shortOrder('VASE-83', 0)
      const held = await stage.comesTo(orderId, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
      expect(JSON.stringify(held.detail)).toContain('VASE-83')
      await stage.shopify.setStock({ sku: 'VASE-83', quantity: 5 })
      const answer = await ask('POST', `/api/orders/${orderId}/export`)
      expect([answer.status, answer.json.isNew]).toEqual([202, true])
      await stage.comesTo(orderId, 'imported')
      expect(await stage.inShop(orderId)).toHaveLength(1)
      const again = await ask('POST', `/api/orders/${orderId}/export`)
      expect([again.status, again.json.code]).toEqual([409, 'ALREADY_IN_SHOPIFY'])
    },
    crashTimeoutMs,
  )

  it(
    'B84: Force export creates it once although stock is 0, with a yes, and the audit names who',
    async () => {
      const orderId = await shortOrder('VASE-84', 0)
      await stage.comesTo(orderId, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
      const path = `/api/orders/${orderId}/force-export`
      const unsure = await ask('POST', path, { confirm: false })
      expect([unsure.status, unsure.json.code]).toEqual([422, 'CONFIRMATION_MISSING'])
      expect((await ask('POST', path, { confirm: true })).status).toBe(202)
      await stage.comesTo(orderId, 'imported')
      expect(await stage.inShop(orderId)).toHaveLength(1)
      // Claimed without regard to the policy: two units below nothing.
      expect(await stage.shopify.available('VASE-84')).toBe(-2)
      const audit = await readAudit(app.db, accountId, 20)
      const row = audit.find(
        ({ action, subject }) => action === 'force-export' && subject === orderId,
      )
      expect(row?.actor).toMatch(/^api-key:[0-9a-f]{16}$/)
      // Used once: the next order of the same product is refused again.
      const next = await stage.amazon.placeOrder({
        lines: [{ sku: 'VASE-84', title: 'Vase', quantity: 1, unitPrice: '20.00' }],
      })
      await stage.comesTo(next, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
    },
    crashTimeoutMs,
  )

  it(
    'B80: a mapping that somebody adds by themselves frees the held orders',
    async () => {
      await stage.shopify.addProduct({
        title: 'Plant pot',
        variants: [{ sku: 'POT-SHOP', price: '9.00', stock: 50 }],
      })
      await catalogueHas('POT-SHOP')
      const line = { sku: 'POT-AMZ', title: 'Something else', quantity: 1, unitPrice: '9.00' }
      const orderId = await stage.amazon.placeOrder({ lines: [line] })
      await stage.comesTo(orderId, 'held', 'SKU_UNMAPPED')
      const unknown = { amazonSku: 'POT-AMZ', components: [{ variant: 'NO-SUCH' }] }
      const refused = await ask('POST', '/api/mappings', unknown)
      expect([refused.status, refused.json.code]).toEqual([422, 'VARIANT_NOT_FOUND'])
      const mapped = await ask('POST', '/api/mappings', {
        amazonSku: 'POT-AMZ',
        components: [{ variant: 'POT-SHOP', quantity: 1 }],
      })
      expect(mapped.json.replayedOrders).toBe(1)
      await stage.comesTo(orderId, 'imported')
      const page = await ask('GET', `/api/orders/${orderId}`)
      expect(page.json.lines[0].match).toMatchObject({
        step: 'mapping',
        variants: [{ sku: 'POT-SHOP' }],
      })
      const traces = await readTraces(app.db, accountId, id('AmazonOrderId', orderId), 50)
      expect(
        traces.some(({ kind, body }) => kind === 'person' && body.decision === 'map-sku'),
      ).toBe(true)
    },
    crashTimeoutMs,
  )

  it(
    'B86: an order placed under a SKU that was renamed since still exports',
    async () => {
      const orderId = await shortOrder('VASE-86', 0)
      await stage.comesTo(orderId, 'held', 'UNABLE_TO_RESERVE_INVENTORY')
      await stage.shopify.act('skus/rename', { from: 'VASE-86', to: 'VASE-86-NEW' })
      await catalogueHas('VASE-86-NEW')
      await stage.shopify.setStock({ sku: 'VASE-86-NEW', quantity: 9 })
      expect((await ask('POST', `/api/orders/${orderId}/export`)).status).toBe(202)
      await stage.comesTo(orderId, 'imported')
      const page = await ask('GET', `/api/orders/${orderId}`)
      expect(page.json.lines[0].match).toMatchObject({
        step: 'former-sku',
        variants: [{ sku: 'VASE-86-NEW' }],
      })
    },
    crashTimeoutMs,
  )

  it(
    'B76: import is on by default; switched off, orders land in the list alone and Export still works',
    async () => {
      expect((await ask('GET', '/api/settings')).json.import.on).toBe(true)
      const off = await ask('PUT', '/api/settings', { import: { on: false } })
      expect(off.json.changed).toEqual(['import.on'])
      const orderId = await stage.amazon.placeOrder()
      await stage.comesTo(orderId, 'resting', 'IMPORT_OFF')
      expect(await stage.inShop(orderId)).toEqual([])
      expect((await ask('POST', `/api/orders/${orderId}/export`)).status).toBe(202)
      await stage.comesTo(orderId, 'imported')
      const waiting = await stage.amazon.placeOrder()
      await stage.comesTo(waiting, 'resting', 'IMPORT_OFF')
      // Switched on again, what waited goes on by itself.
      const on = await ask('PUT', '/api/settings', { import: { on: true } })
      expect(on.json.reconsideredOrders).toBeGreaterThanOrEqual(1)
      await stage.comesTo(waiting, 'imported')
    },
    crashTimeoutMs,
  )

  it(
    'a lane that watches sends nothing, and Export says so',
    async () => {
      await ask('PUT', '/api/lanes', { import: 'watch' })
      const orderId = await stage.amazon.placeOrder()
      await stage.comesTo(orderId, 'resting', 'WATCHING')
      const refused = await ask('POST', `/api/orders/${orderId}/export`)
      expect([refused.status, refused.json.code]).toEqual([409, 'NOT_EXPORTABLE'])
      expect(refused.json.fix).toContain('live')
      await ask('PUT', '/api/lanes', { import: 'live' })
      await stage.comesTo(orderId, 'imported')
    },
    crashTimeoutMs,
  )
})
