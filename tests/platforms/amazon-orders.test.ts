/** What an Amazon order becomes in our words, for every shape that Amazon is known to send. */
import { describe, expect, it } from 'vitest'
import type { AmazonOrder } from '../../src/core/orders/amazon-order.ts'
import {
  fulfilled,
  type Json,
  money,
  part,
  readWhole,
  sampleItem,
  sampleOrder,
} from './amazon-sample.ts'

function orderOf(more: Json): AmazonOrder {
  return readWhole(sampleOrder(more)).order
}

function itemOf(more: Json) {
  const [item] = orderOf({ orderItems: [sampleItem(more)] }).items
  if (item === undefined) throw new Error('no item')
  return item
}

describe('an ordinary order', () => {
  it('keeps ids, times, SLA and money, and no personal data', () => {
    const { order } = readWhole(sampleOrder())
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
    expect(JSON.parse(readWhole(value).rawText)).toEqual(value)
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
    const reading = readWhole(
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
