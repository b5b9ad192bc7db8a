/**
 * The parcels of a merchant's order: confirmed, edited under the same reference, moved by the carrier. Each is a pure step
 * from one version of the order to the next. Sources: developer-docs "Confirm the shipment status", model ordersV0
 * (2026-08-05), issue models#5037 for the words when nothing is left.
 */
import { z } from 'zod'
import { invalidInput, type Refusal } from './answers.ts'
import type { AmazonOrder, OrderItem, OrderPackage, OrderRecord } from './order-shape.ts'
import { type PackageDetail, readShipDate } from './shipment-detail.ts'

type Change = Pick<OrderRecord, 'order' | 'status'>

export const parcelStatuses = [
  'PENDING',
  'IN_TRANSIT',
  'SHIPPED',
  'DELIVERED',
  'CANCELLED',
  'UNDELIVERABLE',
] as const

export const parcelMoveSchema = z.strictObject({
  status: z.enum(parcelStatuses),
  detailedStatus: z.string().optional(),
  /** Without it all parcels of the order. */
  packageReferenceId: z.string().optional(),
})

export type ParcelMove = z.infer<typeof parcelMoveSchema>

/** How Amazon words that there is nothing to confirm. */
export function nothingToConfirm(): Refusal {
  return invalidInput(
    'Failed to create package due to not finding a matching package or order already fulfilled. ' +
      'ErrorMessage(errorCode=GeneralError, errorDescription=Unable to find package to update for order (), ' +
      'errorMetric=PackageToUpdateNotFound, packageIndex=null)',
  )
}

/**
 * A parcel is confirmed. A reference that the order has already is an edit: what the parcel held before goes back, and
 * what it holds now is taken.
 */
export function confirmed(record: OrderRecord, detail: PackageDetail, nowIso: string): Change {
  const { order } = record
  const packages = order.packages ?? []
  const before = packages.find((one) => isSame(one, detail.packageReferenceId))
  const taken = takenBy(detail)
  for (const orderItemId of taken.keys()) {
    if (!order.orderItems.some((item) => item.orderItemId === orderItemId)) throw unknownItem()
  }
  const open = order.orderItems.map((item) => openFor(item, before))
  const total = open.reduce((all, quantity) => all + quantity, 0)
  if (total === 0) throw nothingToConfirm()
  const orderItems = order.orderItems.map((item, at): OrderItem => {
    const sent = taken.get(item.orderItemId) ?? 0
    const left = (open[at] ?? 0) - sent
    if (left < 0) throw (open[at] ?? 0) === 0 ? nothingToConfirm() : tooMany(item.orderItemId)
    const all = (item.fulfillment?.quantityFulfilled ?? 0) + unfulfilledOf(item)
    const quantities = { quantityFulfilled: all - left, quantityUnfulfilled: left }
    return { ...item, fulfillment: { ...item.fulfillment, ...quantities } }
  })
  const made = parcel(detail, before, nowIso)
  const next =
    before === undefined
      ? [...packages, made]
      : packages.map((one) => (one === before ? made : one))
  return withParcels({ ...order, orderItems }, next)
}

/** The carrier moves one parcel, or all. */
export function moved(record: OrderRecord, move: ParcelMove): Change {
  const { packageReferenceId, status, detailedStatus } = move
  const wanted = (one: OrderPackage): boolean =>
    packageReferenceId === undefined || isSame(one, packageReferenceId)
  const packages = record.order.packages ?? []
  if (!packages.some(wanted)) throw new Error('the order has no such package')
  const packageStatus = { status, ...(detailedStatus === undefined ? {} : { detailedStatus }) }
  const next = packages.map((one) => (wanted(one) ? { ...one, packageStatus } : one))
  return { status: record.status, order: { ...record.order, packages: next } }
}

/** "7" and "07" are one number. */
export function isSame(one: OrderPackage, packageReferenceId: string): boolean {
  return Number(one.packageReferenceId) === Number(packageReferenceId)
}

function unfulfilledOf(item: OrderItem): number {
  return item.fulfillment?.quantityUnfulfilled ?? 0
}

function heldBy(parcelBefore: OrderPackage | undefined, orderItemId: string): number {
  const held = parcelBefore?.packageItems?.filter((one) => one.orderItemId === orderItemId) ?? []
  return held.reduce((all, one) => all + one.quantity, 0)
}

function openFor(item: OrderItem, before: OrderPackage | undefined): number {
  return unfulfilledOf(item) + heldBy(before, item.orderItemId)
}

function takenBy(detail: PackageDetail): Map<string, number> {
  const taken = new Map<string, number>()
  for (const { orderItemId, quantity } of detail.orderItems) {
    taken.set(orderItemId, (taken.get(orderItemId) ?? 0) + quantity)
  }
  return taken
}

function withParcels(order: AmazonOrder, packages: readonly OrderPackage[]): Change {
  const done = order.orderItems.every((item) => unfulfilledOf(item) === 0)
  const status = done ? 'SHIPPED' : 'PARTIALLY_SHIPPED'
  const fulfillment = { ...order.fulfillment, fulfillmentStatus: status }
  return { status, order: { ...order, fulfillment, packages } }
}

function parcel(
  detail: PackageDetail,
  before: OrderPackage | undefined,
  nowIso: string,
): OrderPackage {
  const isOther = /^others?$/i.test(detail.carrierCode)
  const packageItems = [...takenBy(detail)].map(([orderItemId, quantity]) => {
    const codes = detail.orderItems
      .filter((one) => one.orderItemId === orderItemId)
      .flatMap((one) => one.transparencyCodes ?? [])
    return { orderItemId, quantity, ...(codes.length === 0 ? {} : { transparencyCodes: codes }) }
  })
  return {
    packageReferenceId: before?.packageReferenceId ?? detail.packageReferenceId,
    createdTime: before?.createdTime ?? nowIso,
    packageStatus: before?.packageStatus ?? { status: 'SHIPPED' },
    carrier: isOther ? (detail.carrierName ?? detail.carrierCode) : detail.carrierCode,
    shipTime: new Date(readShipDate(detail.shipDate) ?? 0).toISOString(),
    ...(detail.shippingMethod === undefined ? {} : { shippingService: detail.shippingMethod }),
    ...(detail.trackingNumber === '' ? {} : { trackingNumber: detail.trackingNumber }),
    packageItems,
  }
}

function unknownItem(): Refusal {
  return invalidInput(
    'OrderItemId  is invalid, please obtain the value through the getOrderItems API or Manage Orders page',
  )
}

function tooMany(orderItemId: string): Refusal {
  return invalidInput('Quantity is greater than what is left to ship.', orderItemId)
}
