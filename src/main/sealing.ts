/** Seals what is personal before it reaches the store, and opens it for the one call that needs it. */

import type { Secrets } from '../config/secrets.ts'
import type { AmazonOrderId } from '../core/ids.ts'
import type { AmazonOrder, PersonalFacts } from '../core/orders/amazon-order.ts'
import type { AmazonReading } from '../core/orders/amazon-reading.ts'
import type { Sealing } from '../reconcile/account.ts'
import type { SealedPersonal } from '../store/orders.ts'

const dayMs = 86_400_000
/** Amazon: no longer than 30 days after delivery. Delivery is not known here: ship-by stands in. */
const keptAfterDeliveryMs = 30 * dayMs
const keptWithoutDateMs = 45 * dayMs

export function createSealing(secrets: Secrets): Sealing {
  return {
    sealReading: (reading) => sealReading(secrets, reading),
    openPersonal: (orderId, sealed) =>
      JSON.parse(secrets.open(sealed, personalAad(orderId))) as PersonalFacts,
  }
}

function sealReading(secrets: Secrets, reading: AmazonReading): SealedPersonal {
  const orderId = reading.kind === 'order' ? reading.order.orderId : (reading.orderId ?? '')
  const rawSealed = secrets.seal(reading.rawText, rawAad(orderId))
  const personal = reading.kind === 'order' ? reading.personal : null
  if (reading.kind !== 'order' || personal === null) {
    return { sealed: null, rawSealed, nameHmac: null, postcodeHmac: null, purgeAfterMs: null }
  }
  const name = personal.address?.name ?? personal.buyerName
  const postcode = personal.address?.postalCode ?? null
  return {
    sealed: secrets.seal(JSON.stringify(personal), personalAad(orderId)),
    rawSealed,
    nameHmac: name === null ? null : secrets.hmacOf('name', name),
    postcodeHmac: postcode === null ? null : secrets.hmacOf('postcode', postcode),
    purgeAfterMs: purgeAfter(reading.order),
  }
}

function purgeAfter(order: AmazonOrder): number {
  const delivered = order.deliverByMs ?? order.shipByMs
  return delivered === null
    ? order.createdAtMs + keptWithoutDateMs
    : delivered + keptAfterDeliveryMs
}

/** Binds sealed bytes to their order and purpose: moved elsewhere they do not open. */
function personalAad(orderId: AmazonOrderId | ''): string {
  return `personal:${orderId}`
}

export function rawAad(orderId: AmazonOrderId | ''): string {
  return `raw:${orderId}`
}
