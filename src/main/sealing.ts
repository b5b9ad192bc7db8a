/** Seals what is personal before it reaches the store, and opens it for the one call that needs it. */

import type { Secrets } from '../config/secrets.ts'
import type { AmazonOrderId } from '../core/ids.ts'
import type { AmazonOrder, PersonalFacts, PostalAddress } from '../core/orders/amazon-order.ts'
import type { AmazonReading } from '../core/orders/amazon-reading.ts'
import type { Sealing } from '../reconcile/account.ts'
import type { SealedPersonal } from '../store/orders.ts'

const dayMs = 86_400_000
/** Amazon: no longer than 30 days after delivery, whose day is not known here. */
const keptMs = 30 * dayMs

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
  const purgeAfterMs = reading.kind === 'order' ? purgeAfter(reading.order) : null
  if (reading.kind !== 'order' || personal === null) {
    return { sealed: null, rawSealed, nameHmac: null, postcodeHmac: null, purgeAfterMs }
  }
  const name = personal.address?.name ?? personal.buyerName
  const postcode = personal.address?.postalCode ?? null
  return {
    sealed: secrets.seal(JSON.stringify(personal), personalAad(orderId)),
    rawSealed,
    nameHmac: name === null ? null : secrets.hmacOf('name', name),
    postcodeHmac: postcode === null ? null : secrets.hmacOf('postcode', postcode),
    addressHmacs:
      personal.address === null ? [] : secrets.hmacsOf('text', plainAddress(personal.address)),
    purgeAfterMs,
  }
}

/** Where it goes, so that another way of writing the same is no other address. */
function plainAddress(address: PostalAddress): string {
  const { line1, line2, line3, city, district, region, postalCode, countryCode } = address
  const parts = [line1, line2, line3, city, district, region, postalCode, countryCode]
  return parts.map((part) => (part ?? '').toLowerCase().replace(/\s+/g, ' ').trim()).join('|')
}

/**
 * Nothing is delivered before it was sent: from then on the newest parcel counts. Until then the promised
 * day does, so that the address of a preorder outlives its wait.
 */
function purgeAfter(order: AmazonOrder): number {
  const sent = order.packages.flatMap(({ shippedAtMs }) => shippedAtMs ?? [])
  if (order.status === 'SHIPPED') return Math.max(order.createdAtMs, ...sent) + keptMs
  return (order.deliverByMs ?? order.shipByMs ?? order.createdAtMs) + keptMs
}

/** Binds sealed bytes to their order and purpose: moved elsewhere they do not open. */
export function personalAad(orderId: AmazonOrderId | ''): string {
  return `personal:${orderId}`
}

export function rawAad(orderId: AmazonOrderId | ''): string {
  return `raw:${orderId}`
}
