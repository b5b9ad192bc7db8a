/**
 * Six orders with the shapes and figures of Amazon's own sandbox examples (x-amzn-api-sandbox in the model orders_2026-01-01):
 * ids, marketplaces, statuses, programs, SKUs, quantities, amounts. Names, addresses and times are invented, and the times are
 * set near the world's present so that a poll finds them.
 */
import { marketplace } from './marketplaces.ts'
import type { AmazonOrder, FulfillmentStatus, OrderItem, OrderRecord } from './order-shape.ts'
import { deliveryTimes } from './windows.ts'

type Line = {
  readonly id: string
  readonly asin: string
  readonly title: string
  readonly sku: string
  readonly quantity: number
  readonly unit: string
  readonly total: string
  readonly tax?: string
  readonly extra?: Partial<OrderItem>
}

type Sample = {
  readonly orderId: string
  readonly alias?: string
  readonly marketplaceId: string
  readonly status: FulfillmentStatus
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON'
  readonly programs?: readonly string[]
  readonly grandTotal: string
  readonly city: string
  readonly lines: readonly Line[]
  readonly extra?: Partial<AmazonOrder>
}

const samples: readonly Sample[] = [
  {
    orderId: '250-1234567-8901234',
    alias: 'JP-ORDER-2024-001',
    marketplaceId: 'A1VC38T7YXB528',
    status: 'SHIPPED',
    fulfilledBy: 'AMAZON',
    programs: ['PRIME'],
    grandTotal: '19940',
    city: 'Tokyo',
    lines: [
      {
        id: '25012345678901',
        asin: 'B08C1W5N87',
        title: 'Echo Dot 4 JP Charcoal',
        sku: 'ECHO-DOT-4-JP-CHARCOAL',
        quantity: 1,
        unit: '5980',
        total: '5980',
        extra: {
          programs: ['TRANSPARENCY'],
          promotion: { breakdowns: [{ promotionId: 'JP-WINTER-SALE-2024' }] },
          expense: points(60),
        },
      },
      {
        id: '25012345678902',
        asin: 'B07PFFMP9P',
        title: 'Fire TV Stick 4K Max JP',
        sku: 'FIRE-TV-4K-MAX-JP',
        quantity: 2,
        unit: '6980',
        total: '13960',
        extra: { expense: points(140) },
      },
    ],
  },
  {
    orderId: '202-7654321-1098765',
    alias: 'UK-CONSUMER-ORDER-2024-002',
    marketplaceId: 'A1F83G8C2ARO7P',
    status: 'SHIPPED',
    fulfilledBy: 'MERCHANT',
    programs: ['PRIME'],
    grandTotal: '34.99',
    city: 'London',
    lines: [
      {
        id: '20276543210987',
        asin: 'B08C1W5N87',
        title: 'Echo Dot 4 Charcoal',
        sku: 'ECHO-DOT-4-UK-CHARCOAL-SINGLE',
        quantity: 1,
        unit: '34.99',
        total: '34.99',
        extra: { measurement: { unit: 'COUNT', value: 1 } },
      },
    ],
    extra: {
      packages: [
        {
          packageReferenceId: 'UK-PKG-CONSUMER-2024-002',
          packageStatus: { status: 'IN_TRANSIT', detailedStatus: 'OUT_FOR_DELIVERY' },
          carrier: 'DPD',
          shippingService: 'DPD Next Day Delivery',
          trackingNumber: '15501234567890123456',
          packageItems: [{ orderItemId: '20276543210987', quantity: 1 }],
        },
      ],
    },
  },
  {
    orderId: '171-2345678-9012345',
    alias: 'BR-BIZ-ORDER-2024-001',
    marketplaceId: 'A2Q3Y263D00KWC',
    status: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    programs: ['AMAZON_BUSINESS', 'DELIVERY_BY_AMAZON'],
    grandTotal: '1599.90',
    city: 'São Paulo',
    lines: [
      {
        id: '17123456789012',
        asin: 'B09B8V1LZ3',
        title: 'Notebook Inspiron 15 3000',
        sku: 'DELL-I15-BR-001',
        quantity: 1,
        unit: '1599.90',
        total: '1599.90',
      },
    ],
    extra: { tax: { taxInvoicing: { invoiceStatus: 'PROCESSING' } } },
  },
  {
    orderId: '171-9876543-2109876',
    alias: 'BR-CONSUMER-ORDER-2024-003',
    marketplaceId: 'A2Q3Y263D00KWC',
    status: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    programs: ['PRIME'],
    grandTotal: '299.90',
    city: 'São Paulo',
    lines: [
      {
        id: '17198765432109',
        asin: 'B08N5WRWNW',
        title: 'Echo Dot 4 BR Preto',
        sku: 'ECHO-DOT-4-BR-PRETO',
        quantity: 1,
        unit: '299.90',
        total: '299.90',
        extra: { promotion: { breakdowns: [{ promotionId: 'BR-NATAL-2024' }] } },
      },
    ],
  },
  {
    orderId: '028-1234567-8901234',
    alias: 'TR-ORDER-2025-001',
    marketplaceId: 'A33AVAJ2PDY3EV',
    status: 'SHIPPED',
    fulfilledBy: 'MERCHANT',
    grandTotal: '125.00',
    city: 'Istanbul',
    lines: [
      {
        id: '02812345678901',
        asin: 'B09V3KXJPB',
        title: 'Fire HD 10',
        sku: 'FIRE-HD10-TR-BLK',
        quantity: 2,
        unit: '62.50',
        total: '125.00',
        extra: {
          tax: {
            taxCalculationBreakdowns: [{ reportingScheme: 'IOSS' }],
            taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon' }],
          },
        },
      },
    ],
    extra: { tax: { taxInvoicing: { buyerInvoicePreference: 'BUSINESS' } } },
  },
  {
    orderId: '114-9876543-1234567',
    marketplaceId: 'ATVPDKIKX0DER',
    status: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    programs: ['IN_STORE_PICK_UP'],
    grandTotal: '49.99',
    city: 'Seattle',
    lines: [
      {
        id: '11498765431234',
        asin: 'B0BSHF7WHW',
        title: 'Echo Pop',
        sku: 'ECHO-POP-US-BLK',
        quantity: 1,
        unit: '39.99',
        total: '49.99',
        tax: '10.00',
      },
    ],
  },
]

const firstAgoMs = 6 * 3_600_000
const apartMs = 3_600_000

/** The samples as orders of the last hours. */
export function sampleOrders(nowMs: number): OrderRecord[] {
  return samples.map((sample, at) => sampleRecord(sample, nowMs - firstAgoMs + at * apartMs))
}

function sampleRecord(sample: Sample, createdMs: number): OrderRecord {
  const place = marketplace(sample.marketplaceId)
  const money = (amount: string) => ({ amount, currencyCode: place.currency })
  const createdTime = new Date(createdMs).toISOString()
  const { status, fulfilledBy, alias, programs } = sample
  const address = { name: 'A Sample', addressLine1: 'Sample 1', city: sample.city }
  const order: AmazonOrder = {
    orderId: sample.orderId,
    ...(alias ? { orderAliases: [{ aliasId: alias, aliasType: 'SELLER_ORDER_ID' }] } : {}),
    createdTime,
    lastUpdatedTime: createdTime,
    ...(programs ? { programs } : {}),
    salesChannel: {
      channelName: 'AMAZON',
      marketplaceId: place.id,
      marketplaceName: place.name,
    },
    buyer: { buyerName: 'A Sample', buyerEmail: `sample@marketplace.${place.name.toLowerCase()}` },
    recipient: {
      deliveryAddress: { ...address, postalCode: '00000', countryCode: place.countryCode },
    },
    proceeds: { grandTotal: money(sample.grandTotal) },
    fulfillment: {
      fulfillmentStatus: status,
      fulfilledBy,
      fulfillmentServiceLevel: 'STANDARD',
      ...deliveryTimes(createdMs, 'STANDARD', fulfilledBy),
    },
    orderItems: sample.lines.map((line) => sampleItem(line, status, money)),
    ...sample.extra,
  }
  return { order, status, createdMs, updatedMs: createdMs, personalDataFromMs: createdMs }
}

type ToMoney = (amount: string) => { amount: string; currencyCode: string }

function sampleItem(line: Line, status: FulfillmentStatus, money: ToMoney): OrderItem {
  const shipped = status === 'SHIPPED' ? line.quantity : 0
  const net = line.tax === undefined ? line.total : line.unit
  const breakdowns = [{ type: 'ITEM', subtotal: money(net) }]
  if (line.tax !== undefined) breakdowns.push({ type: 'TAX', subtotal: money(line.tax) })
  return {
    orderItemId: line.id,
    quantityOrdered: line.quantity,
    product: {
      asin: line.asin,
      title: line.title,
      sellerSku: line.sku,
      condition: { conditionType: 'NEW', conditionSubtype: 'NEW' },
      price: { unitPrice: money(line.unit) },
    },
    proceeds: { proceedsTotal: money(line.total), breakdowns },
    fulfillment: { quantityFulfilled: shipped, quantityUnfulfilled: line.quantity - shipped },
    ...line.extra,
  }
}

function points(count: number): unknown {
  const pointsMonetaryValue = { amount: String(count), currencyCode: 'JPY' }
  return { pointsCost: { pointsGranted: { pointsNumber: count, pointsMonetaryValue } } }
}
