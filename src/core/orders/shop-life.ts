/**
 * All that happened to a Shopify order of ours since its create, as one reading of it (Admin API
 * 2026-10): fulfilments, refunds, cancellation, returns, what is left to ship. Without personal data.
 * The concerns of order life decide on it; nothing in it is our opinion.
 */
import type {
  AmazonItemId,
  EffectKey,
  FulfillmentGid,
  FulfillmentOrderGid,
  LocationGid,
  RefundGid,
  ReturnGid,
  ShopifyOrderGid,
  VariantGid,
} from '../ids.ts'
import type { Money } from '../money.ts'

export type ShopLife = {
  readonly gid: ShopifyOrderGid
  readonly updatedAtMs: number
  readonly cancelledAtMs: number | null
  /** CUSTOMER, DECLINED, FRAUD, INVENTORY, OTHER, STAFF, or what Shopify says next. */
  readonly cancelReason: string | null
  /** Our key, when the cancellation's staff note or the order's note carries one. */
  readonly cancelKey: EffectKey | null
  readonly closed: boolean
  readonly edited: boolean
  readonly total: Money
  readonly refunded: Money
  /** Changes when the shipping address changes; a keyed HMAC is made of it before it is stored. */
  readonly addressDigest: string | null
  /** The shipping line that stands; left out by readings of before it was asked for. */
  readonly shippingTitle?: string | null
  readonly lines: readonly LifeLine[]
  readonly fulfillmentOrders: readonly LifeFulfillmentOrder[]
  readonly fulfillments: readonly LifeFulfillment[]
  readonly transactions: readonly LifeTransaction[]
  readonly refunds: readonly LifeRefund[]
  readonly returns: readonly LifeReturn[]
  /** Names of lists that had more rows than were read: what they hold is unknown, not absent. */
  readonly truncated: readonly string[]
}

export type LifeLine = {
  readonly lineGid: string
  readonly variantGid: VariantGid | null
  readonly sku: string | null
  readonly title: string
  /** The Amazon item it belongs to, by our line property; null for money lines and merchants' own. */
  readonly itemId: AmazonItemId | null
  readonly quantity: number
  /** After edits and refunds that removed units. */
  readonly currentQuantity: number
  readonly requiresShipping: boolean
  /** Price of one unit after discounts, and the tax of the whole line. */
  readonly unitPrice: Money
  readonly tax: Money
}

export type LifeFulfillmentOrder = {
  readonly gid: FulfillmentOrderGid
  readonly status: string
  readonly requestStatus: string
  readonly locationGid: LocationGid | null
  readonly fulfillByMs: number | null
  readonly holds: readonly {
    readonly holdGid: string
    readonly reason: string
    /** Ours carry a handle that we gave. */
    readonly handle: string | null
    readonly ours: boolean
  }[]
  readonly lines: readonly {
    readonly foLineGid: string
    readonly lineGid: string
    readonly total: number
    readonly remaining: number
  }[]
}

export type Tracking = {
  readonly company: string | null
  readonly number: string | null
  readonly url: string | null
}

export type LifeFulfillment = {
  readonly gid: FulfillmentGid
  /** SUCCESS, CANCELLED, ERROR, FAILURE. */
  readonly status: string
  /** DELIVERED, IN_TRANSIT … as Shopify shows it. */
  readonly displayStatus: string | null
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly locationGid: LocationGid | null
  readonly trackings: readonly Tracking[]
  readonly lines: readonly {
    /** What a return names. */
    readonly fulfillmentLineGid: string
    readonly lineGid: string
    readonly quantity: number
  }[]
}

export type LifeTransaction = {
  readonly gid: string
  readonly kind: string
  readonly status: string
  readonly gateway: string
  readonly manual: boolean
  readonly amount: Money
  readonly parentGid: string | null
  readonly atMs: number
}

export type LifeRefund = {
  readonly gid: RefundGid
  readonly createdAtMs: number
  /** Our key, when the note carries one: our own write, never an event. */
  readonly key: EffectKey | null
  readonly lines: readonly {
    readonly lineGid: string
    readonly quantity: number
    readonly restockType: string
    readonly subtotal: Money
    readonly tax: Money
  }[]
  readonly shipping: { readonly amount: Money; readonly tax: Money } | null
  /** What the refund's lines and shipping do not explain, as Shopify counts it. */
  readonly adjustments: readonly { readonly kind: string; readonly amount: Money }[]
  /** REFUND transactions of it; only SUCCESS moved money. */
  readonly transactions: readonly LifeTransaction[]
}

export type LifeReturn = {
  readonly gid: ReturnGid
  readonly name: string
  readonly status: string
  readonly lines: readonly {
    readonly lineGid: string | null
    readonly quantity: number
    readonly reason: string | null
  }[]
}
