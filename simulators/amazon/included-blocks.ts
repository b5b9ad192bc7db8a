/**
 * Which blocks of an order a caller gets, by `includedData` (models orders_2026-01-01). Without it: basic data and the
 * items. Personal data has passed `privacy.ts` before; a broken order is broken here, last.
 */
import { unreachable } from '../kit/unreachable.ts'
import type { AmazonOrder, OrderItem, OrderRecord } from './order-shape.ts'
import { withoutHiddenData } from './privacy.ts'
import type { AmazonSettings } from './settings.ts'

export const includedDataValues = [
  'BUYER',
  'RECIPIENT',
  'PROCEEDS',
  'EXPENSE',
  'PROMOTION',
  'CANCELLATION',
  'FULFILLMENT',
  'PACKAGES',
  'TAX',
  'PAYMENT',
  'FULFILLMENT_ORDERS',
] as const

export type IncludedData = ReadonlySet<string>

/** The order as it goes on the wire. */
export function orderOnTheWire(
  record: OrderRecord,
  included: IncludedData,
  settings: AmazonSettings,
  nowMs: number,
): unknown {
  const visible = withoutHiddenData(record, settings, nowMs)
  const chosen = choose(visible, included)
  switch (record.breakage) {
    case undefined:
      return chosen
    case 'without-items': {
      const { orderItems: _, ...rest } = chosen
      return rest
    }
    case 'item-without-id':
      return { ...chosen, orderItems: chosen.orderItems.map(({ orderItemId: _, ...item }) => item) }
    case 'amount-with-comma':
      return withCommas(chosen)
    default:
      return unreachable(record.breakage)
  }
}

function choose(order: AmazonOrder, included: IncludedData): Partial<AmazonOrder> & Basics {
  const { buyer, recipient, proceeds, payment, tax, fulfillment, packages } = order
  return {
    orderId: order.orderId,
    ...(order.orderAliases === undefined ? {} : { orderAliases: order.orderAliases }),
    createdTime: order.createdTime,
    lastUpdatedTime: order.lastUpdatedTime,
    ...(order.programs === undefined ? {} : { programs: order.programs }),
    ...(order.associatedOrders === undefined ? {} : { associatedOrders: order.associatedOrders }),
    salesChannel: order.salesChannel,
    ...(included.has('BUYER') && buyer ? { buyer } : {}),
    ...(included.has('RECIPIENT') && recipient ? { recipient } : {}),
    ...(included.has('PROCEEDS') && proceeds ? { proceeds } : {}),
    ...(included.has('PAYMENT') && payment ? { payment } : {}),
    ...(included.has('TAX') && tax ? { tax } : {}),
    ...(included.has('FULFILLMENT') ? { fulfillment } : {}),
    orderItems: order.orderItems.map((item) => chooseOfItem(item, included)),
    ...(included.has('PACKAGES') && packages ? { packages } : {}),
    ...(included.has('FULFILLMENT_ORDERS') && order.fulfillmentOrders
      ? { fulfillmentOrders: order.fulfillmentOrders }
      : {}),
  }
}

type Basics = Pick<AmazonOrder, 'orderId' | 'orderItems'>

function chooseOfItem(item: OrderItem, included: IncludedData): OrderItem {
  const { proceeds, expense, promotion, cancellation, fulfillment, tax, ...basic } = item
  return {
    ...basic,
    ...(included.has('PROCEEDS') && proceeds ? { proceeds } : {}),
    ...(included.has('EXPENSE') && expense ? { expense } : {}),
    ...(included.has('PROMOTION') && promotion ? { promotion } : {}),
    ...(included.has('CANCELLATION') && cancellation ? { cancellation } : {}),
    ...(included.has('FULFILLMENT') && fulfillment ? { fulfillment } : {}),
    ...(included.has('TAX') && tax ? { tax } : {}),
  }
}

function withCommas(order: unknown): unknown {
  return JSON.parse(JSON.stringify(order).replace(/"amount":"(-?\d+)\.(\d+)"/g, '"amount":"$1,$2"'))
}
