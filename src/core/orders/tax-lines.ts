/** Tax as Shopify takes it: an amount that decides and a rate that only informs. */
import type { NetLine } from './net-lines.ts'
import type { DraftTaxLine } from './shopify-order.ts'

export type PriceContext = { readonly currency: string; readonly taxesIncluded: boolean }

/** The tax of one price; none when it is zero. `priceMinor` holds the tax when prices include it. */
export function taxLines(
  taxMinor: number,
  priceMinor: number,
  from: NetLine,
  { currency, taxesIncluded }: PriceContext,
): DraftTaxLine[] {
  if (taxMinor === 0) return []
  const byMarketplace = from.line.item.taxByMarketplace
  const baseMinor = taxesIncluded ? priceMinor - taxMinor : priceMinor
  return [
    {
      title: byMarketplace ? 'Tax collected by Amazon' : 'Tax',
      rate: rateOf(taxMinor, baseMinor),
      amount: { amountMinor: taxMinor, currency },
      channelLiable: byMarketplace,
    },
  ]
}

const rateDigits = 6

/** Tax ÷ net base as a decimal string of at most six digits; "0" for tax on nothing. */
function rateOf(taxMinor: number, baseMinor: number): string {
  if (baseMinor <= 0) return '0'
  const scale = 10n ** BigInt(rateDigits)
  const scaled = (BigInt(taxMinor) * scale * 2n + BigInt(baseMinor)) / (BigInt(baseMinor) * 2n)
  const text = String(scaled).padStart(rateDigits + 1, '0')
  return `${text.slice(0, -rateDigits)}.${text.slice(-rateDigits)}`.replace(/\.?0+$/, '')
}
