/** Amounts as Amazon sends them: decimal strings with the currency's own number of decimals. Whole minor units inside. */

export type Money = { readonly amount: string; readonly currencyCode: string }

function decimalsOf(currency: string): number {
  return currency === 'JPY' || currency === 'KRW' ? 0 : 2
}

/** "24.95" EUR is 2495; refuses what the currency cannot hold. */
export function toMinor(amount: string, currency: string): number {
  const decimals = decimalsOf(currency)
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (match === null) throw new Error(`not an amount: ${amount}`)
  const [, sign = '', whole = '0', fraction = ''] = match
  if (fraction.length > decimals) throw new Error(`${currency} has no such amount: ${amount}`)
  const minor = Number(whole + fraction.padEnd(decimals, '0'))
  return sign === '-' ? -minor : minor
}

export function toMoney(amountMinor: number, currency: string): Money {
  const decimals = decimalsOf(currency)
  const digits = String(Math.abs(amountMinor)).padStart(decimals + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  const cut = digits.length - decimals
  const amount = decimals === 0 ? digits : `${digits.slice(0, cut)}.${digits.slice(cut)}`
  return { amount: sign + amount, currencyCode: currency }
}

/** A part of an amount, rounded half away from zero, so that a refund is the mirror of its charge. */
export function portion(amountMinor: number, part: number, whole: number): number {
  const exact = (amountMinor * part) / whole
  return Math.sign(exact) * Math.round(Math.abs(exact))
}
