/**
 * Money as integer minor units with its currency; never a float. Amazon and Shopify both send and
 * take decimal strings. Two currencies in one sum are our own mistake and throw.
 */
import { InvariantError } from './invariant-error.ts'

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

export function add(left: Money, right: Money): Money {
  return { amountMinor: left.amountMinor + right.amountMinor, currency: oneCurrency(left, right) }
}

export function subtract(left: Money, right: Money): Money {
  return { amountMinor: left.amountMinor - right.amountMinor, currency: oneCurrency(left, right) }
}

/** The sum of any number of amounts in one currency; zero of it for none. */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(add, zero(currency))
}

export function multiply(money: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new InvariantError('money: multiply by a whole number')
  return { amountMinor: money.amountMinor * quantity, currency: money.currency }
}

/** Negative, zero or positive, as a sort wants it. */
export function compare(left: Money, right: Money): number {
  oneCurrency(left, right)
  return left.amountMinor - right.amountMinor
}

/**
 * Splits an amount exactly: each part gets its share rounded towards zero, the remainder goes to the
 * largest share (the first of equals). Shares that are all zero count as equal.
 */
export function splitByShares(money: Money, shares: readonly number[]): Money[] {
  if (shares.some((share) => !Number.isSafeInteger(share) || share < 0)) {
    throw new InvariantError('money: shares are whole numbers, none negative')
  }
  const total = shares.reduce((all, share) => all + BigInt(share), 0n)
  const weights = total === 0n ? shares.map(() => 1n) : shares.map((share) => BigInt(share))
  const whole = total === 0n ? BigInt(shares.length) : total
  const amount = BigInt(money.amountMinor)
  const parts = weights.map((weight) => Number((amount * weight) / whole))
  const rest = money.amountMinor - parts.reduce((all, part) => all + part, 0)
  const largest = weights.findIndex((weight) => weights.every((other) => weight >= other))
  return parts.map((part, at) => ({
    amountMinor: at === largest ? part + rest : part,
    currency: money.currency,
  }))
}

function oneCurrency(left: Money, right: Money): string {
  if (left.currency !== right.currency) {
    throw new InvariantError(`money: ${left.currency} and ${right.currency} do not mix`)
  }
  return left.currency
}
