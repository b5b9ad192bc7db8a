import { InvariantError } from '../../core/invariant-error.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { ParcelDraft } from '../../core/shipments/parcel-draft.ts'
import { type JsonCall, post } from './json-call.ts'
import { type Answered, isRefusal, type Meanings, refusedBy } from './refused.ts'

export type AmazonShipments = {
  confirmShipment(parcel: ParcelDraft, deadlines: Deadlines): Promise<Answered>
}

const meanings: Meanings = [
  // All is shipped, or nothing is left: the order is read again.
  [/PackageToUpdateNotFound|already (been )?(fulfilled|shipped)/i, 'NOTHING_LEFT_TO_SHIP'],
  [/ship[ _-]?plus|ship\+/i, 'SHIP_PLUS'],
  [/fulfilled by amazon|fulfil\w+ by amazon|\b(AFN|FBA)\b/i, 'FULFILLED_BY_AMAZON'],
  [/\bcancel/i, 'ORDER_CANCELLED'],
  [/quantit/i, 'QUANTITY'],
  [/ship[ _-]?(ping )?date/i, 'SHIP_DATE'],
  [/package[ _-]?reference/i, 'PACKAGE_REFERENCE'],
  [/carrier/i, 'CARRIER'],
  [/tracking/i, 'TRACKING_NUMBER'],
  [/marketplace/i, 'MARKETPLACE'],
  [/order[ _-]?item/i, 'ITEM'],
]

export function createAmazonShipments(call: JsonCall): AmazonShipments {
  return {
    async confirmShipment(parcel, deadlines) {
      if (!/^[1-9]\d{0,17}$/.test(parcel.reference)) {
        throw new InvariantError('shipment: a package reference is a positive number')
      }
      const path = `/orders/v0/orders/${encodeURIComponent(parcel.orderId)}/shipmentConfirmation`
      const request = post('confirmShipment', path, bodyOf(parcel), true)
      const answer = await call({ ...request, refusals: [400, 404] }, deadlines)
      if (answer.status === 404) return refusedBy(answer, [], 'ORDER_NOT_FOUND')
      return isRefusal(answer) ? refusedBy(answer, meanings, 'SHIPMENT_REFUSED') : { kind: 'done' }
    },
  }
}

/** `carrierName` is only for the code "Other"; the reference goes as text, a bare number is refused. */
function bodyOf(parcel: ParcelDraft) {
  const { carrierName, shippingMethod } = parcel
  return {
    marketplaceId: parcel.marketplaceId,
    packageDetail: {
      packageReferenceId: parcel.reference,
      carrierCode: parcel.carrierCode,
      ...(carrierName === null ? {} : { carrierName }),
      ...(shippingMethod === null ? {} : { shippingMethod }),
      trackingNumber: parcel.trackingNumber,
      shipDate: new Date(parcel.shipDateMs).toISOString(),
      orderItems: parcel.items.map(({ itemId, quantity }) => ({ orderItemId: itemId, quantity })),
    },
  }
}
