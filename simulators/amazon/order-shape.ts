/**
 * An order with every block, in the shape of Amazon's model orders_2026-01-01 (models commit of 2026-08-05). Names and
 * required fields are the model's. What a caller sees of it is decided in `included-blocks.ts` and `privacy.ts`.
 */
import type { Money } from './money.ts'

export type DateTimeRange = {
  readonly earliestDateTime?: string
  readonly latestDateTime?: string
}

export type CustomerAddress = {
  readonly name?: string
  readonly companyName?: string
  readonly addressLine1?: string
  readonly addressLine2?: string
  readonly addressLine3?: string
  readonly city?: string
  readonly districtOrCounty?: string
  readonly stateOrRegion?: string
  readonly municipality?: string
  readonly postalCode?: string
  readonly countryCode?: string
  readonly phone?: string
  readonly extendedFields?: Readonly<Record<string, string>>
  readonly addressType?: string
}

export type ProceedsPart = {
  readonly type: string
  readonly subtotal: Money
  readonly detailedBreakdowns?: readonly { readonly subtype: string; readonly value: Money }[]
}

export type OrderProceedsPart = {
  readonly type: string
  readonly status?: string
  readonly subtotal: Money
}

export type ItemCancellation = {
  readonly cancellationRequest?: { readonly requester: string; readonly cancelReason: string }
  readonly cancellationExecution?: { readonly cancelledBy: string; readonly cancelReason: string }
}

export type ItemFulfillment = {
  readonly quantityFulfilled: number
  readonly quantityUnfulfilled: number
  readonly picking?: unknown
  readonly packing?: {
    readonly giftOption?: { readonly giftMessage?: string; readonly giftWrapLevel?: string }
  }
  readonly shipping?: {
    readonly scheduledDeliveryWindow?: DateTimeRange
    readonly shippingConstraints?: Readonly<Record<string, string>>
    readonly internationalShipping?: { readonly iossNumber: string }
  }
}

export type OrderItem = {
  readonly orderItemId: string
  readonly quantityOrdered: number
  readonly measurement?: { readonly unit: string; readonly value: number }
  readonly associatedOrderItems?: readonly Readonly<Record<string, string>>[]
  readonly programs?: readonly string[]
  readonly product: {
    readonly asin?: string
    readonly title?: string
    readonly sellerSku?: string
    readonly condition?: Readonly<Record<string, string>>
    readonly price?: { readonly unitPrice: Money; readonly priceDesignation?: string }
    readonly serialNumbers?: readonly string[]
    readonly customization?: { readonly customizedUrl?: string }
  }
  readonly proceeds?: {
    readonly proceedsTotal: Money
    readonly breakdowns: readonly ProceedsPart[]
  }
  readonly expense?: unknown
  readonly promotion?: { readonly breakdowns: readonly { readonly promotionId: string }[] }
  readonly cancellation?: ItemCancellation
  readonly fulfillment?: ItemFulfillment
  readonly tax?: unknown
}

export type OrderPackage = {
  readonly packageReferenceId: string
  readonly createdTime?: string
  readonly packageStatus?: { readonly status: string; readonly detailedStatus?: string }
  readonly carrier?: string
  readonly shipTime?: string
  readonly shippingService?: string
  readonly trackingNumber?: string
  readonly shipFromAddress?: CustomerAddress
  readonly packageItems?: readonly {
    readonly orderItemId: string
    readonly quantity: number
    readonly transparencyCodes?: readonly string[]
  }[]
}

export type AmazonOrder = {
  readonly orderId: string
  readonly orderAliases?: readonly { readonly aliasId: string; readonly aliasType: string }[]
  readonly createdTime: string
  readonly lastUpdatedTime: string
  readonly programs?: readonly string[]
  readonly associatedOrders?: readonly {
    readonly orderId: string
    readonly associationType: string
  }[]
  readonly salesChannel: {
    readonly channelName: string
    readonly marketplaceId: string
    readonly marketplaceName: string
  }
  readonly buyer?: Readonly<Record<string, string>>
  readonly recipient?: {
    readonly deliveryAddress?: CustomerAddress
    readonly deliveryPreference?: unknown
  }
  readonly proceeds?: {
    readonly grandTotal: Money
    readonly breakdowns?: readonly OrderProceedsPart[]
  }
  readonly payment?: unknown
  readonly tax?: unknown
  readonly fulfillment: {
    readonly fulfillmentStatus: string
    readonly fulfilledBy: string
    readonly fulfillmentServiceLevel?: string
    readonly shipByWindow?: DateTimeRange
    readonly deliverByWindow?: DateTimeRange
    readonly labelPrintingWindow?: DateTimeRange
  }
  readonly orderItems: readonly OrderItem[]
  readonly packages?: readonly OrderPackage[]
  readonly fulfillmentOrders?: readonly { readonly fulfillmentOrderId: string }[]
}

export const fulfillmentStatuses = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
] as const

export type FulfillmentStatus = (typeof fulfillmentStatuses)[number]

/** How an order is made unreadable on the wire. */
export const breakages = ['without-items', 'amount-with-comma', 'item-without-id'] as const

/** One version of an order as the simulator keeps it. A change makes a new record; records are never changed. */
export type OrderRecord = {
  readonly order: AmazonOrder
  /** What happens to the order; what the wire says may be an unknown word, see `order`. */
  readonly status: FulfillmentStatus
  readonly createdMs: number
  readonly updatedMs: number
  /** Buyer and recipient are absent until then. */
  readonly personalDataFromMs: number
  /** getOrder shows this version only from then on; at once when absent. */
  readonly visibleFromMs?: number
  readonly breakage?: (typeof breakages)[number]
}

/** Statuses before payment, when Amazon shows neither price nor address. */
export function isPending(status: FulfillmentStatus): boolean {
  return status === 'PENDING' || status === 'PENDING_AVAILABILITY'
}
