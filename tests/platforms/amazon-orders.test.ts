/** What an Amazon order becomes in our words, for every shape that Amazon may send, and for any JSON. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AmazonOrder } from '../../src/core/orders/amazon-order.ts'
import type { AmazonReading } from '../../src/core/orders/amazon-reading.ts'
import { checkPersonalRole } from '../../src/platforms/amazon/personal-role.ts'
import { readOrder } from '../../src/platforms/amazon/translate/reading.ts'
import { type Json, money, part, sampleItem, sampleOrder } from './amazon-sample.ts'

type Read = Extract<AmazonReading, { kind: 'order' }>

function read(value: Json): Read {
  const reading = readOrder(value, [])
  if (reading.kind !== 'order') throw new Error(`unreadable: ${reading.paths.join(', ')}`)
  return reading
}

function orderOf(more: Json): AmazonOrder {
  return read(sampleOrder(more)).order
}

function itemOf(more: Json) {
  const [item] = orderOf({ orderItems: [sampleItem(more)] }).items
  if (item === undefined) throw new Error('no item')
  return item
}

function pathsOf(value: unknown): readonly string[] {
  const reading = readOrder(value, [])
  if (reading.kind !== 'unreadable') throw new Error('readable')
  return reading.paths
}

function fulfilled(more: Json): Json {
  return { fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'MERCHANT', ...more } }
}

describe('an ordinary order', () => {
  it('keeps ids, times, SLA and money, and no personal data', () => {
    const { order } = read(sampleOrder())
    expect(order).toMatchObject({
      orderId: '302-1234567-7654321',
      createdAtMs: Date.UTC(2026, 10, 20, 8),
      lastUpdatedAtMs: Date.UTC(2026, 10, 20, 8, 30, 0, 250),
      status: 'UNSHIPPED',
      fulfilledBy: 'MERCHANT',
      channel: 'AMAZON',
      marketplaceId: 'A1PA6795UKMFR9',
      programs: ['PREMIUM'],
      serviceLevel: 'STANDARD',
      shipByMs: Date.UTC(2026, 10, 21, 22, 59, 59),
      deliverByMs: Date.UTC(2026, 10, 25, 22, 59, 59),
      replaces: null,
      grandTotal: { amountMinor: 4760, currency: 'EUR' },
    })
    expect(order.items[0]).toMatchObject({
      sku: 'TSHIRT-XL',
      quantityOrdered: 2,
      quantityFulfilled: 0,
      unitPrice: { amountMinor: 1000, currency: 'EUR' },
      total: { amountMinor: 2380, currency: 'EUR' },
      parts: [
        { type: 'ITEM', subtotal: { amountMinor: 2000, currency: 'EUR' }, details: [] },
        {
          type: 'TAX',
          subtotal: { amountMinor: 380, currency: 'EUR' },
          details: [{ subtype: 'ITEM', value: { amountMinor: 380, currency: 'EUR' } }],
        },
      ],
    })
    expect(JSON.stringify(order)).not.toMatch(/canary/i)
  })

  it('keeps its own JSON whole, and extra fields do no harm', () => {
    const value = sampleOrder({ somethingNew: { deep: [1] } })
    expect(JSON.parse(read(value).rawText)).toEqual(value)
  })
})

describe('open sets', () => {
  const statuses: [unknown, AmazonOrder['status']][] = [
    ['PENDING_AVAILABILITY', 'PENDING_AVAILABILITY'],
    ['PENDING', 'PENDING'],
    ['UNSHIPPED', 'UNSHIPPED'],
    ['PARTIALLY_SHIPPED', 'PARTIALLY_SHIPPED'],
    ['SHIPPED', 'SHIPPED'],
    ['CANCELLED', 'CANCELLED'],
    ['UNFULFILLABLE', 'UNFULFILLABLE'],
    ['InvoiceUnconfirmed', { unrecognised: 'InvoiceUnconfirmed' }],
    ['toString', { unrecognised: 'toString' }],
  ]
  it.each(statuses)('status %s', (fulfillmentStatus, expected) => {
    expect(orderOf(fulfilled({ fulfillmentStatus })).status).toEqual(expected)
  })

  it('has no status without the fulfilment block, and none is guessed', () => {
    const order = orderOf({ fulfillment: undefined })
    expect(order.status).toEqual({ unrecognised: '(missing)' })
    expect(order.fulfilledBy).toEqual({ unrecognised: '(missing)' })
  })

  it('keeps an unknown fulfiller, channel and program by name', () => {
    const order = orderOf({
      ...fulfilled({ fulfilledBy: 'DRONE' }),
      salesChannel: { channelName: 'MARS' },
      programs: ['PRIME', 'NEW_PROGRAM'],
    })
    expect(order.fulfilledBy).toEqual({ unrecognised: 'DRONE' })
    expect(order.channel).toEqual({ unrecognised: 'MARS' })
    expect(order.marketplaceId).toBeNull()
    expect(order.programs).toEqual(['PRIME', 'NEW_PROGRAM'])
  })

  it('names unknown relations and tax models', () => {
    const reading = read(
      sampleOrder({
        associatedOrders: [{ orderId: '302-0000000-0000001', associationType: 'TWIN' }],
        orderItems: [sampleItem({ tax: { taxCollections: [{ model: 'STATE_COLLECTS' }] } })],
      }),
    )
    expect(reading.order.replaces).toBeNull()
    expect(reading.order.items[0]?.taxByMarketplace).toBe(false)
    expect(reading.unknownValues).toEqual([
      { path: 'associatedOrders.0.associationType', value: 'TWIN' },
      { path: 'orderItems.0.tax.taxCollections.model', value: 'STATE_COLLECTS' },
    ])
  })
})

describe('kinds of orders', () => {
  it.each([
    ['REPLACEMENT_ORIGINAL_ID', 'replacement'],
    ['EXCHANGE_ORIGINAL_ID', 'exchange'],
  ])('%s links the order that it replaces', (associationType, kind) => {
    const associatedOrders = [{ orderId: '302-0000000-0000001', associationType }]
    expect(orderOf({ associatedOrders }).replaces).toEqual({
      orderId: '302-0000000-0000001',
      kind,
    })
  })

  it('JPY has no minor unit', () => {
    const order = orderOf({ proceeds: { grandTotal: money('19940', 'JPY') } })
    expect(order.grandTotal).toEqual({ amountMinor: 19_940, currency: 'JPY' })
  })

  it('a tip belongs to the order, gift wrap, COD fee and discounts to their line', () => {
    const discount = part('DISCOUNT', '-2.00', [{ subtype: 'SHIPPING', value: money('-2.00') }])
    const order = orderOf({
      proceeds: { grandTotal: money('10.00'), breakdowns: [part('DELIVERY_TIP', '3.00')] },
      orderItems: [
        sampleItem({
          proceeds: {
            breakdowns: [part('GIFT_WRAP', '1.00'), part('COD_FEE', '2.50'), discount],
          },
        }),
      ],
    })
    expect(order.parts.map((found) => found.type)).toEqual(['DELIVERY_TIP'])
    expect(order.items[0]?.parts.map((found) => found.type)).toEqual([
      'GIFT_WRAP',
      'COD_FEE',
      'DISCOUNT',
    ])
    expect(order.items[0]?.parts[2]?.details).toEqual([
      { subtype: 'SHIPPING', value: { amountMinor: -200, currency: 'EUR' } },
    ])
  })

  it('an unknown proceeds category stays, by name', () => {
    const item = itemOf({ proceeds: { breakdowns: [part('RECYCLING_FEE', '0.50')] } })
    expect(item.parts[0]?.type).toEqual({ unrecognised: 'RECYCLING_FEE' })
  })

  it('knows promotions, customisation, gifts, a buyer who wants to cancel, marketplace tax', () => {
    const item = itemOf({
      promotion: { breakdowns: [{ promotionId: 'WINTER' }, {}] },
      product: {
        title: 'Mug',
        customization: { customizedUrl: 'https://zme-caps.invalid/canary' },
      },
      cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: 'other' } },
      fulfillment: {
        quantityFulfilled: 1,
        packing: { giftOption: { giftMessage: 'canary wishes', giftWrapLevel: 'STANDARD' } },
      },
      tax: { taxCollections: [{ model: 'MARKETPLACE_FACILITATOR' }] },
      programs: ['TRANSPARENCY'],
    })
    expect(item).toMatchObject({
      sku: null,
      asin: null,
      promotionIds: ['WINTER'],
      hasCustomisation: true,
      hasGiftMessage: true,
      giftWrapLevel: 'STANDARD',
      cancelRequested: true,
      quantityFulfilled: 1,
      taxByMarketplace: true,
      programs: ['TRANSPARENCY'],
    })
    expect(JSON.stringify(item)).not.toMatch(/canary/)
  })

  it('a cancelled line is not a request to cancel', () => {
    const cancellation = { cancellationExecution: { cancelledBy: 'MERCHANT' } }
    expect(itemOf({ cancellation, quantityOrdered: 0 }).cancelRequested).toBe(false)
  })

  it('counts what is fulfilled from what is not, when Amazon says only that', () => {
    expect(itemOf({ fulfillment: { quantityUnfulfilled: 1 } }).quantityFulfilled).toBe(1)
    expect(itemOf({ fulfillment: undefined }).quantityFulfilled).toBe(0)
  })

  it('keeps a SKU as it is, spaces included', () => {
    expect(itemOf({ product: { sellerSku: ' A/B 1 ' } }).sku).toBe(' A/B 1 ')
  })

  it('reads parcels', () => {
    const packages = [
      {
        packageReferenceId: '1',
        packageStatus: { status: 'IN_TRANSIT' },
        carrier: 'DHL',
        shipTime: '2026-11-21T10:00:00+01:00',
        trackingNumber: 'JD014600003RAHV',
        packageItems: [{ orderItemId: '30200000000001', quantity: 2 }],
      },
    ]
    expect(orderOf({ packages }).packages).toEqual([
      {
        packageId: '1',
        carrier: 'DHL',
        trackingNumber: 'JD014600003RAHV',
        shippedAtMs: Date.UTC(2026, 10, 21, 9),
        status: 'IN_TRANSIT',
        items: [{ itemId: '30200000000001', quantity: 2 }],
      },
    ])
  })
})

describe('personal data', () => {
  it('is apart from the order and complete with a street and a country', () => {
    const reading = read(sampleOrder())
    expect(reading.personalState).toBe('complete')
    expect(reading.personal).toMatchObject({
      buyerName: 'Buyer Canary',
      address: { name: 'Recipient Canary', line1: 'Canaryweg 1', line2: null, city: 'Berlin' },
      giftMessages: [],
    })
  })

  const cityOnly = { recipient: { deliveryAddress: { city: 'Berlin', countryCode: 'DE' } } }
  const states: [string, Json, Read['personalState']][] = [
    ['city and country alone, as without the role', { ...cityOnly, buyer: {} }, 'no-address'],
    ['a name without an address', { recipient: undefined }, 'no-address'],
    ['nothing at all', { recipient: null, buyer: null }, 'none'],
    ['only empty text', { recipient: { deliveryAddress: { name: ' ' } }, buyer: {} }, 'none'],
  ]
  it.each(states)('%s', (_title, more, expected) => {
    expect(read(sampleOrder(more)).personalState).toBe(expected)
  })

  it('a street in the second line still makes an address', () => {
    const deliveryAddress = { name: 'N', addressLine2: 'Canaryweg 1', countryCode: 'DE' }
    const reading = read(sampleOrder({ recipient: { deliveryAddress } }))
    expect(reading.personal?.address).toMatchObject({ line1: 'Canaryweg 1', line2: null })
  })

  it('a missing role shows by merchant orders without an address', () => {
    const bare = read(sampleOrder({ recipient: null, buyer: null }))
    const shipped = read(sampleOrder({ ...fulfilled({ fulfillmentStatus: 'SHIPPED' }) }))
    expect(checkPersonalRole([shipped]).role).toBe('unknown')
    expect(checkPersonalRole([shipped, bare]).role).toBe('missing')
    expect(checkPersonalRole([bare, read(sampleOrder())])).toEqual({
      expected: 2,
      complete: 1,
      role: 'present',
    })
  })
})

describe('what cannot be read', () => {
  const broken: [string, unknown, string[]][] = [
    [
      'an amount that is none',
      { proceeds: { grandTotal: money('12,50') } },
      ['proceeds.grandTotal'],
    ],
    ['a fraction of a cent', { proceeds: { grandTotal: money('1.005') } }, ['proceeds.grandTotal']],
    ['a time without a zone', { createdTime: '2026-11-20T08:00:00' }, ['createdTime']],
    ['no items', { orderItems: undefined }, ['orderItems']],
    [
      'an item without a product',
      { orderItems: [{ orderItemId: '1', quantityOrdered: 1 }] },
      ['orderItems.0.product'],
    ],
    [
      'half a unit',
      { orderItems: [sampleItem({ quantityOrdered: 0.5 })] },
      ['orderItems.0.quantityOrdered'],
    ],
    ['one item twice', { orderItems: [sampleItem(), sampleItem()] }, ['orderItems.1.orderItemId']],
  ]
  it.each(broken)('%s is named by its place', (_title, more, paths) => {
    const reading = readOrder(sampleOrder(more as Json), [])
    expect(reading).toMatchObject({ kind: 'unreadable', orderId: '302-1234567-7654321', paths })
  })

  it('an order id of another form is not used', () => {
    expect(pathsOf(sampleOrder({ orderId: '12-3' }))).toEqual(['orderId'])
    expect(readOrder(sampleOrder({ orderId: '12-3' }), [])).toMatchObject({ orderId: null })
  })

  it('paths never hold a value', () => {
    const told = pathsOf(sampleOrder({ createdTime: 'canary', proceeds: { grandTotal: 'canary' } }))
    expect(told.join()).not.toMatch(/canary/)
  })

  it('text that PostgreSQL cannot store is cleaned', () => {
    const title = itemOf({ product: { title: 'a\u0000b\ud800c' } }).title
    expect(title).toBe('ab\ufffdc')
  })
})

describe('any JSON', () => {
  it('becomes a reading, never a throw', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const reading = readOrder(value, [])
        expect(['order', 'unreadable']).toContain(reading.kind)
      }),
    )
  })

  it('in any place of an order leaves it readable or names a place', () => {
    const places = placesOf(sampleOrder({ packages: [{ packageReferenceId: '1' }] }))
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
        const reading = readOrder(replaced(sampleOrder(), place, value), [])
        if (reading.kind === 'unreadable') expect(reading.paths.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    )
  })
})

/** Every path to a value inside a JSON value. */
function placesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([name, part]) => placesOf(part, [...path, name]))
  return [path, ...inner]
}

function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by
  const copy = structuredClone(value) as Json
  copy[first] = replaced(copy[first] ?? {}, rest, by)
  return copy
}
