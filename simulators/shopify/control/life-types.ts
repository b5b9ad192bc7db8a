/** What the merchant, the buyer and a carrier may do with an order after it was made. */
import type { SentMail } from '../records.ts'
import type { RestockType } from '../refund-records.ts'
import type { ShopSettings } from '../settings.ts'

/** Some units of an order: of the first line with this SKU, or of the line with this id. */
export type UnitsSpec = {
  readonly sku?: string
  readonly lineItemId?: string
  readonly quantity: number
}

export type MerchantFulfil = {
  readonly orderId: string
  /** What to ship; everything that is open when left out. */
  readonly lines?: readonly UnitsSpec[]
  /** Only from this location, by name. */
  readonly location?: string
  readonly trackingCompany?: string
  readonly trackingNumber?: string
  readonly trackingNumbers?: readonly string[]
  /** The admin writes to the buyer unless told otherwise. */
  readonly notify?: boolean
}

/** The last shipment that was not cancelled when no id is given. */
export type ShipmentSpec = { readonly orderId: string; readonly fulfillmentId?: string }

export type TrackSpec = ShipmentSpec & {
  readonly trackingCompany?: string
  readonly trackingNumbers: readonly string[]
  readonly notify?: boolean
}

export type CarrierEvent = ShipmentSpec & {
  readonly status: string
  readonly happenedAt?: string
  readonly message?: string
}

/** All fulfilment orders of the order that are open when no id is given. */
export type FulfillmentOrderSpec = {
  readonly orderId: string
  readonly fulfillmentOrderId?: string
}

export type MerchantHold = FulfillmentOrderSpec & {
  readonly reason?: string
  readonly notes?: string
}
export type MerchantMove = FulfillmentOrderSpec & { readonly location: string }
export type MerchantSplit = { readonly orderId: string; readonly lines: readonly UnitsSpec[] }

export type MerchantRefund = {
  readonly orderId: string
  readonly lines?: readonly UnitsSpec[]
  /** For all lines: NO_RESTOCK unless said. */
  readonly restock?: RestockType
  /** Location name for goods that come back. */
  readonly location?: string
  /** Part of the shipping charge, or all that is left of it. */
  readonly shipping?: string | 'all'
  /** The money that goes back; without it what lines and shipping come to, less the restocking fee. */
  readonly amount?: string
  readonly restockingFee?: string
  /** Gives the tip back: the line of a tip, as far as this amount. */
  readonly tip?: boolean
  readonly note?: string
  readonly notify?: boolean
}

export type MerchantPayment = {
  readonly orderId: string
  readonly amount: string
  readonly gateway: string
}

export type MerchantEdit = {
  readonly orderId: string
  /** The quantity that a line shall have; 0 takes it off. */
  readonly set?: readonly UnitsSpec[]
  readonly add?: readonly {
    readonly sku?: string
    readonly title?: string
    readonly quantity: number
    readonly price?: string
    readonly tip?: boolean
  }[]
  readonly restock?: boolean
  readonly notify?: boolean
}

export type AddressSpec = {
  readonly firstName?: string
  readonly lastName?: string
  readonly address1?: string
  readonly address2?: string
  readonly city?: string
  readonly zip?: string
  readonly provinceCode?: string
  readonly countryCode?: string
  readonly phone?: string
}

export type ReturnSpec = {
  readonly orderId: string
  readonly lines: readonly UnitsSpec[]
  /** Handle of a return reason; `changed-my-mind` when left out. */
  readonly reason?: string
  readonly note?: string
}

export type ReceiveSpec = {
  readonly returnId: string
  /** What came; everything when left out. */
  readonly lines?: readonly UnitsSpec[]
  readonly disposition?: 'RESTOCKED' | 'NOT_RESTOCKED' | 'PROCESSING_REQUIRED' | 'MISSING'
  /** The money that goes back with it; none when left out. */
  readonly amount?: string
  readonly notify?: boolean
}

/** What the facts leave open about the platform, and settings of the shop. */
export type Behaviour = {
  -readonly [K in
    | 'archiveWhenDone'
    | 'partlyFulfilledStatus'
    | 'restockUnclaimed'
    | 'cancelTakesMs'
    | 'cancelNoteOnRefund'
    | 'returnSettlesMs'
    | 'idempotencyKeptMs'
    | 'idempotencyRefusal'
    | 'taxRateOnAddressChange'
    | 'idempotentInventoryRepeat'
    | 'moveBelowZero'
    | 'bulkStartsMs'
    | 'bulkTakesMs'
    | 'bulkMsPerThousand'
    | 'bulkConcurrent']?: ShopSettings[K]
}

export type RefundTruth = {
  readonly id: string
  readonly by: string
  readonly note: string | null
  readonly amount: string
  readonly processedAtMs: number
  readonly restockTypes: readonly string[]
  readonly units: number
  /** Gateways that moved money; `manual` moves none. */
  readonly gateways: readonly (string | null)[]
}

export type FulfilmentTruth = {
  readonly id: string
  readonly by: string
  readonly status: string
  readonly notify: boolean
  readonly trackingNumbers: readonly string[]
  readonly units: number
}

export type OrderTruth = {
  readonly id: string
  readonly name: string
  readonly sourceIdentifier: string | null
  readonly madeBy: string
  readonly cancelled: boolean
  readonly archived: boolean
  /** Of the shipping address. */
  readonly city: string | null
  readonly received: string
  readonly refunded: string
  readonly currency: string
  readonly refunds: readonly RefundTruth[]
  readonly fulfilments: readonly FulfilmentTruth[]
  readonly returns: readonly { readonly id: string; readonly by: string; readonly status: string }[]
  readonly holds: number
  readonly mails: number
}

/** One effect that the app under test has made twice, or money that went out too often. */
export type DoubledEffect = {
  readonly kind: 'order' | 'refund' | 'fulfilment' | 'over-refunded'
  readonly key: string
  readonly ids: readonly string[]
}

export type Truth = {
  readonly orders: readonly OrderTruth[]
  /** What went out to buyers, and what was asked for and found no address. */
  readonly mails: readonly SentMail[]
  readonly mailsAsked: readonly SentMail[]
  readonly doubled: readonly DoubledEffect[]
}

export type LifeControl = {
  merchantFulfil(spec: MerchantFulfil): { fulfillmentIds: string[] }
  merchantCancelFulfilment(spec: ShipmentSpec): void
  merchantTrack(spec: TrackSpec): void
  carrierEvent(spec: CarrierEvent): void
  merchantHold(spec: MerchantHold): { holdIds: string[] }
  merchantReleaseHold(spec: FulfillmentOrderSpec): void
  merchantMove(spec: MerchantMove): void
  merchantSplit(spec: MerchantSplit): { fulfillmentOrderIds: string[] }
  merchantRefund(spec: MerchantRefund): { refundId: string; amount: string }
  merchantTakePayment(spec: MerchantPayment): { transactionId: string }
  merchantEdit(spec: MerchantEdit): void
  merchantChangeAddress(spec: { orderId: string; address: AddressSpec }): void
  merchantNote(spec: { orderId: string; note: string }): void
  merchantArchive(spec: { orderId: string }): void
  merchantReopen(spec: { orderId: string }): void
  merchantReturn(spec: ReturnSpec): { returnId: string }
  buyerRequestReturn(spec: ReturnSpec): { returnId: string }
  merchantAnswerReturn(spec: { returnId: string; accept: boolean }): void
  merchantReceiveReturn(spec: ReceiveSpec): { refundId: string }
  merchantCloseReturn(spec: { returnId: string }): void
  setBehaviour(spec: Behaviour): void
  truth(filter?: { orderId?: string; sourceIdentifier?: string }): Truth
  doubledEffects(): DoubledEffect[]
}
