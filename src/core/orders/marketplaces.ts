/**
 * Amazon's marketplaces: the currency that their orders carry and the host of their Seller Central.
 * Ids: SP-API "Marketplace IDs", read 2026-11. Hosts follow Amazon's domain of each country and are
 * links for people only; a marketplace that is not listed uses the host of the settings.
 */
import type { AmazonOrderId, MarketplaceId } from '../ids.ts'

type Marketplace = { readonly host: string; readonly currency: string }

/** The page of an order in Seller Central, on the host of its marketplace. */
export function sellerCentralUrl(
  orderId: AmazonOrderId,
  marketplaceId: MarketplaceId | null,
  fallbackHost: string,
): string {
  const host = marketplaceOf(marketplaceId)?.host ?? bareHost(fallbackHost)
  return `https://${host}/orders-v3/order/${orderId}`
}

/** The currency of a marketplace, for orders that carry no money at all; null when not known. */
export function currencyOf(marketplaceId: MarketplaceId | null): string | null {
  return marketplaceOf(marketplaceId)?.currency ?? null
}

/** The time zone that a marketplace's dates are counted in; UTC when it is not known. */
export function zoneOf(marketplaceId: string | null): string {
  return (marketplaceId === null ? undefined : zones.get(marketplaceId)) ?? 'UTC'
}

function marketplaceOf(marketplaceId: MarketplaceId | null): Marketplace | undefined {
  return marketplaceId === null ? undefined : marketplaces.get(marketplaceId)
}

function bareHost(host: string): string {
  return host.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '')
}

const marketplaces: ReadonlyMap<string, Marketplace> = new Map([
  ['A2EUQ1WTGCTBG2', { host: 'sellercentral.amazon.ca', currency: 'CAD' }],
  ['ATVPDKIKX0DER', { host: 'sellercentral.amazon.com', currency: 'USD' }],
  ['A1AM78C64UM0Y8', { host: 'sellercentral.amazon.com.mx', currency: 'MXN' }],
  ['A2Q3Y263D00KWC', { host: 'sellercentral.amazon.com.br', currency: 'BRL' }],
  ['A28R8C7NBKEWEA', { host: 'sellercentral.amazon.ie', currency: 'EUR' }],
  ['A1RKKUPIHCS9HS', { host: 'sellercentral.amazon.es', currency: 'EUR' }],
  ['A1F83G8C2ARO7P', { host: 'sellercentral.amazon.co.uk', currency: 'GBP' }],
  ['A13V1IB3VIYZZH', { host: 'sellercentral.amazon.fr', currency: 'EUR' }],
  ['AMEN7PMS3EDWL', { host: 'sellercentral.amazon.com.be', currency: 'EUR' }],
  ['A1805IZSGTT6HS', { host: 'sellercentral.amazon.nl', currency: 'EUR' }],
  ['A1PA6795UKMFR9', { host: 'sellercentral.amazon.de', currency: 'EUR' }],
  ['APJ6JRA9NG5V4', { host: 'sellercentral.amazon.it', currency: 'EUR' }],
  ['A2NODRKZP88ZB9', { host: 'sellercentral.amazon.se', currency: 'SEK' }],
  ['AE08WJ6YKNBMC', { host: 'sellercentral.amazon.co.za', currency: 'ZAR' }],
  ['A1C3SOZRARQ6R3', { host: 'sellercentral.amazon.pl', currency: 'PLN' }],
  ['ARBP9OOSHTCHU', { host: 'sellercentral.amazon.eg', currency: 'EGP' }],
  ['A33AVAJ2PDY3EV', { host: 'sellercentral.amazon.com.tr', currency: 'TRY' }],
  ['A17E79C6D8DWNP', { host: 'sellercentral.amazon.sa', currency: 'SAR' }],
  ['A2VIGQ35RCS4UG', { host: 'sellercentral.amazon.ae', currency: 'AED' }],
  ['A21TJRUUN4KGV', { host: 'sellercentral.amazon.in', currency: 'INR' }],
  ['A19VAU5U5O7RUS', { host: 'sellercentral.amazon.sg', currency: 'SGD' }],
  ['A39IBJ37TRP1C6', { host: 'sellercentral.amazon.com.au', currency: 'AUD' }],
  ['A1VC38T7YXB528', { host: 'sellercentral.amazon.co.jp', currency: 'JPY' }],
])

const zones: ReadonlyMap<string, string> = new Map([
  ['A2EUQ1WTGCTBG2', 'America/Los_Angeles'],
  ['ATVPDKIKX0DER', 'America/Los_Angeles'],
  ['A1AM78C64UM0Y8', 'America/Los_Angeles'],
  ['A2Q3Y263D00KWC', 'America/Sao_Paulo'],
  ['A28R8C7NBKEWEA', 'Europe/Dublin'],
  ['A1RKKUPIHCS9HS', 'Europe/Madrid'],
  ['A1F83G8C2ARO7P', 'Europe/London'],
  ['A13V1IB3VIYZZH', 'Europe/Paris'],
  ['AMEN7PMS3EDWL', 'Europe/Brussels'],
  ['A1805IZSGTT6HS', 'Europe/Amsterdam'],
  ['A1PA6795UKMFR9', 'Europe/Berlin'],
  ['APJ6JRA9NG5V4', 'Europe/Rome'],
  ['A2NODRKZP88ZB9', 'Europe/Stockholm'],
  ['AE08WJ6YKNBMC', 'Africa/Johannesburg'],
  ['A1C3SOZRARQ6R3', 'Europe/Warsaw'],
  ['ARBP9OOSHTCHU', 'Africa/Cairo'],
  ['A33AVAJ2PDY3EV', 'Europe/Istanbul'],
  ['A17E79C6D8DWNP', 'Asia/Riyadh'],
  ['A2VIGQ35RCS4UG', 'Asia/Dubai'],
  ['A21TJRUUN4KGV', 'Asia/Kolkata'],
  ['A19VAU5U5O7RUS', 'Asia/Singapore'],
  ['A39IBJ37TRP1C6', 'Australia/Sydney'],
  ['A1VC38T7YXB528', 'Asia/Tokyo'],
])
