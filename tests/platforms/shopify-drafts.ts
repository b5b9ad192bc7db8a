/** Drafts and personal facts for the tests of the Shopify client. The people are invented. */
import { id } from '../../src/core/ids.ts'
import type { Money } from '../../src/core/money.ts'
import type { PersonalFacts, PostalAddress } from '../../src/core/orders/amazon-order.ts'
import type { DraftLine, ShopifyOrderDraft } from '../../src/core/orders/shopify-order.ts'

export const orderId = id('AmazonOrderId', '302-1234567-7654321')

export function euro(amountMinor: number): Money {
  return { amountMinor, currency: 'EUR' }
}

export function draftLine(change: Partial<DraftLine> = {}): DraftLine {
  return {
    itemId: id('AmazonItemId', '11111111111111'),
    variantGid: id('VariantGid', 'gid://shopify/ProductVariant/501'),
    title: 'Enamel Mug',
    sku: id('SellerSku', 'MUG-1'),
    quantity: 2,
    unitPrice: euro(1250),
    taxLines: [{ title: 'VAT', rate: '0.19', amount: euro(399), channelLiable: true }],
    requiresShipping: true,
    properties: [{ name: 'Amazon item', value: '11111111111111' }],
    ...change,
  }
}

export function draft(change: Partial<ShopifyOrderDraft> = {}): ShopifyOrderDraft {
  return {
    key: id('EffectKey', `shopify-order:${orderId}#1`),
    orderId,
    sourceUrl: `https://sellercentral.amazon.de/orders-v3/order/${orderId}`,
    processedAtMs: Date.parse('2026-11-20T10:11:12Z'),
    currency: 'EUR',
    taxesIncluded: true,
    tags: ['Amazon'],
    attributes: [{ key: 'Marketplace', value: 'Amazon.de' }],
    lines: [draftLine()],
    shippingLines: [{ title: 'Standard', price: euro(499), taxLines: [] }],
    total: euro(2999),
    gateway: 'manual',
    inventory: 'obey-policy',
    fulfilled: null,
    customer: 'none',
    ...change,
  }
}

export function postalAddress(change: Partial<PostalAddress> = {}): PostalAddress {
  return {
    name: 'Jana Maria Probe',
    company: null,
    line1: 'Musterweg 12',
    line2: 'Hinterhaus',
    line3: null,
    city: 'Erfurt',
    district: null,
    region: 'Thüringen',
    postalCode: '99084',
    countryCode: 'DE',
    phone: '+49 361 5550123',
    ...change,
  }
}

export function personal(change: Partial<PersonalFacts> = {}): PersonalFacts {
  return { buyerName: 'Jana Probe', address: postalAddress(), giftMessages: [], ...change }
}
