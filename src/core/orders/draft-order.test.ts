import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOrder } from '../../../tests/support/order-arbitraries.ts'
import {
  amazonItem,
  amazonOrder,
  money,
  noonMs,
  orderId,
  part,
  policy,
} from '../../../tests/support/order-samples.ts'
import { priced } from '../../../tests/support/priced-orders.ts'
import { id, shopifyOrderKey } from '../ids.ts'
import type { AmazonOrder } from './amazon-order.ts'
import { buildDraft } from './draft-order.ts'
import type { PricedOrder } from './price-order.ts'
import type { ShopifyOrderDraft } from './shopify-order.ts'

const key = shopifyOrderKey(orderId, 1)

function draft(over: Partial<AmazonOrder> = {}, fulfilled = false): ShopifyOrderDraft {
  const order = amazonOrder(over)
  return buildDraft(order, priced(order), policy(), { key, inventory: 'obey-policy', fulfilled })
}

const attribute = (of: ShopifyOrderDraft, name: string) =>
  of.attributes.find(({ key: own }) => own === name)?.value

describe('R-IMPORT-26, B9: the Shopify order', () => {
  it('is the Amazon order in Shopify’s words', () => {
    const { lines, shippingLines, ...rest } = draft({ programs: ['PREMIUM'] })
    expect(rest).toEqual({
      key,
      orderId,
      sourceUrl: `https://sellercentral.amazon.de/orders-v3/order/${orderId}`,
      processedAtMs: noonMs - 3_600_000,
      currency: 'EUR',
      taxesIncluded: false,
      tags: ['Amazon'],
      attributes: [
        { key: 'Amazon order', value: orderId },
        { key: 'Marketplace', value: 'Amazon.de' },
        { key: 'Ship by', value: '2026-11-24T12:00:00.000Z' },
        { key: 'Deliver by', value: '2026-11-26T12:00:00.000Z' },
        { key: 'Service level', value: 'STANDARD' },
        { key: 'Programs', value: 'PREMIUM' },
      ],
      total: money('20.00 EUR'),
      gateway: 'manual',
      inventory: 'obey-policy',
      fulfilled: null,
      customer: 'none',
    })
    expect(lines).toMatchObject([{ sku: 'MUG', quantity: 1, requiresShipping: true }])
    expect(shippingLines).toMatchObject([{ title: 'Standard', price: money('0 EUR') }])
  })

  it('has no place for a mail address, a phone or a contactable customer', () => {
    const words = JSON.stringify(Object.keys(draft()))
    expect(words).not.toMatch(/mail|phone|address/i)
    expect(draft().customer).toBe('none')
  })

  it('R-MONEY-10: has no transaction over nothing', () => {
    const free = { parts: [part('ITEM', '20.00 EUR'), part('DISCOUNT', '20.00 EUR')] }
    const order = draft({ grandTotal: money('0 EUR'), items: [amazonItem(free)] })
    expect(order.gateway).toBeNull()
    expect(order.total).toEqual(money('0 EUR'))
  })
})

describe('R-IMPORT-26, B29: tags', () => {
  const replaces = { orderId, kind: 'replacement' } as const
  const cases: Record<string, readonly [Partial<AmazonOrder>, string[]]> = {
    'any order': [{}, ['Amazon']],
    'B78, Seller Fulfilled Prime': [
      { programs: ['PRIME'] },
      ['Amazon', 'Prime', 'Buy Shipping label needed'],
    ],
    'B78, fulfilled by Amazon, Prime or not': [
      { programs: ['PRIME'], fulfilledBy: 'AMAZON' },
      ['Amazon', 'Amazon FBA'],
    ],
    business: [{ programs: ['AMAZON_BUSINESS'] }, ['Amazon', 'Business']],
    replacement: [{ replaces }, ['Amazon', 'Replacement']],
    exchange: [{ replaces: { ...replaces, kind: 'exchange' } }, ['Amazon', 'Exchange']],
  }
  for (const [what, [over, tags]] of Object.entries(cases)) {
    it(`${what}: ${tags.join(', ')}`, () => {
      expect(draft(over).tags).toEqual(tags)
    })
  }

  it('the mark for a Buy Shipping label stands among the attributes too', () => {
    expect(attribute(draft({ programs: ['PRIME'] }), 'Shipping label')).toBe(
      'Buy Shipping label needed',
    )
    expect(attribute(draft({ replaces }), 'Replaces order')).toBe(orderId)
  })
})

describe('B27: the order’s page in Seller Central', () => {
  const pages: Record<string, string> = {
    ATVPDKIKX0DER: 'sellercentral.amazon.com',
    A1F83G8C2ARO7P: 'sellercentral.amazon.co.uk',
    A1VC38T7YXB528: 'sellercentral.amazon.co.jp',
    A2NODRKZP88ZB9: 'sellercentral.amazon.se',
    UNKNOWN: 'sellercentral.amazon.com',
  }
  for (const [marketplace, host] of Object.entries(pages)) {
    it(`of ${marketplace} is on ${host}`, () => {
      const { sourceUrl } = draft({ marketplaceId: id('MarketplaceId', marketplace) })
      expect(sourceUrl).toBe(`https://${host}/orders-v3/order/${orderId}`)
    })
  }
})

describe('goods that have left', () => {
  const parcel = (packageId: string, carrier: string | null, trackingNumber: string | null) => {
    return { packageId, carrier, trackingNumber, shippedAtMs: noonMs, status: null, items: [] }
  }

  it('come with the packages that Amazon shows', () => {
    const packages = [parcel('1', 'DHL', 'A1'), parcel('2', 'DHL', 'A2'), parcel('3', 'DHL', 'A2')]
    expect(draft({ packages }, true).fulfilled).toEqual({
      carrier: 'DHL',
      trackingNumbers: ['A1', 'A2'],
    })
  })

  it('name no carrier when there are several, and need none', () => {
    const packages = [parcel('1', 'DHL', 'A1'), parcel('2', 'UPS', null)]
    expect(draft({ packages }, true).fulfilled).toEqual({ carrier: null, trackingNumbers: ['A1'] })
    expect(draft({}, true).fulfilled).toEqual({ carrier: null, trackingNumbers: [] })
    expect(draft({ packages }).fulfilled).toBeNull()
  })
})

it('R-IMPORT-1: a draft is made of whatever Amazon sends', () => {
  const nothing: PricedOrder = {
    currency: 'EUR',
    taxesIncluded: false,
    lines: [],
    shippingLines: [],
    total: money('0 EUR'),
  }
  const choice = { key, inventory: 'bypass', fulfilled: true } as const
  fc.assert(
    fc.property(anyOrder, (order) => {
      expect(buildDraft(order, nothing, policy(), choice).tags[0]).toBe('Amazon')
    }),
  )
})

describe('R-IMPORT-40: what Amazon has shipped before the create', () => {
  it('stands on the order, by SKU and quantity', () => {
    const items = [amazonItem({ quantityOrdered: 3, quantityFulfilled: 1 })]
    const of = draft({ items, status: 'PARTIALLY_SHIPPED' })
    expect(of.tags).toContain('Partly shipped on Amazon')
    expect(attribute(of, 'Already shipped on Amazon')).toBe('MUG: 1 of 3')
  })

  it('is not said of an order that is created as fulfilled', () => {
    const items = [amazonItem({ quantityFulfilled: 1 })]
    const of = draft({ items, status: 'SHIPPED' })
    expect(of.tags).not.toContain('Partly shipped on Amazon')
  })
})
