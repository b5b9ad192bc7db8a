/** A parcel's tracking as Shopify takes it: an address only with a number, and only one for a browser. */
import type { Tracking } from '../../../core/orders/shop-life.ts'
import type { FulfillmentTrackingInput } from '../wire/generated/operations.ts'

export function trackingInput({ company, number, url }: Tracking): FulfillmentTrackingInput {
  const usable = number !== null && url !== null && isWebAddress(url)
  return {
    ...(company === null ? {} : { company }),
    ...(number === null ? {} : { number }),
    ...(usable ? { url } : {}),
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
