/** What can happen to an order, each as a pure step from one version to the next. Time and ids come from the caller. */
import { z } from 'zod'
import { toMinor, toMoney } from './money.ts'
import {
  type AmazonOrder,
  type CustomerAddress,
  type FulfillmentStatus,
  isPending,
  type OrderItem,
  type OrderPackage,
  type OrderRecord,
} from './order-shape.ts'

export const shipmentSchema = z.strictObject({
  carrier: z.string().optional(),
  trackingNumber: z.string().optional(),
  shippingService: z.string().optional(),
  packageReferenceId: z.string().optional(),
  /** Seller Central takes the day it left, which may be long before it is told. */
  shippedAgoMs: z.int().nonnegative().optional(),
  /** What is in the parcel; without it everything that is left. */
  items: z
    .array(z.strictObject({ orderItemId: z.string(), quantity: z.int().positive() }))
    .optional(),
})

export type Shipment = z.infer<typeof shipmentSchema>

type Change = Pick<OrderRecord, 'order' | 'status'>

/** Payment went through: PENDING_AVAILABILITY and PENDING become UNSHIPPED. */
export function paid(record: OrderRecord): Change {
  if (!isPending(record.status)) throw new Error(`a ${record.status} order cannot be paid`)
  return withStatus(record, 'UNSHIPPED')
}

/** A buyer asks to cancel; nothing else changes. Without `itemIds` for the whole order. */
export function cancelRequested(
  record: OrderRecord,
  reason: string,
  itemIds: readonly string[] | undefined,
): Change {
  if (record.status === 'SHIPPED' || record.status === 'CANCELLED') {
    throw new Error(`nothing to cancel on a ${record.status} order`)
  }
  const orderItems = record.order.orderItems.map((item): OrderItem => {
    if (itemIds !== undefined && !itemIds.includes(item.orderItemId)) return item
    const cancellationRequest = { requester: 'BUYER', cancelReason: reason }
    return { ...item, cancellation: { ...item.cancellation, cancellationRequest } }
  })
  return { status: record.status, order: { ...record.order, orderItems } }
}

/** A parcel left. FBM orders show it under packages; FBA orders only as quantities. */
export function shipped(record: OrderRecord, shipment: Shipment, nowIso: string): Change {
  if (!['UNSHIPPED', 'PARTIALLY_SHIPPED'].includes(record.status)) {
    throw new Error(`a ${record.status} order cannot be shipped`)
  }
  const { order } = record
  const left = order.orderItems.map((item) => ({
    orderItemId: item.orderItemId,
    quantity: item.fulfillment?.quantityUnfulfilled ?? 0,
  }))
  const inParcel = shipment.items ?? left.filter(({ quantity }) => quantity > 0)
  const orderItems = order.orderItems.map((item): OrderItem => {
    const sent = inParcel.find((one) => one.orderItemId === item.orderItemId)?.quantity ?? 0
    const fulfilled = (item.fulfillment?.quantityFulfilled ?? 0) + sent
    const unfulfilled = (item.fulfillment?.quantityUnfulfilled ?? 0) - sent
    if (unfulfilled < 0) throw new Error(`more shipped than ordered of ${item.orderItemId}`)
    const quantities = { quantityFulfilled: fulfilled, quantityUnfulfilled: unfulfilled }
    return { ...item, fulfillment: { ...item.fulfillment, ...quantities } }
  })
  const done = orderItems.every((item) => item.fulfillment?.quantityUnfulfilled === 0)
  const packages =
    order.fulfillment.fulfilledBy === 'AMAZON'
      ? {}
      : { packages: [...(order.packages ?? []), parcel(order, shipment, inParcel, nowIso)] }
  const changed = { ...record, order: { ...order, orderItems, ...packages } }
  return withStatus(changed, done ? 'SHIPPED' : 'PARTIALLY_SHIPPED')
}

/** The carrier says that all parcels arrived. */
export function delivered(record: OrderRecord): Change {
  const packages = record.order.packages?.map((one) => ({
    ...one,
    packageStatus: { status: 'DELIVERED', detailedStatus: 'DELIVERED' },
  }))
  if (packages === undefined || packages.length === 0) throw new Error('the order has no packages')
  return { status: record.status, order: { ...record.order, packages } }
}

export function readdressed(record: OrderRecord, address: CustomerAddress): Change {
  const deliveryAddress = { ...record.order.recipient?.deliveryAddress, ...address }
  const recipient = { ...record.order.recipient, deliveryAddress }
  return { status: record.status, order: { ...record.order, recipient } }
}

/** A delivery tip is set or changed; it counts in the total when it is final and the setting says so. */
export function tipped(
  record: OrderRecord,
  amount: string,
  status: 'PENDING' | 'FINALIZED',
  inGrandTotal: boolean,
): Change {
  const { proceeds } = record.order
  if (proceeds === undefined) throw new Error('the order has no proceeds')
  const currency = proceeds.grandTotal.currencyCode
  const isTip = ({ type }: { type: string }): boolean => type === 'DELIVERY_TIP'
  const counted = (tipStatus: string | undefined, tip: string): number =>
    inGrandTotal && tipStatus === 'FINALIZED' ? toMinor(tip, currency) : 0
  const before = proceeds.breakdowns?.find(isTip)
  const totalMinor =
    toMinor(proceeds.grandTotal.amount, currency) -
    counted(before?.status, before?.subtotal.amount ?? '0') +
    counted(status, amount)
  const tip = { type: 'DELIVERY_TIP', status, subtotal: { amount, currencyCode: currency } }
  const breakdowns = [...(proceeds.breakdowns ?? []).filter((part) => !isTip(part)), tip]
  const changed = { grandTotal: toMoney(totalMinor, currency), breakdowns }
  return { status: record.status, order: { ...record.order, proceeds: changed } }
}

function withStatus(record: OrderRecord, status: FulfillmentStatus): Change {
  const fulfillment = { ...record.order.fulfillment, fulfillmentStatus: status }
  return { status, order: { ...record.order, fulfillment } }
}

function parcel(
  order: AmazonOrder,
  shipment: Shipment,
  packageItems: NonNullable<OrderPackage['packageItems']>,
  nowIso: string,
): OrderPackage {
  const number = (order.packages?.length ?? 0) + 1
  return {
    packageReferenceId: shipment.packageReferenceId ?? String(number),
    createdTime: nowIso,
    packageStatus: { status: 'SHIPPED', detailedStatus: 'PICKED_UP' },
    carrier: shipment.carrier ?? 'DHL',
    shipTime: new Date(Date.parse(nowIso) - (shipment.shippedAgoMs ?? 0)).toISOString(),
    shippingService: shipment.shippingService ?? 'Standard',
    ...(shipment.trackingNumber === undefined ? {} : { trackingNumber: shipment.trackingNumber }),
    packageItems,
  }
}
