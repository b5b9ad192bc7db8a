/** Creating orders in the simulated shop, over HTTP, in another process; with and without faults. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { stockOf } from '../../src/platforms/shopify/catalogue.ts'
import type { CreateAnswer } from '../../src/platforms/shopify/create-order.ts'
import { lookUpOrder, readOrder } from '../../src/platforms/shopify/read-orders.ts'
import { checkShop } from '../../src/platforms/shopify/shop-check.ts'
import { draftLine, euro, personal, postalAddress } from './shopify-drafts.ts'
import { doneOrder, type MugShop, openMugShop } from './shopify-mug-shop.ts'
import { type SimulatedShop, startSimulatedShop } from './shopify-simulated-shop.ts'

let shop: SimulatedShop
let mugs: MugShop

beforeAll(async () => {
  shop = await startSimulatedShop()
})
afterAll(() => shop.close())
beforeEach(async () => {
  mugs = await openMugShop(shop)
})

describe('creating an order', () => {
  test('B28: it stands in Shopify once, with Amazon’s id, found in each way', async () => {
    const one = mugs.nextDraft()
    const answer = await mugs.create(one)
    expect(answer).toMatchObject({
      kind: 'done',
      order: {
        total: { amountMinor: 2999, currency: 'EUR' },
        sourceIdentifier: one.orderId,
        lines: [{ variantGid: mugs.mug, sku: 'MUG-1', quantity: 2 }],
        fulfillmentOrders: [{ status: 'OPEN' }],
      },
    })
    const { gid } = doneOrder(answer)
    for (const kind of ['identifier', 'source'] as const) {
      const found = await lookUpOrder(shop.client, kind, one.orderId, shop.deadlines())
      expect(found.map((order) => order.gid)).toEqual([gid])
    }
    expect(await readOrder(shop.client, gid, shop.deadlines())).toEqual(doneOrder(answer))
  })

  test('B31: it mails nobody, whatever the settings', async () => {
    await mugs.create(mugs.nextDraft({ customer: 'name' }), personal())
    const shipped = { carrier: 'DHL', trackingNumbers: ['JJD01'] }
    await mugs.create(mugs.nextDraft({ fulfilled: shipped, inventory: 'bypass' }), personal())
    expect(await shop.ask('mails')).toEqual({ mails: [] })
  })

  test('B82: without stock it is refused for stock, and claims it when told to', async () => {
    const lines = [draftLine({ variantGid: mugs.scarce })]
    expect(await mugs.create(mugs.nextDraft({ lines }))).toEqual({
      kind: 'refused',
      refusal: { kind: 'stock', shortages: [] },
    })
    const insisting = await mugs.create(mugs.nextDraft({ lines, inventory: 'ignore-policy' }))
    expect(insisting.kind).toBe('done')
    const [stock] = await stockOf(shop.client, [mugs.scarce], shop.deadlines())
    expect(total(stock)).toBe(-2)
  })

  test('a claim lowers what is available; bypassing leaves it', async () => {
    await mugs.create(mugs.nextDraft())
    await mugs.create(mugs.nextDraft({ inventory: 'bypass' }))
    const [stock] = await stockOf(shop.client, [mugs.mug], shop.deadlines())
    expect(total(stock)).toBe(28)
  })

  test('an order in yen keeps its yen in a shop of euros', async () => {
    const yen = { amountMinor: 1980, currency: 'JPY' }
    const lines = [draftLine({ variantGid: mugs.mug, quantity: 1, unitPrice: yen, taxLines: [] })]
    const address = postalAddress({ countryCode: 'JP', region: '東京都', postalCode: '105-0011' })
    const one = mugs.nextDraft({ currency: 'JPY', lines, shippingLines: [], total: yen })
    expect(doneOrder(await mugs.create(one, personal({ address }))).total).toEqual(yen)
  })

  test('one that was shipped before stands as fulfilled', async () => {
    const shipped = { carrier: 'DHL', trackingNumbers: ['JJD01', 'JJD02'] }
    const answer = await mugs.create(mugs.nextDraft({ fulfilled: shipped, inventory: 'bypass' }))
    expect(doneOrder(answer).fulfillmentOrders).toMatchObject([{ status: 'CLOSED' }])
  })

  test('a replacement that costs nothing is accepted', async () => {
    const lines = [draftLine({ variantGid: mugs.mug, unitPrice: euro(0), taxLines: [] })]
    const one = mugs.nextDraft({ lines, shippingLines: [], total: euro(0), gateway: null })
    expect(doneOrder(await mugs.create(one)).total).toEqual(euro(0))
  })

  test('a shop that refuses a second id says so as a refusal, not as doubt', async () => {
    await shop.act('refuse-duplicate-id', { refuse: true })
    const one = mugs.nextDraft()
    await mugs.create(one)
    expect(await mugs.create(one)).toMatchObject({ kind: 'refused', refusal: { kind: 'other' } })
    expect(await mugs.ordersWith(one.orderId)).toHaveLength(1)
  })

  test('the sixth order in a minute of a trial shop is a refusal of its own', async () => {
    await shop.act('orders-per-minute', { limit: 5 })
    const kinds: string[] = []
    for (let n = 0; n < 6; n += 1) kinds.push(kindOf(await mugs.create(mugs.nextDraft())))
    expect(kinds).toEqual([...Array(5).fill('done'), 'too-many-orders'])
  })
})

describe('when something goes wrong around a create', () => {
  test.each([
    ['answer-lost', 1],
    ['unavailable', 0],
  ])('%s leaves it unclear, and the look-ups tell', async (fault, standing) => {
    const one = mugs.nextDraft()
    await shop.act('faults', { on: 'shopify.orderCreate', fault })
    expect((await mugs.create(one)).kind).toBe('unclear')
    expect(await mugs.ordersWith(one.orderId)).toHaveLength(standing)
  })

  test('throttled is thrown with the wait, and nothing happened', async () => {
    const one = mugs.nextDraft()
    await shop.act('faults', { on: 'shopify.orderCreate', fault: 'throttled' })
    await expect(mugs.create(one)).rejects.toMatchObject({
      facts: { kind: 'throttled', retryAfterMs: expect.any(Number) },
    })
    await shop.act('quotas', { quotas: 'off' })
    expect(await mugs.ordersWith(one.orderId)).toEqual([])
    expect((await mugs.create(one)).kind).toBe('done')
  })

  test('a token that ends in the middle is renewed, and one order stands', async () => {
    const one = mugs.nextDraft()
    await shop.act('faults', { on: 'shopify.orderCreate', fault: 'expired-token' })
    expect((await mugs.create(one)).kind).toBe('done')
    expect(await mugs.ordersWith(one.orderId)).toHaveLength(1)
  })

  test('a success that Shopify did not keep shows in the look-up', async () => {
    const one = mugs.nextDraft()
    await shop.act('faults', { on: 'shopify.orderCreate', fault: 'silently-dropped' })
    await mugs.create(one)
    expect(await mugs.ordersWith(one.orderId)).toEqual([])
  })

  test.each([
    ['frozen', 'unavailable', 'HTTP_402'],
    ['locked', 'unavailable', 'HTTP_423'],
    ['forbidden', 'unauthorized', 'HTTP_403'],
  ])('a %s shop is told as %s', async (status, kind, code) => {
    await shop.act('status', { status })
    const failing = readOrder(
      shop.client,
      id('ShopifyOrderGid', 'gid://shopify/Order/1'),
      shop.deadlines(),
    )
    await expect(failing).rejects.toMatchObject({ facts: { kind, code } })
  })

  test('a missing scope is unauthorized, before anything is written', async () => {
    await shop.act('scopes/remove', { scope: 'write_orders' })
    await expect(mugs.create(mugs.nextDraft())).rejects.toMatchObject({
      facts: { kind: 'unauthorized', code: 'ACCESS_DENIED' },
    })
    const { missingScopes } = await checkShop(shop.client, shop.deadlines())
    expect(missingScopes.filter((need) => need.required).map((need) => need.scope)).toEqual([
      'write_orders',
    ])
  })
})

function kindOf(answer: CreateAnswer): string {
  return answer.kind === 'refused' ? answer.refusal.kind : answer.kind
}

function total(stock: { locations: readonly { available: number | null }[] } | undefined): number {
  return (stock?.locations ?? []).reduce((sum, each) => sum + (each.available ?? 0), 0)
}
