/**
 * Amazon's marketplaces as the simulator needs them. Ids: developer-docs "Marketplace IDs" (2026-11-22). Tax rates and
 * order id prefixes only make orders look right; they are no tax advice.
 */

export type Marketplace = {
  readonly id: string
  readonly countryCode: string
  readonly name: string
  readonly domainName: string
  readonly currency: string
  readonly language: string
  /** How prices are shown there: with the tax in them, or with the tax added at checkout. */
  readonly taxMode: 'included' | 'on-top'
  readonly taxPercent: number
  /** First parts of order ids that are usual there. */
  readonly orderIdPrefixes: readonly string[]
}

type Row = readonly [string, string, string, string, string, 'included' | 'on-top', number, string]

const rows: readonly Row[] = [
  ['ATVPDKIKX0DER', 'US', 'Amazon.com', 'USD', 'en_US', 'on-top', 8.25, '111 112 113 114'],
  ['A2EUQ1WTGCTBG2', 'CA', 'Amazon.ca', 'CAD', 'en_CA', 'on-top', 13, '701 702'],
  ['A1AM78C64UM0Y8', 'MX', 'Amazon.com.mx', 'MXN', 'es_MX', 'included', 16, '701 702'],
  ['A2Q3Y263D00KWC', 'BR', 'Amazon.com.br', 'BRL', 'pt_BR', 'included', 17, '701 702'],
  ['A1F83G8C2ARO7P', 'GB', 'Amazon.co.uk', 'GBP', 'en_GB', 'included', 20, '202 203 204 205 206'],
  ['A1PA6795UKMFR9', 'DE', 'Amazon.de', 'EUR', 'de_DE', 'included', 19, '302 303 304 305 306'],
  ['A13V1IB3VIYZZH', 'FR', 'Amazon.fr', 'EUR', 'fr_FR', 'included', 20, '402 403 404 405 406'],
  ['APJ6JRA9NG5V4', 'IT', 'Amazon.it', 'EUR', 'it_IT', 'included', 22, '402 403 404 405 406'],
  ['A1RKKUPIHCS9HS', 'ES', 'Amazon.es', 'EUR', 'es_ES', 'included', 21, '402 403 404 405 406'],
  ['A1805IZSGTT6HS', 'NL', 'Amazon.nl', 'EUR', 'nl_NL', 'included', 21, '402 403 404 405 406'],
  ['AMEN7PMS3EDWL', 'BE', 'Amazon.com.be', 'EUR', 'fr_BE', 'included', 21, '402 403 404 405 406'],
  ['A28R8C7NBKEWEA', 'IE', 'Amazon.ie', 'EUR', 'en_IE', 'included', 23, '202 203 204 205 206'],
  ['A2NODRKZP88ZB9', 'SE', 'Amazon.se', 'SEK', 'sv_SE', 'included', 25, '171 402 404 405 406'],
  ['A1C3SOZRARQ6R3', 'PL', 'Amazon.pl', 'PLN', 'pl_PL', 'included', 23, '402 403 404 405 406'],
  ['A33AVAJ2PDY3EV', 'TR', 'Amazon.com.tr', 'TRY', 'tr_TR', 'included', 20, '402 403 404 405 406'],
  ['A1VC38T7YXB528', 'JP', 'Amazon.co.jp', 'JPY', 'ja_JP', 'included', 10, '249 250 503'],
  ['A39IBJ37TRP1C6', 'AU', 'Amazon.com.au', 'AUD', 'en_AU', 'included', 10, '249 250 503'],
  ['A19VAU5U5O7RUS', 'SG', 'Amazon.sg', 'SGD', 'en_SG', 'included', 9, '249 250 503'],
]

const all: readonly Marketplace[] = rows.map(
  ([id, countryCode, name, currency, language, taxMode, taxPercent, prefixes]) => ({
    id,
    countryCode,
    name,
    domainName: `www.${name.toLowerCase()}`,
    currency,
    language,
    taxMode,
    taxPercent,
    orderIdPrefixes: prefixes.split(' '),
  }),
)

const byId = new Map(all.map((one) => [one.id, one]))

export const marketplaceIds = {
  us: 'ATVPDKIKX0DER',
  uk: 'A1F83G8C2ARO7P',
  germany: 'A1PA6795UKMFR9',
  france: 'A13V1IB3VIYZZH',
  sweden: 'A2NODRKZP88ZB9',
  japan: 'A1VC38T7YXB528',
  brazil: 'A2Q3Y263D00KWC',
  turkey: 'A33AVAJ2PDY3EV',
} as const

/** The marketplace of an id that the simulator knows. */
export function marketplace(id: string): Marketplace {
  const found = byId.get(id)
  if (found === undefined) throw new Error(`the simulator knows no marketplace ${id}`)
  return found
}

/** Orders of these countries stay visible since 2016; everywhere else two years. */
export function keepsOldOrders(marketplaceId: string): boolean {
  return ['JP', 'AU', 'SG'].includes(byId.get(marketplaceId)?.countryCode ?? '')
}
