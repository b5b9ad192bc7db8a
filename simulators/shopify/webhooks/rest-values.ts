/** How the REST-shaped bodies print money and times. */
import { type Amount, type Currencies, decimalFull } from '../money.ts'

type Json = Record<string, unknown>

/** `name` in the shop's currency, and `name_set` in both. */
export function amounts(name: string, amount: Amount, currencies: Currencies): Json {
  return {
    [name]: decimalFull(amount.shop, currencies.shop),
    [`${name}_set`]: priceSet(amount, currencies),
  }
}

export function priceSet(amount: Amount, currencies: Currencies): Json {
  const money = (minor: number, currency: string): Json => ({
    amount: decimalFull(minor, currency),
    currency_code: currency,
  })
  return {
    shop_money: money(amount.shop, currencies.shop),
    presentment_money: money(amount.presentment, currencies.presentment),
  }
}

/** REST times carry the shop's offset; this shop keeps UTC. */
export function restTime(ms: number): string {
  return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}+00:00`
}
