/**
 * A Shopify order as far as matching, adoption and the location check need it (Admin API 2026-10),
 * and the draft from which we create one. Neither holds personal data: the address and the buyer's
 * name are added at the very call.
 */
import type {
  AmazonItemId,
  AmazonOrderId,
  EffectKey,
  FulfillmentOrderGid,
  LocationGid,
  SellerSku,
  ShopifyOrderGid,
  VariantGid,
} from '../ids.ts'
import type { Money } from '../money.ts'

/** Where an Amazon order id was found on a Shopify order, strongest first. */
export type Evidence =
  | 'our-metafield'
  | 'source-identifier'
  | 'name'
  | 'tag'
  | 'attribute'
  | 'metafield'
  | 'note'

export type ShopifyOrder = {
  readonly gid: ShopifyOrderGid
  readonly name: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly cancelledAtMs: number | null
  readonly total: Money
  readonly sourceIdentifier: string | null
  readonly appTitle: string | null
  readonly amazonIds: readonly { readonly orderId: AmazonOrderId; readonly where: Evidence }[]
  readonly lines: readonly ShopifyLine[]
  readonly fulfillmentOrders: readonly {
    readonly gid: FulfillmentOrderGid
    readonly status: string
    readonly locationGid: LocationGid | null
  }[]
  /** Absent on what was stored before the order's life was looked at. */
  readonly touched?: Touched
}

/** Cheap signs, on every read of an order, that its life has to be read (see shop-life.ts). */
export type Touched = {
  /** UNFULFILLED, FULFILLED … as Shopify shows it. */
  readonly fulfillment: string | null
  /** PAID, PARTIALLY_REFUNDED …; null while Shopify has not made up its mind. */
  readonly financial: string | null
  readonly edited: boolean
  readonly closed: boolean
  /** NO_RETURN, IN_PROGRESS … */
  readonly returns: string | null
}

export type ShopifyLine = {
  readonly variantGid: VariantGid | null
  readonly sku: string | null
  readonly title: string
  readonly quantity: number
}

export type InventoryBehaviour = 'obey-policy' | 'ignore-policy' | 'bypass'

export type DraftTaxLine = {
  readonly title: string
  /** Decimal string, tax ÷ net base; informative: the amount decides. */
  readonly rate: string
  readonly amount: Money
  readonly channelLiable: boolean
}

export type DraftLine = {
  /** The Amazon item that it came from; null for money without an item (tip). */
  readonly itemId: AmazonItemId | null
  readonly variantGid: VariantGid | null
  readonly title: string
  readonly sku: SellerSku | string | null
  readonly quantity: number
  readonly unitPrice: Money
  readonly taxLines: readonly DraftTaxLine[]
  readonly requiresShipping: boolean
  readonly properties: readonly { readonly name: string; readonly value: string }[]
}

export type ShopifyOrderDraft = {
  readonly key: EffectKey
  readonly orderId: AmazonOrderId
  readonly sourceUrl: string
  readonly processedAtMs: number
  readonly currency: string
  readonly taxesIncluded: boolean
  readonly tags: readonly string[]
  readonly attributes: readonly { readonly key: string; readonly value: string }[]
  readonly lines: readonly DraftLine[]
  readonly shippingLines: readonly {
    readonly title: string
    readonly price: Money
    readonly taxLines: readonly DraftTaxLine[]
  }[]
  readonly total: Money
  /** One SALE/SUCCESS over the total; null when the total is 0 (then financial status PAID). */
  readonly gateway: string | null
  readonly inventory: InventoryBehaviour
  /** Set when the goods left before we saw the order. */
  readonly fulfilled: {
    readonly carrier: string | null
    readonly trackingNumbers: readonly string[]
  } | null
  /** 'name' makes a customer record with a name only; never an e-mail or phone. */
  readonly customer: 'none' | 'name'
}
