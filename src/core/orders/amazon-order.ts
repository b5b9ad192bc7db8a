/**
 * An Amazon order in our words (Orders API 2026-01-01), without personal data: names, addresses and
 * messages travel apart (`PersonalFacts`) and are stored encrypted.
 * Amazon's "enums" are open sets: what we do not know is kept as `Unrecognised`.
 */
import type { AmazonItemId, AmazonOrderId, MarketplaceId, SellerSku } from '../ids.ts'
import type { Money } from '../money.ts'
import type { Unrecognised } from '../seen.ts'

export type OrderStatus =
  | 'PENDING_AVAILABILITY'
  | 'PENDING'
  | 'UNSHIPPED'
  | 'PARTIALLY_SHIPPED'
  | 'SHIPPED'
  | 'CANCELLED'
  | 'UNFULFILLABLE'

export type FulfilledBy = 'MERCHANT' | 'AMAZON'

/** What a line's money is made of. TAX and DISCOUNT say in `details` which part they belong to. */
export type PartType = 'ITEM' | 'SHIPPING' | 'GIFT_WRAP' | 'COD_FEE' | 'OTHER' | 'TAX' | 'DISCOUNT'

export type MoneyPart = {
  readonly type: PartType | 'DELIVERY_TIP' | Unrecognised
  /** Total of the whole line (or order), not per unit. */
  readonly subtotal: Money
  readonly details: readonly { readonly subtype: string; readonly value: Money }[]
}

export type AmazonItem = {
  readonly itemId: AmazonItemId
  readonly asin: string | null
  readonly sku: SellerSku | null
  readonly title: string
  readonly quantityOrdered: number
  readonly quantityFulfilled: number
  /** Units that will not be shipped any more, where Amazon's figures show some. */
  readonly quantityCancelled?: number
  readonly unitPrice: Money | null
  readonly parts: readonly MoneyPart[]
  readonly total: Money | null
  readonly promotionIds: readonly string[]
  /** True when Amazon collects and remits the tax of this line (MARKETPLACE_FACILITATOR). */
  readonly taxByMarketplace: boolean
  readonly giftWrapLevel: string | null
  readonly hasGiftMessage: boolean
  readonly hasCustomisation: boolean
  readonly cancelRequested: boolean
  readonly programs: readonly string[]
}

export type AmazonPackage = {
  readonly packageId: string
  readonly carrier: string | null
  readonly trackingNumber: string | null
  readonly shippedAtMs: number | null
  readonly status: string | null
  readonly items: readonly { readonly itemId: AmazonItemId; readonly quantity: number }[]
}

export type AmazonOrder = {
  readonly orderId: AmazonOrderId
  readonly createdAtMs: number
  readonly lastUpdatedAtMs: number
  readonly status: OrderStatus | Unrecognised
  readonly fulfilledBy: FulfilledBy | Unrecognised
  readonly channel: 'AMAZON' | 'NON_AMAZON' | Unrecognised
  readonly marketplaceId: MarketplaceId | null
  readonly marketplaceName: string | null
  /** Known and unknown program names alike, as Amazon sent them. */
  readonly programs: readonly string[]
  readonly serviceLevel: string | null
  readonly shipByMs: number | null
  readonly deliverByMs: number | null
  readonly replaces: {
    readonly orderId: AmazonOrderId
    readonly kind: 'replacement' | 'exchange'
  } | null
  readonly grandTotal: Money | null
  /** Order-level proceeds: totals by category, and charges that belong to no line (tip). */
  readonly parts: readonly MoneyPart[]
  readonly items: readonly AmazonItem[]
  readonly packages: readonly AmazonPackage[]
}

export type PostalAddress = {
  readonly name: string | null
  readonly company: string | null
  readonly line1: string | null
  readonly line2: string | null
  readonly line3: string | null
  readonly city: string | null
  readonly district: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly countryCode: string | null
  readonly phone: string | null
}

/** Personal data of one order. Lives only in encrypted columns and in the create call. */
export type PersonalFacts = {
  readonly buyerName: string | null
  readonly address: PostalAddress | null
  readonly giftMessages: readonly { readonly itemId: AmazonItemId; readonly text: string }[]
}
