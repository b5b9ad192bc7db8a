/** A tax line as GraphQL serves it. */
import { type Currencies, moneyBag } from '../money.ts'
import type { TaxLine } from '../records.ts'

export function taxLineView(line: TaxLine, currencies: Currencies): object {
  return {
    title: line.title,
    rate: line.rate,
    ratePercentage: Math.round(line.rate * 100 * 1e6) / 1e6,
    priceSet: moneyBag(line.amount, currencies),
    channelLiable: line.channelLiable,
    source: null,
  }
}
