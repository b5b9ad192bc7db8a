/** Amounts as a person types them, in whole smallest units. Strict: what is not surely an amount is none. */
import { decimalsOf, type Money } from '../words/format.ts'

/** Spaces between thousands and either decimal sign are taken; nothing typed is nothing refunded. */
export function minorFrom(text: string, currency: string): number | null {
  const digits = decimalsOf(currency)
  const plain = text.replace(/\s/g, '')
  if (plain === '') return 0
  const [, whole, decimals = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(plain) ?? []
  if (whole === undefined || decimals.length > digits) return null
  return Number(`${whole}${decimals.padEnd(digits, '0')}`)
}

/** As one would type it, with the decimal sign of the language. */
export function typed(minor: number, currency: string, language: string): string {
  const text = moneyFrom(minor, currency).amount
  return language === 'sv' ? text.replace('.', ',') : text
}

export function moneyFrom(minor: number, currency: string): Money {
  const digits = decimalsOf(currency)
  const text = String(Math.abs(minor)).padStart(digits + 1, '0')
  const at = text.length - digits
  const amount = digits === 0 ? text : `${text.slice(0, at)}.${text.slice(at)}`
  return { amount: minor < 0 ? `-${amount}` : amount, currency }
}
