/**
 * Shopify's carrier names as Amazon's carrier codes. Amazon publishes no list that a program can read;
 * these are codes seen in Seller Central's help, and their spelling counts for the valid-tracking rate.
 * The seller's own rules come first; a name without a code is `Other` with that name.
 */
import type { CarrierRule } from '../life/life-policy.ts'

export type AmazonCarrier = { readonly code: string; readonly name: string | null }

const known: Readonly<Record<string, string>> = {
  '4px': '4PX',
  aramex: 'Aramex',
  'canada post': 'Canada Post',
  'china post': 'China Post',
  dhl: 'DHL',
  'dhl ecommerce': 'DHL eCommerce',
  'dhl express': 'DHL',
  'dhl global mail': 'DHL Global Mail',
  fastway: 'Fastway',
  fedex: 'FedEx',
  'fedex smartpost': 'FedEx SmartPost',
  gls: 'GLS',
  'hermes logistik gruppe': 'Hermes Logistik Gruppe',
  lasership: 'Lasership',
  'ninja van': 'Ninjavan',
  ninjavan: 'Ninjavan',
  ontrac: 'OnTrac',
  osm: 'OSM',
  parcelforce: 'Parcelforce',
  'royal mail': 'Royal Mail',
  sagawa: 'SagawaExpress',
  'sf express': 'SF Express',
  'singapore post': 'Singapore Post',
  tnt: 'TNT',
  ups: 'UPS',
  'ups mail innovations': 'UPSMI',
  usps: 'USPS',
  yamato: 'YamatoTransport',
  yanwen: 'Yanwen',
}

/** Null: there is no name to go by. */
export function amazonCarrier(
  company: string | null,
  marketplaceId: string | null,
  rules: readonly CarrierRule[],
): AmazonCarrier | null {
  const name = (company ?? '').trim()
  if (name === '') return null
  const lower = name.toLowerCase()
  const fits = rules.filter((rule) => rule.shopify === lower)
  const rule =
    fits.find((one) => one.marketplaceId === marketplaceId) ??
    fits.find((one) => one.marketplaceId === null)
  const code = rule?.amazonCode ?? (Object.hasOwn(known, lower) ? known[lower] : undefined)
  return code === undefined ? { code: 'Other', name: name.slice(0, 50) } : { code, name: null }
}

/** Amazon's carrier as Shopify would name it: what Shopify does not know is kept as Amazon wrote it. */
export function shopifyCarrier(amazon: string | null): string | null {
  if (amazon === null) return null
  const back: Readonly<Record<string, string>> = {
    YamatoTransport: 'Yamato',
    SagawaExpress: 'Sagawa',
    UPSMI: 'UPS',
  }
  return Object.hasOwn(back, amazon) ? (back[amazon] ?? amazon) : amazon
}
