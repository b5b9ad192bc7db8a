/**
 * Money as the simulator keeps it: whole minor units, once in the order's currency and once in the
 * buyer's (presentment) currency. Shopify converts nothing between the two.
 */

export type Amount = { readonly shop: number; readonly presentment: number }

export const zero: Amount = { shop: 0, presentment: 0 }

const withoutMinorUnit = new Set(
  'BIF CLP DJF GNF JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '),
)
const withThreeDigits = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

/** How many digits stand behind the point in this currency. */
export function minorDigits(currency: string): number {
  if (withoutMinorUnit.has(currency)) return 0
  return withThreeDigits.has(currency) ? 3 : 2
}

/** Reads a decimal text into minor units, rounding half away from zero what the currency cannot hold. */
export function minorFrom(decimal: string, currency: string): number {
  const digits = minorDigits(currency)
  const match = /^\s*(-?)(\d*)(?:\.(\d*))?\s*$/.exec(decimal)
  if (!match) return Math.round(Number(decimal) * 10 ** digits)
  const [, sign = '', whole = '', fraction = ''] = match
  const kept = fraction.slice(0, digits).padEnd(digits, '0')
  const roundUp = (fraction.charCodeAt(digits) || 0) >= 53 // '5'
  const minor = Number(`${whole || '0'}${kept}`) + (roundUp ? 1 : 0)
  return sign === '-' ? -minor : minor
}

/** As GraphQL prints it: at least one digit behind the point, no more zeros than that ("24.0", "24.95"). */
export function decimalShort(minor: number, currency: string): string {
  const text = decimalFull(minor, currency)
  if (!text.includes('.')) return `${text}.0`
  const trimmed = text.replace(/0+$/, '')
  return trimmed.endsWith('.') ? `${trimmed}0` : trimmed
}

/** As REST payloads print it: all digits of the currency ("24.00", JPY "2400"). */
export function decimalFull(minor: number, currency: string): string {
  const digits = minorDigits(currency)
  const sign = minor < 0 ? '-' : ''
  const all = String(Math.abs(minor)).padStart(digits + 1, '0')
  if (digits === 0) return `${sign}${all}`
  return `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`
}

export function plus(a: Amount, b: Amount): Amount {
  return { shop: a.shop + b.shop, presentment: a.presentment + b.presentment }
}

export function minus(a: Amount, b: Amount): Amount {
  return { shop: a.shop - b.shop, presentment: a.presentment - b.presentment }
}

export function times(a: Amount, factor: number): Amount {
  return { shop: a.shop * factor, presentment: a.presentment * factor }
}

export function sumOf<T>(rows: readonly T[], amountOf: (row: T) => Amount): Amount {
  let shop = 0
  let presentment = 0
  for (const row of rows) {
    const amount = amountOf(row)
    shop += amount.shop
    presentment += amount.presentment
  }
  return { shop, presentment }
}

/** A MoneyBag as GraphQL serves it. */
export function moneyBag(amount: Amount, currencies: Currencies): object {
  return {
    shopMoney: {
      amount: decimalShort(amount.shop, currencies.shop),
      currencyCode: currencies.shop,
    },
    presentmentMoney: {
      amount: decimalShort(amount.presentment, currencies.presentment),
      currencyCode: currencies.presentment,
    },
  }
}

export type Currencies = { readonly shop: string; readonly presentment: string }
