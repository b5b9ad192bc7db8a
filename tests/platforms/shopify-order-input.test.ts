/** The variables of orderCreate, written out by hand, and what must never be in them. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import type { PersonalFacts } from '../../src/core/orders/amazon-order.ts'
import type { ShopifyOrderDraft } from '../../src/core/orders/shopify-order.ts'
import { orderInput } from '../../src/platforms/shopify/translate/order-input.ts'
import { draft, draftLine, euro, orderId, personal, postalAddress } from './shopify-drafts.ts'

const somewhere = id('LocationGid', 'gid://shopify/Location/7')

describe('the variables of orderCreate', () => {
  test('B8: an ordinary order is written silently, paid, from Amazon, with stock claimed', () => {
    const eur = (amount: string) => ({ shopMoney: { amount, currencyCode: 'EUR' } })
    expect(variablesOf(draft(), personal())).toEqual({
      order: {
        currency: 'EUR',
        sourceIdentifier: '302-1234567-7654321',
        sourceUrl: 'https://sellercentral.amazon.de/orders-v3/order/302-1234567-7654321',
        processedAt: '2026-11-20T10:11:12.000Z',
        taxesIncluded: true,
        tags: ['Amazon'],
        customAttributes: [{ key: 'Marketplace', value: 'Amazon.de' }],
        lineItems: [
          {
            variantId: 'gid://shopify/ProductVariant/501',
            quantity: 2,
            priceSet: eur('12.50'),
            taxLines: [{ title: 'VAT', rate: '0.19', priceSet: eur('3.99'), channelLiable: true }],
            requiresShipping: true,
            properties: [{ name: 'Amazon item', value: '11111111111111' }],
          },
        ],
        shippingLines: [{ title: 'Standard', priceSet: eur('4.99'), taxLines: [] }],
        metafields: [
          {
            namespace: 'crossdock',
            key: 'amazon_order_id',
            type: 'id',
            value: '302-1234567-7654321',
          },
        ],
        transactions: [
          {
            kind: 'SALE',
            status: 'SUCCESS',
            gateway: 'manual',
            amountSet: eur('29.99'),
            processedAt: '2026-11-20T10:11:12.000Z',
          },
        ],
        shippingAddress: {
          firstName: 'Jana Maria',
          lastName: 'Probe',
          address1: 'Musterweg 12',
          address2: 'Hinterhaus',
          city: 'Erfurt',
          zip: '99084',
          countryCode: 'DE',
          phone: '+49 361 5550123',
        },
      },
      options: {
        inventoryBehaviour: 'DECREMENT_OBEYING_POLICY',
        sendReceipt: false,
        sendFulfillmentReceipt: false,
      },
    })
  })

  test.each([
    ['obey-policy', 'DECREMENT_OBEYING_POLICY'],
    ['ignore-policy', 'DECREMENT_IGNORING_POLICY'],
    ['bypass', 'BYPASS'],
  ] as const)('stock %s is asked for as %s, never left to the default', (inventory, behaviour) => {
    const { options } = variablesOf(draft({ inventory }), null)
    expect(options?.inventoryBehaviour).toBe(behaviour)
  })

  test('money without a minor unit has no decimals', () => {
    const yen = { amountMinor: 1980, currency: 'JPY' }
    const lines = [draftLine({ unitPrice: yen, quantity: 1, taxLines: [] })]
    const { order } = variablesOf(
      draft({ currency: 'JPY', lines, shippingLines: [], total: yen }),
      null,
    )
    expect(order.currency).toBe('JPY')
    expect(order.lineItems?.[0]?.priceSet?.shopMoney).toEqual({
      amount: '1980',
      currencyCode: 'JPY',
    })
    expect(order).not.toHaveProperty('presentmentCurrency')
  })

  test('a replacement that costs nothing is paid without a transaction', () => {
    const { order } = variablesOf(draft({ total: euro(0), gateway: null }), null)
    expect(order.financialStatus).toBe('PAID')
    expect(order).not.toHaveProperty('transactions')
  })

  test('a line without a variant is a custom line with title and SKU', () => {
    const lines = [
      draftLine({ variantGid: null, title: ' ', sku: null, requiresShipping: false }),
      draftLine({ variantGid: null }),
    ]
    const { order } = variablesOf(draft({ lines }), null)
    expect(
      order.lineItems?.map(({ title, sku, variantId }) => ({ title, sku, variantId })),
    ).toEqual([
      { title: 'Item', sku: undefined, variantId: undefined },
      { title: 'Enamel Mug', sku: 'MUG-1', variantId: undefined },
    ])
  })

  test('an order that Amazon shipped is fulfilled silently from the given location', () => {
    const fulfilled = { carrier: 'DHL', trackingNumbers: ['JJD01', 'JJD02'] }
    const { order } = variablesOf(draft({ fulfilled }), null, somewhere)
    expect(order.fulfillmentStatus).toBe('FULFILLED')
    expect(order.fulfillment).toEqual({
      locationId: somewhere,
      notifyCustomer: false,
      trackingCompany: 'DHL',
      trackingNumbers: ['JJD01', 'JJD02'],
    })
  })

  test('without a location a shipped order is not sent', () => {
    const fulfilled = { carrier: null, trackingNumbers: [] }
    expect(orderInput(draft({ fulfilled }), null, null)).toMatchObject({
      is: 'impossible',
      code: 'FULFILMENT_LOCATION_MISSING',
    })
  })

  test('a country that Shopify does not know is not sent', () => {
    const facts = personal({ address: postalAddress({ countryCode: 'QQ' }) })
    expect(orderInput(draft(), facts, null)).toMatchObject({
      is: 'impossible',
      code: 'COUNTRY_NOT_KNOWN',
    })
  })

  test('without personal data there is an order without address, customer and note', () => {
    const { order } = variablesOf(draft({ customer: 'name' }), null)
    expect(order).not.toHaveProperty('shippingAddress')
    expect(order).not.toHaveProperty('customer')
    expect(order).not.toHaveProperty('note')
  })

  test('gift messages go into the note, where they can be purged', () => {
    const giftMessages = [
      { itemId: id('AmazonItemId', '11111111111111'), text: 'Alles\nGute!' },
      { itemId: id('AmazonItemId', '2'), text: 'Bis bald' },
    ]
    const { order } = variablesOf(draft(), personal({ giftMessages }))
    expect(order.note).toBe('Gift message (Enamel Mug): Alles Gute!\nGift message: Bis bald')
  })

  test('the customer, if wanted, is a name and nothing else', () => {
    const { order } = variablesOf(draft({ customer: 'name' }), personal())
    expect(order.customer).toEqual({ toUpsert: { firstName: 'Jana', lastName: 'Probe' } })
  })
})

const anyText = fc.option(fc.oneof(fc.string(), fc.emailAddress(), fc.constant('+1 555 0100')), {
  nil: null,
})
const anyPersonal: fc.Arbitrary<PersonalFacts> = fc.record({
  buyerName: anyText,
  address: fc.option(
    fc.record({
      name: anyText,
      company: anyText,
      line1: anyText,
      line2: anyText,
      line3: anyText,
      city: anyText,
      district: anyText,
      region: anyText,
      postalCode: anyText,
      countryCode: fc.constantFrom(null, 'DE', 'us', 'JP', 'UK', 'QQ'),
      phone: anyText,
    }),
    { nil: null },
  ),
  giftMessages: fc.array(
    fc.record({ itemId: fc.constant(id('AmazonItemId', '1')), text: fc.string() }),
  ),
})
const anyDraft: fc.Arbitrary<ShopifyOrderDraft> = fc
  .record({
    customer: fc.constantFrom('none' as const, 'name' as const),
    inventory: fc.constantFrom('obey-policy' as const, 'ignore-policy' as const, 'bypass' as const),
    gateway: fc.constantFrom(null, 'manual', 'Amazon'),
    fulfilled: fc.constantFrom(null, { carrier: 'DHL', trackingNumbers: ['1'] }),
    taxesIncluded: fc.boolean(),
    tags: fc.array(fc.string()),
  })
  .map((change) => draft(change))

describe('whatever the draft, the settings and the buyer', () => {
  test('B31: nobody can be mailed or called: no e-mail, no order phone, no contactable customer', () => {
    fc.assert(
      fc.property(anyDraft, anyPersonal, (anyOne, facts) => {
        const input = orderInput(anyOne, facts, somewhere)
        if (input.is === 'impossible') return
        const { order, options } = input.variables
        expect(keysOf(order)).not.toContain('email')
        const { shippingAddress, ...rest } = order
        expect(keysOf(rest)).not.toContain('phone')
        const contact = Object.keys(order.customer?.toUpsert ?? {})
        expect(['firstName', 'lastName']).toEqual(expect.arrayContaining(contact))
        expect(order.customer?.toAssociate).toBeUndefined()
        expect(order).not.toHaveProperty('customerId')
        expect(order).not.toHaveProperty('billingAddress')
        expect(order.buyerAcceptsMarketing ?? false).toBe(false)
        expect(order.fulfillment?.notifyCustomer ?? false).toBe(false)
        expect(options).toMatchObject({ sendReceipt: false, sendFulfillmentReceipt: false })
      }),
    )
  })

  test('a second import could always find it: metafield and source identifier carry the id', () => {
    fc.assert(
      fc.property(anyDraft, anyPersonal, (anyOne, facts) => {
        const input = orderInput(anyOne, facts, somewhere)
        if (input.is === 'impossible') return
        const { order } = input.variables
        expect(order.sourceIdentifier).toBe(orderId)
        expect(order.metafields?.[0]).toMatchObject({ type: 'id', value: orderId })
      }),
    )
  })
})

function variablesOf(
  one: ShopifyOrderDraft,
  facts: PersonalFacts | null,
  location: typeof somewhere | null = null,
) {
  const input = orderInput(one, facts, location)
  if (input.is === 'impossible') throw new Error(input.code)
  return input.variables
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)])
}
