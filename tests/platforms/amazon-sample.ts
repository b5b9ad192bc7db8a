/** One ordinary merchant order in the shape of the Orders API 2026-01-01, for tests to vary. */
import type { AmazonReading } from '../../src/core/orders/amazon-reading.ts'
import { readOrder } from '../../src/platforms/amazon/translate/reading.ts'

export type Json = { [name: string]: unknown }

/** Two lines, tax on top, a discount on shipping; EUR. `more` replaces top-level fields. */
export function sampleOrder(more: Json = {}): Json {
  return {
    orderId: '302-1234567-7654321',
    createdTime: '2026-11-20T08:00:00Z',
    lastUpdatedTime: '2026-11-20T08:30:00.250Z',
    programs: ['PREMIUM'],
    salesChannel: {
      channelName: 'AMAZON',
      marketplaceId: 'A1PA6795UKMFR9',
      marketplaceName: 'Amazon.de',
    },
    buyer: { buyerName: 'Buyer Canary', buyerEmail: 'canary@marketplace.amazon.de' },
    recipient: {
      deliveryAddress: {
        name: 'Recipient Canary',
        addressLine1: 'Canaryweg 1',
        addressLine2: '',
        city: 'Berlin',
        postalCode: '10115',
        countryCode: 'DE',
        phone: '+49 30 0000000',
      },
    },
    proceeds: { grandTotal: money('47.60'), breakdowns: [part('ITEM', '40.00')] },
    fulfillment: {
      fulfillmentStatus: 'UNSHIPPED',
      fulfilledBy: 'MERCHANT',
      fulfillmentServiceLevel: 'STANDARD',
      shipByWindow: {
        earliestDateTime: '2026-11-20T00:00:00Z',
        latestDateTime: '2026-11-21T22:59:59Z',
      },
      deliverByWindow: { latestDateTime: '2026-11-25T22:59:59Z' },
    },
    orderItems: [sampleItem(), sampleItem({ orderItemId: '30200000000002' })],
    ...more,
  }
}

export function sampleItem(more: Json = {}): Json {
  return {
    orderItemId: '30200000000001',
    quantityOrdered: 2,
    product: {
      asin: 'B000000001',
      title: 'T-Shirt: Size XL',
      sellerSku: 'TSHIRT-XL',
      price: { unitPrice: money('10.00') },
    },
    proceeds: {
      proceedsTotal: money('23.80'),
      breakdowns: [
        part('ITEM', '20.00'),
        part('TAX', '3.80', [{ subtype: 'ITEM', value: money('3.80') }]),
      ],
    },
    fulfillment: { quantityFulfilled: 0, quantityUnfulfilled: 2 },
    ...more,
  }
}

export function money(amount: string, currencyCode = 'EUR'): Json {
  return { amount, currencyCode }
}

export function part(type: string, amount: string, detailedBreakdowns?: Json[]): Json {
  const details = detailedBreakdowns === undefined ? {} : { detailedBreakdowns }
  return { type, subtotal: money(amount), ...details }
}

/** The fulfilment block with some of its fields replaced. */
export function fulfilled(more: Json): Json {
  return { fulfillment: { fulfillmentStatus: 'UNSHIPPED', fulfilledBy: 'MERCHANT', ...more } }
}

export type WholeReading = Extract<AmazonReading, { kind: 'order' }>

/** The reading of an order that a test knows to be readable. */
export function readWhole(value: Json): WholeReading {
  const reading = readOrder(value, [])
  if (reading.kind !== 'order') throw new Error(`unreadable: ${reading.paths.join(', ')}`)
  return reading
}
