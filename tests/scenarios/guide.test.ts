/**
 * The integration guide of the source documents, step by step, as a seller would walk it: check the account,
 * install, link both sides, choose settings, see an order processed. As far as it concerns import.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openApi } from '../support/api.ts'
import { type Crossdock, runCrossdock, startCrossdock } from '../support/product.ts'
import { type Stage, setStage } from '../support/scenario.ts'

describe('B25d2: the guide, in its order', () => {
  let stage: Stage
  let crossdock: Crossdock | undefined
  let api: Api
  let orderId = ''
  beforeAll(async () => {
    stage = await setStage()
  })
  afterAll(async () => {
    await crossdock?.kill('SIGTERM')
    await stage.strike()
  })

  it('B25d2, B2: step 1: an account that is not professional is stopped by name', async () => {
    await stage.amazon.settings({ sellingPlan: 'INDIVIDUAL' })
    const { code, stderr } = await runCrossdock(['start'], stage.product)
    expect(code).toBe(1)
    expect(stderr).toContain('individual selling plan')
    await stage.amazon.settings({ sellingPlan: 'PROFESSIONAL' })
  })

  it('B25d2, B3, B4: steps 2 and 3: it installs and links both sides, with no channel of Shopify’s own', async () => {
    crossdock = await startCrossdock(stage.product)
    api = await openApi(stage.database.db, crossdock.url())
    const ready = await fetch(`${crossdock.url()}/readyz`)
    expect(await ready.json()).toMatchObject({ ready: true, connection: 'connected' })
  })

  it('B25d2, B5: step 4: inventory, fulfilment and order-sync are set and read back', async () => {
    const wish = {
      stock: { whenShort: 'refuse' },
      fulfillment: { fba: 'list' },
      import: { on: true, customer: 'name' },
    }
    await api.put('/api/settings', wish)
    expect(await api.get('/api/settings')).toMatchObject(wish)
  })

  it('B25d2, B9: step 5: an Amazon order arrives with its product, address and customer', async () => {
    orderId = await stage.amazon.placeOrder()
    await stage.comesTo(orderId, 'imported', 'IMPORTED')
    const { lines, addressKnown, total, shopifyName } = await api.order(orderId)
    expect(lines).toHaveLength(1)
    expect([addressKnown, total?.currency]).toEqual([true, 'EUR'])
    expect(shopifyName).toMatch(/^#\d+$/)
  })

  it('B25d2, B8: nobody is written to by Shopify; the web shop’s own orders are left to Shopify', async () => {
    const own = await stage.shopify.act('orders/web', {
      lines: [{ sku: 'SLA-BOW', quantity: 1 }],
      email: 'web@example.com',
    })
    expect(await stage.shopify.mails()).toEqual([])
    const { orders } = await api.get<{ orders: unknown[] }>('/api/orders')
    expect(orders).toHaveLength(1)
    expect(own).toHaveProperty('orderId')
  })

  it('B25d2: best practice: one order stays one, whatever is started again', async () => {
    await crossdock?.kill('SIGTERM')
    crossdock = await startCrossdock(stage.product)
    await stage.amazon.touch(orderId)
    const next = await stage.amazon.placeOrder()
    await stage.comesTo(next, 'imported', 'IMPORTED')
    expect(await stage.timesInShop()).toEqual(new Map([orderId, next].map((one) => [one, 1])))
  })
})
