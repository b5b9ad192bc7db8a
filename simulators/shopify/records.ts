/** What the simulated shop remembers. Plain records; who may change them is in the folders. */
import type { Amount, Currencies } from './money.ts'

export type AppIdentity = { readonly id: string; readonly name: string }

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
  readonly taxLines: readonly TaxLine[]
  readonly requiresShipping: boolean
  readonly taxable: boolean
  readonly giftCard: boolean
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

export type FulfillmentOrderLine = {
  readonly id: string
  readonly lineId: string
  totalQuantity: number
  remainingQuantity: number
}

export type FulfillmentOrder = {
  readonly id: string
  readonly createdAtMs: number
  updatedAtMs: number
  status: 'OPEN' | 'IN_PROGRESS' | 'CANCELLED' | 'INCOMPLETE' | 'CLOSED' | 'SCHEDULED' | 'ON_HOLD'
  requestStatus: 'UNSUBMITTED' | 'CLOSED'
  locationId: number
  lines: FulfillmentOrderLine[]
}

export type Fulfillment = {
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
  updatedAtMs: number
  status: 'SUCCESS' | 'CANCELLED'
  readonly locationId: number
  readonly lines: readonly {
    readonly id: string
    readonly lineId: string
    readonly quantity: number
  }[]
  readonly tracking: readonly { readonly company: string | null; readonly number: string | null }[]
}

export type Refund = {
  readonly id: string
  readonly createdAtMs: number
  readonly note: string | null
  readonly total: Amount
  readonly lines: readonly {
    readonly id: string
    readonly lineId: string
    readonly quantity: number
    readonly restockType: 'CANCEL' | 'NO_RESTOCK' | 'RETURN'
    readonly subtotal: Amount
    readonly tax: Amount
  }[]
  readonly transactionIds: readonly string[]
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

/** Units that an order took from a location, so that a cancellation can give them back. */
export type StockClaim = {
  readonly lineId: string
  readonly variantId: number
  readonly locationId: number
  quantity: number
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
  readonly poNumber: string | null
  note: string | null
  tags: string[]
  attributes: Attribute[]
  readonly contact: Contact
  shippingAddress: Address | null
  readonly billingAddress: Address | null
  readonly lines: OrderLine[]
  readonly shippingLines: readonly ShippingLine[]
  readonly orderTaxLines: readonly TaxLine[]
  readonly totals: OrderTotals
  /** A status that the caller stated; it stands until something recalculates it. */
  statedFinancialStatus: string | null
  transactions: Transaction[]
  fulfillmentOrders: FulfillmentOrder[]
  fulfillments: Fulfillment[]
  refunds: Refund[]
  metafields: Metafield[]
  claims: StockClaim[]
  /** The state before the last change, for reads that are served stale. */
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
export type SentMail = {
  readonly kind: 'order-receipt' | 'shipping-notice' | 'cancellation-notice'
  readonly orderId: string
  readonly atMs: number
}
