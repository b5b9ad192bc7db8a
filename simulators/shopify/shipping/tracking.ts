/** Tracking numbers as they come in, one or many; the company is the same for all of them. */
import type { Tracking } from '../shipping-records.ts'

export type TrackingInput = {
  readonly company?: string | null
  readonly number?: string | null
  readonly numbers?: readonly string[] | null
  readonly url?: string | null
  readonly urls?: readonly string[] | null
}

/** Addresses of the carriers' own pages, for the few names of Shopify's list that this simulator knows. */
const pages: Readonly<Record<string, string>> = {
  DHL: 'https://www.dhl.com/content/g0/en/express/tracking.shtml?brand=DHL&AWB=',
  UPS: 'https://www.ups.com/WebTracking?loc=en_US&requester=ST&trackNums=',
  USPS: 'https://tools.usps.com/go/TrackConfirmAction_input?qtc_tLabels1=',
  FedEx: 'https://www.fedex.com/fedextrack/?trknbr=',
  PostNord: 'https://tracking.postnord.com/tracking?id=',
}

/** Shopify makes the address itself when it knows the company by exactly this name. */
export function trackingFrom(input: TrackingInput | null | undefined): Tracking[] {
  if (input == null) return []
  const company = input.company ?? null
  const numbers = input.numbers ?? (input.number == null ? [] : [input.number])
  const urls = input.urls ?? (input.url == null ? [] : [input.url])
  const known = numbers.map((number) => number.trim()).filter((number) => number !== '')
  if (known.length === 0) {
    return company === null && urls.length === 0
      ? []
      : [{ company, number: null, url: urls[0] ?? null }]
  }
  return known.map((number, at) => {
    const page = company === null ? undefined : pages[company]
    return { company, number, url: urls[at] ?? (page === undefined ? null : page + number) }
  })
}
