/**
 * What a buyer paid for an order item, by the names that Amazon's adjustment feed uses, and the many words
 * that Finances has for the same. Amazon's own sample writes "Principle", so words are compared loosely.
 */
import type { AmazonItemId } from '../ids.ts'

/** What a refund message may name. */
export type SentComponent =
  | 'Principal'
  | 'Shipping'
  | 'Tax'
  | 'ShippingTax'
  | 'GiftWrap'
  | 'GiftWrapTax'

/** Promotions are negative: what the buyer did not pay. */
export type RefundComponent = SentComponent | 'Promotion' | 'ShippingPromotion'

export const sentComponents: readonly SentComponent[] = [
  'Principal',
  'Tax',
  'Shipping',
  'ShippingTax',
  'GiftWrap',
  'GiftWrapTax',
]

/** Money of one component of one item; a total of the line, never of a unit. */
export type RefundLine = {
  readonly itemId: AmazonItemId
  readonly component: RefundComponent
  readonly amountMinor: number
}

export function isTax(component: RefundComponent): boolean {
  return component === 'Tax' || component === 'ShippingTax' || component === 'GiftWrapTax'
}

/** The charge that a promotion lowers; every other component stands for itself. */
export function chargeOf(component: RefundComponent): SentComponent {
  if (component === 'Promotion') return 'Principal'
  return component === 'ShippingPromotion' ? 'Shipping' : component
}

export type WordMeaning =
  | { readonly is: 'component'; readonly component: RefundComponent }
  /** What the seller keeps of a refund: it lowers what the buyer gets. */
  | { readonly is: 'kept' }
  /** Between Amazon and the seller; no money of the buyer's. */
  | { readonly is: 'fee' }
  | { readonly is: 'unknown' }

export function meaningOf(word: string): WordMeaning {
  const plain = word.toLowerCase().replace(/[^a-z]/g, '')
  if (/restocking|returnshipping/.test(plain)) return { is: 'kept' }
  if (/commission|fee|withheld|facilitator|charge ?back/.test(plain)) return { is: 'fee' }
  const component = componentOf(plain)
  return component === undefined ? { is: 'unknown' } : { is: 'component', component }
}

function componentOf(plain: string): RefundComponent | undefined {
  const isShipping = plain.includes('shipping')
  const isWrap = plain.includes('giftwrap')
  if (/promo|discount/.test(plain)) return isShipping ? 'ShippingPromotion' : 'Promotion'
  if (plain.includes('tax')) {
    if (isShipping) return 'ShippingTax'
    if (isWrap) return 'GiftWrapTax'
    return knownTaxes.has(plain) ? 'Tax' : undefined
  }
  if (isShipping) return 'Shipping'
  if (isWrap) return 'GiftWrap'
  return /princip(al|le)/.test(plain) || plain === 'itemprice' ? 'Principal' : undefined
}

const knownTaxes: ReadonlySet<string> = new Set(['tax', 'ourpricetax', 'producttax', 'itemtax'])
