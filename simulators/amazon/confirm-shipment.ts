/**
 * Orders v0 confirmShipment (model ordersV0 of 2026-08-05): one call is one parcel, 204 without a body, the same reference
 * again edits that parcel. What Amazon answers for a wrong order (FBA, FBM Ship+, cancelled, unpaid, wrong date) is
 * documented by status only: the words are ours.
 */
import { invalidInput, notFound } from './answers.ts'
import type { Call, Operation } from './operation.ts'
import { isPending, type OrderRecord } from './order-shape.ts'
import { isSame, nothingToConfirm } from './parcels.ts'
import { isHidden } from './search-orders.ts'
import { type ConfirmationBody, readConfirmation, readShipDate } from './shipment-detail.ts'

export const confirmShipment: Operation = {
  name: 'confirmShipment',
  method: 'POST',
  path: /^\/orders\/v0\/orders\/([^/]+)\/shipmentConfirmation$/,
  plan: { ratePerSecond: 2, burst: 10 },
  token: 'seller',
  status: 204,
  run,
  dropped: () => undefined,
  refusal: nothingToConfirm,
}

/** Clocks of two machines are never quite the same. */
const clockSlackMs = 60_000

function run({ world, request, parameters, note }: Call): undefined {
  const orderId = parameters[0] ?? ''
  if (!/^\d{3}-\d{7}-\d{7}$/.test(orderId)) {
    throw invalidInput(`OrderId: ${orderId} should be in 3-7-7 format.`)
  }
  const body = readConfirmation(request.body)
  const nowMs = world.clock.nowMs()
  const record = world.store.get(orderId)
  if (record === undefined || isHidden(record, nowMs)) {
    throw notFound(`Order ${orderId} was not found.`)
  }
  checkOrder(record, body)
  if (world.settings().checksShipDate) checkDate(record, body, nowMs)
  const { packageReferenceId } = body.packageDetail
  const isEdit = (record.order.packages ?? []).some((one) => isSame(one, packageReferenceId))
  world.account.confirm(orderId, body.packageDetail)
  note(`${isEdit ? 'edited' : 'confirmed'} package ${packageReferenceId} of ${orderId}`)
}

function checkOrder({ order, status }: OrderRecord, { marketplaceId }: ConfirmationBody): void {
  if (order.salesChannel.marketplaceId !== marketplaceId) {
    throw invalidInput(`The order is not of marketplace ${marketplaceId}.`)
  }
  if (order.fulfillment.fulfilledBy === 'AMAZON') {
    throw invalidInput('The order is fulfilled by Amazon and cannot be confirmed.')
  }
  if (order.programs?.includes('FBM_SHIP_PLUS') === true) {
    throw invalidInput('FBM Ship+ orders need no shipment confirmation.')
  }
  if (status === 'CANCELLED') throw invalidInput('The order is canceled.')
  if (isPending(status)) throw invalidInput('The order is pending and cannot be confirmed.')
}

function checkDate({ createdMs }: OrderRecord, body: ConfirmationBody, nowMs: number): void {
  const shipMs = readShipDate(body.packageDetail.shipDate) ?? 0
  if (shipMs > nowMs + clockSlackMs) throw invalidInput('ShipDate must not be in the future.')
  if (shipMs < createdMs) throw invalidInput('ShipDate must not be before the order date.')
}
