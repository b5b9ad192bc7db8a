/** What the simulated shop remembers. Plain records; who may change them is in the folders. */
import type { AppIdentity } from './app-identity.ts'
import type { Amount, Currencies } from './money.ts'
import type { Refund, ReturnRecord } from './refund-records.ts'
import type { Fulfillment, FulfillmentOrder } from './shipping-records.ts'
import type { StockClaim } from './stock-claim.ts'

export type Attribute = { readonly key: string; readonly value: string }

export type TaxLine = {
  readonly title: string
  readonly rate: number
  readonly amount: Amount
  readonly channelLiable: boolean | null
}

export type Address = {
  readonly id: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly company: string | null
  readonly address1: string | null
  readonly address2: string | null
  readonly city: string | null
  readonly provinceCode: string | null
  readonly zip: string | null
  readonly countryCode: string | null
  readonly phone: string | null
}

export type OrderLine = {
  readonly id: string
  readonly title: string
  readonly variantTitle: string | null
  readonly sku: string | null
  readonly vendor: string | null
  readonly quantity: number
  /** Quantity minus what was removed or refunded. */
  currentQuantity: number
  fulfilledQuantity: number
  readonly unit: Amount
  /** Taxes of the whole quantity. */
  taxLines: readonly TaxLine[]
  readonly requiresShipping: boolean
  readonly taxable: boolean
  readonly giftCard: boolean
  readonly tip: boolean
  readonly attributes: readonly Attribute[]
  readonly variantId: number | null
  readonly productId: number | null
}

export type ShippingLine = {
  readonly id: string
  readonly title: string
  readonly code: string | null
  readonly source: string | null
  readonly price: Amount
  readonly taxLines: readonly TaxLine[]
}

export type TransactionKind = 'AUTHORIZATION' | 'CAPTURE' | 'SALE' | 'REFUND' | 'VOID' | string

export type Transaction = {
  readonly id: string
  readonly kind: TransactionKind
  readonly status: string
  readonly gateway: string | null
  readonly amount: Amount
  readonly createdAtMs: number
  readonly processedAtMs: number
  readonly test: boolean
  readonly parentId: string | null
}

export type Metafield = {
  readonly id: string
  readonly namespace: string
  readonly key: string
  readonly type: string
  readonly value: string
  readonly createdAtMs: number
  readonly updatedAtMs: number
}

export type OrderTotals = {
  readonly subtotal: Amount
  readonly shipping: Amount
  readonly tax: Amount
  readonly total: Amount
}

export type Contact = {
  readonly customerId: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly firstName: string | null
  readonly lastName: string | null
  /** Shopify gives a new customer the shipping address of its first order. */
  readonly address: Address | null
  /** The order's own mail address and phone, which Shopify copies from the customer. */
  readonly orderEmail: string | null
  readonly orderPhone: string | null
}

export type OrderRecord = {
  readonly numericId: number
  readonly id: string
  readonly number: number
  readonly name: string
  readonly app: AppIdentity
  readonly createdAtMs: number
  updatedAtMs: number
  readonly processedAtMs: number
  closedAtMs: number | null
  cancelledAtMs: number | null
  cancelReason: string | null
  readonly sourceIdentifier: string | null
  readonly sourceName: string | null
  readonly sourceUrl: string | null
  readonly currencies: Currencies
  readonly taxesIncluded: boolean
  readonly test: boolean
  poNumber: string | null
  note: string | null
  tags: string[]
  attributes: Attribute[]
  contact: Contact
  shippingAddress: Address | null
  readonly billingAddress: Address | null
  readonly lines: OrderLine[]
  shippingLines: readonly ShippingLine[]
  orderTaxLines: readonly TaxLine[]
  /** As ordered; only a new calculation of the taxes changes them. */
  totals: OrderTotals
  /** A status that the caller stated; it stands until something recalculates it. */
  statedFinancialStatus: string | null
  transactions: Transaction[]
  fulfillmentOrders: FulfillmentOrder[]
  fulfillments: Fulfillment[]
  refunds: Refund[]
  returns: ReturnRecord[]
  /** Whether the merchant has changed the lines since. */
  edited: boolean
  staffNote: string | null
  /** A cancellation that was accepted and has not been carried out yet. */
  cancelPending: boolean
  metafields: Metafield[]
  claims: StockClaim[]
  /** The state before the last change, and those before it, for reads that are served stale. */
  earlier: OrderRecord | null
}

export type QuantityName =
  | 'available'
  | 'on_hand'
  | 'committed'
  | 'incoming'
  | 'reserved'
  | 'damaged'
  | 'safety_stock'
  | 'quality_control'

export type StockLevel = {
  readonly id: string
  readonly variant: VariantRecord
  readonly location: LocationRecord
  readonly createdAtMs: number
  updatedAtMs: number
  readonly quantities: Record<QuantityName, number>
  /** Taken off the location; the figures stay and are hidden. */
  inactive?: boolean
  /** Until then the figures were these. */
  earlier?: { readonly quantities: Record<QuantityName, number>; readonly untilMs: number }
}

export type VariantRecord = {
  readonly numericId: number
  readonly id: string
  readonly inventoryItemId: number
  readonly product: ProductRecord
  readonly position: number
  readonly createdAtMs: number
  updatedAtMs: number
  sku: string | null
  barcode: string | null
  priceMinor: number
  readonly options: readonly { readonly name: string; readonly value: string }[]
  tracked: boolean
  policy: 'DENY' | 'CONTINUE'
  readonly taxable: boolean
  readonly requiresShipping: boolean
  /** By location, in the order in which the shop lists its locations. */
  readonly levels: StockLevel[]
}

export type ProductRecord = {
  readonly numericId: number
  readonly id: string
  readonly title: string
  readonly handle: string
  readonly vendor: string
  readonly productType: string
  readonly tags: readonly string[]
  readonly descriptionHtml?: string
  readonly mediaCount?: number
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT'
  readonly createdAtMs: number
  updatedAtMs: number
  readonly variants: VariantRecord[]
}

export type LocationRecord = {
  readonly numericId: number
  readonly id: string
  readonly name: string
  readonly countryCode: string
  readonly city: string
  isActive: boolean
  readonly fulfillsOnlineOrders: boolean
  readonly createdAtMs: number
}

export type MetafieldDefinition = {
  readonly id: string
  readonly namespace: string
  readonly key: string
  readonly name: string
  readonly description: string | null
  readonly type: string
  readonly ownerType: string
  readonly uniqueValues: boolean
}

/** A mail or message that Shopify would have sent to the buyer. */
export type MailKind =
  | 'order-receipt'
  | 'shipping-notice'
  | 'tracking-notice'
  | 'delivery-notice'
  | 'cancellation-notice'
  | 'refund-notice'
  | 'return-notice'
  | 'edit-notice'

export type SentMail = {
  readonly kind: MailKind
  readonly orderId: string
  readonly atMs: number
}
