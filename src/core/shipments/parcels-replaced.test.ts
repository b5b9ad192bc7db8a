/** A fulfilment that was cancelled and made again keeps its parcel on Amazon, and takes no other's. */
import { expect, test } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  fulfillment,
  importedView,
  lifeLine,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { amazonItem, amazonOrder, minuteMs, noonMs } from '../../../tests/support/order-samples.ts'
import { decideShipment } from './decide-shipment.ts'

const order = amazonOrder({ items: [amazonItem({ quantityOrdered: 2 })] })
const numberOf = (parcel: number) => `0034043416109400000${parcel}`

/** Told so many minutes before noon, and taken. */
function told(parcel: number, reference: string, minutes: number) {
  const body = {
    ...{ parcel: String(parcel), reference, tracking: numberOf(parcel), carrier: 'DHL' },
    units: [{ itemId: '1', quantity: 1 }],
  }
  const atMs = noonMs - minutes * minuteMs
  const key = `confirm:${order.orderId}/${parcel}#1`
  return effectRecord(key, 'confirm-parcel', 'done', {
    ...{ body, doneAtMs: atMs, attempts: [effectAttempt('done', { atMs })] },
  })
}

function parcel(number: number, status = 'SUCCESS') {
  return fulfillment(number, {
    ...{ status, createdAtMs: noonMs - 60 * minuteMs + number },
    trackings: [{ company: 'DHL', number: numberOf(number), url: null }],
  })
}

test('R-SHIP-22: of two cancelled parcels each gives its reference to one that takes its place', () => {
  const fulfillments = [parcel(1, 'CANCELLED'), parcel(2, 'CANCELLED'), parcel(3), parcel(4)]
  const read = shopLife({ fulfillments, lines: [lifeLine({ quantity: 2, currentQuantity: 2 })] })
  // Newest first, as the store lists them.
  const effects = [told(3, '1', 5), told(2, '2', 40), told(1, '1', 50)]
  const life = lifeView({ read, effects })
  const step = decideShipment(importedView({ order }), life, livePolicy, noonMs)
  expect(step).toMatchObject({
    do: 'write',
    write: { act: { parcel: { reference: '2', trackingNumber: numberOf(4) } } },
  })
})
