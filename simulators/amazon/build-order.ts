/** Makes a whole order from a spec: every block, believable values for what the spec leaves out, ids from the seed. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import { buildItems } from './build-items.ts'
import type { BuildParts } from './build-parts.ts'
import { type Marketplace, marketplace } from './marketplaces.ts'
import type { AmazonOrder, OrderRecord } from './order-shape.ts'
import type { OrderSpec } from './order-spec.ts'
import { inventPerson, type Person } from './people.ts'
import { orderMoney } from './proceeds.ts'
import { deliveryTimes, shipWithin } from './windows.ts'

const defaultMarketplaceId = 'A1PA6795UKMFR9'

/** The first version of an order. */
export function buildOrder(spec: OrderSpec, parts: BuildParts): OrderRecord {
  const { random, nowMs } = parts
  const place = marketplace(spec.marketplaceId ?? defaultMarketplaceId)
  const createdMs = spec.createdMs ?? nowMs - (spec.createdAgoMs ?? 0)
  const updatedMs = Math.max(createdMs, nowMs - (spec.updatedAgoMs ?? nowMs - createdMs))
  const status = spec.status ?? 'UNSHIPPED'
  const orderId = spec.orderId ?? newOrderId(random, place)
  const person = inventPerson(random, place.countryCode, place.name)
  const lines = buildItems(spec, place, status, parts)
  const fulfilledBy = spec.fulfilledBy ?? lines.fulfilledBy
  const order: AmazonOrder = {
    orderId,
    orderAliases: [{ aliasId: spec.sellerOrderId ?? orderId, aliasType: 'SELLER_ORDER_ID' }],
    createdTime: new Date(createdMs).toISOString(),
    lastUpdatedTime: new Date(updatedMs).toISOString(),
    ...programsOf(spec),
    ...associations(spec),
    salesChannel: {
      channelName: spec.channelName ?? 'AMAZON',
      marketplaceId: place.id,
      marketplaceName: place.name,
    },
    buyer: buyerOf(spec, person),
    recipient: { deliveryAddress: { ...person.deliveryAddress, ...spec.recipient } },
    proceeds: orderMoney(lines.money, spec, place.currency, parts.settings),
    fulfillment: {
      fulfillmentStatus: spec.unknown === 'status' ? 'AWAITING_HANDOVER' : status,
      fulfilledBy: spec.unknown === 'fulfilled-by' ? 'PARTNER' : fulfilledBy,
      fulfillmentServiceLevel: spec.serviceLevel ?? 'STANDARD',
      ...deliveryTimes(createdMs, spec.serviceLevel ?? 'STANDARD', fulfilledBy),
      ...(spec.shipInMs === undefined ? {} : shipWithin(createdMs, nowMs + spec.shipInMs)),
    },
    orderItems: lines.items,
    ...(fulfilledBy === 'MERCHANT' ? { packages: [] } : {}),
  }
  return {
    order: { ...order, ...paymentOf(spec, order), ...taxOf(spec, place) },
    status,
    createdMs,
    updatedMs,
    personalDataFromMs: personalDataFrom(spec, createdMs),
    ...(spec.broken === undefined ? {} : { breakage: spec.broken }),
  }
}

function newOrderId(random: SeededRandom, place: Marketplace): string {
  return `${random.pick(place.orderIdPrefixes)}-${random.digits(7)}-${random.digits(7)}`
}

function programsOf(spec: OrderSpec): { programs?: readonly string[] } {
  const programs = [...(spec.programs ?? [])]
  if (spec.business !== undefined) programs.push('AMAZON_BUSINESS')
  if (spec.unknown === 'program') programs.push('DRONE_ONLY_DELIVERY')
  return programs.length === 0 ? {} : { programs }
}

function associations(spec: OrderSpec): Pick<AmazonOrder, 'associatedOrders'> {
  const found = [
    ['REPLACEMENT_ORIGINAL_ID', spec.replacementOf],
    ['EXCHANGE_ORIGINAL_ID', spec.exchangeOf],
  ] as const
  const associatedOrders = found.flatMap(([associationType, orderId]) =>
    orderId === undefined ? [] : [{ orderId, associationType }],
  )
  return associatedOrders.length === 0 ? {} : { associatedOrders }
}

function buyerOf(spec: OrderSpec, person: Person): Readonly<Record<string, string>> {
  const { business } = spec
  return {
    buyerName: spec.buyerName ?? spec.recipient?.name ?? person.buyerName,
    buyerEmail: person.buyerEmail,
    ...(business === undefined ? {} : { buyerCompanyName: business.companyName }),
    ...(business?.purchaseOrderNumber === undefined
      ? {}
      : { buyerPurchaseOrderNumber: business.purchaseOrderNumber }),
  }
}

function paymentOf(spec: OrderSpec, order: AmazonOrder): Pick<AmazonOrder, 'payment'> {
  const paymentMethod = spec.paymentMethod ?? (spec.business ? 'Invoice' : 'CreditCard')
  const paymentAmount = order.proceeds?.grandTotal
  return { payment: { paymentExecutions: [{ paymentMethod, paymentAmount }] } }
}

function taxOf(spec: OrderSpec, place: Marketplace): Pick<AmazonOrder, 'tax'> {
  if (spec.business === undefined || place.taxMode === 'on-top') return {}
  const registration = {
    entityType: 'BUYER',
    legalName: spec.business.companyName,
    taxRegistrationType: 'VAT',
    taxRegistrationNumber: `${place.countryCode}000000000`,
  }
  return { tax: { taxRegistrations: [registration] } }
}

function personalDataFrom(spec: OrderSpec, createdMs: number): number {
  if (spec.personalData === undefined) return createdMs
  return spec.personalData === 'missing'
    ? Number.POSITIVE_INFINITY
    : createdMs + spec.personalData.afterMs
}
