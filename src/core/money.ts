/**
 * Money as integer minor units with its currency; never a float. Amazon and Shopify both send and
 * take decimal strings.
 */
export type Money = { readonly amountMinor: number; readonly currency: string }

/** ISO 4217 currencies without a minor unit, and with three digits, that the marketplaces use. */
const noMinorUnit = new Set(['JPY', 'KRW', 'CLP', 'VND', 'ISK'])
const threeDigits = new Set(['KWD', 'BHD', 'OMR', 'JOD', 'TND'])

export function minorDigits(currency: string): 0 | 2 | 3 {
  if (noMinorUnit.has(currency)) return 0
  return threeDigits.has(currency) ? 3 : 2
}

/** Reads a decimal string (`-12.50`, `100`); undefined when it is none or finer than a minor unit. */
export function parseMoney(decimal: string, currency: string): Money | undefined {
  const match = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(decimal.trim())
  if (!match || !/^[A-Z]{3}$/.test(currency)) return undefined
  const digits = minorDigits(currency)
  const fraction = (match[3] ?? '').padEnd(digits, '0')
  if (/[1-9]/.test(fraction.slice(digits))) return undefined
  const minor = Number(`${match[2]}${fraction.slice(0, digits)}`)
  return { amountMinor: match[1] === '-' && minor !== 0 ? -minor : minor, currency }
}

/** The decimal string that both platforms take: `12.50`, `100` for JPY. */
export function formatDecimal(money: Money): string {
  const digits = minorDigits(money.currency)
  const sign = money.amountMinor < 0 ? '-' : ''
  const text = String(Math.abs(money.amountMinor)).padStart(digits + 1, '0')
  if (digits === 0) return sign + text
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

export function zero(currency: string): Money {
  return { amountMinor: 0, currency }
}
