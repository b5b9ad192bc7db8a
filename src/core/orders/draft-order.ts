/**
 * The Shopify order that an Amazon order becomes (design section 5), without personal data. Never an
 * e-mail, a phone or a contactable customer: Amazon alone writes to its buyers.
 */
import type { EffectKey } from '../ids.ts'
import type { AmazonOrder } from './amazon-order.ts'
import { sellerCentralUrl } from './marketplaces.ts'
import { isPartlyShipped, shippedUnits } from './partly-shipped.ts'
import type { ImportPolicy } from './policy.ts'
import type { PricedOrder } from './price-order.ts'
import type { InventoryBehaviour, ShopifyOrderDraft } from './shopify-order.ts'

export type DraftChoice = {
  readonly key: EffectKey
  readonly inventory: InventoryBehaviour
  /** The goods have left before we saw the order. */
  readonly fulfilled: boolean
}

export function buildDraft(
  order: AmazonOrder,
  priced: PricedOrder,
  policy: Pick<ImportPolicy, 'gateway' | 'customer' | 'sellerCentralHost'>,
  choice: DraftChoice,
): ShopifyOrderDraft {
  return {
    key: choice.key,
    orderId: order.orderId,
    sourceUrl: sellerCentralUrl(order.orderId, order.marketplaceId, policy.sellerCentralHost),
    processedAtMs: order.createdAtMs,
    currency: priced.currency,
    taxesIncluded: priced.taxesIncluded,
    tags: tagsOf(order),
    attributes: attributesOf(order),
    lines: priced.lines,
    shippingLines: priced.shippingLines,
    total: priced.total,
    gateway: priced.total.amountMinor === 0 ? null : policy.gateway,
    inventory: choice.inventory,
    fulfilled: choice.fulfilled ? parcelsOf(order) : null,
    customer: policy.customer,
  }
}

/** Shopify's own limit for a tag is 40 characters; all of these are shorter. */
function tagsOf(order: AmazonOrder): string[] {
  const tags = ['Amazon']
  if (isSellerFulfilledPrime(order)) tags.push('Prime', 'Buy Shipping label needed')
  if (order.fulfilledBy === 'AMAZON') tags.push('Amazon FBA')
  if (order.programs.includes('AMAZON_BUSINESS')) tags.push('Business')
  if (isPartlyShipped(order)) tags.push('Partly shipped on Amazon')
  if (order.replaces !== null) tags.push(replacementTags[order.replaces.kind])
  return tags
}

const replacementTags = { replacement: 'Replacement', exchange: 'Exchange' } as const

/** PRIME stands on FBA orders too; only with the merchant it means Seller Fulfilled Prime. */
function isSellerFulfilledPrime(order: AmazonOrder): boolean {
  return order.fulfilledBy === 'MERCHANT' && order.programs.includes('PRIME')
}

function attributesOf(order: AmazonOrder): ShopifyOrderDraft['attributes'] {
  const programs = [...new Set([...order.programs, ...order.items.flatMap((one) => one.programs)])]
  const entries: [string, string | null][] = [
    ['Amazon order', order.orderId],
    ['Marketplace', order.marketplaceName ?? order.marketplaceId],
    ['Ship by', isoTime(order.shipByMs)],
    ['Deliver by', isoTime(order.deliverByMs)],
    ['Service level', order.serviceLevel],
    ['Programs', programs.join(', ')],
    ['Shipping label', isSellerFulfilledPrime(order) ? 'Buy Shipping label needed' : null],
    ['Already shipped on Amazon', isPartlyShipped(order) ? shippedUnits(order).join(', ') : null],
    ['Replaces order', order.replaces?.orderId ?? null],
  ]
  return entries.flatMap(([key, value]) => (value === null || value === '' ? [] : [{ key, value }]))
}

const timeMax = 8.64e15

function isoTime(atMs: number | null): string | null {
  if (atMs === null || !Number.isFinite(atMs) || Math.abs(atMs) > timeMax) return null
  return new Date(atMs).toISOString()
}

/** All packages in one fulfilment: Shopify's create takes one carrier for any number of numbers. */
function parcelsOf(order: AmazonOrder): NonNullable<ShopifyOrderDraft['fulfilled']> {
  const numbers = order.packages.flatMap((parcel) => parcel.trackingNumber ?? [])
  const carriers = new Set(order.packages.flatMap((parcel) => parcel.carrier ?? []))
  const [carrier] = carriers
  return {
    carrier: carriers.size === 1 ? (carrier ?? null) : null,
    trackingNumbers: [...new Set(numbers)],
  }
}
