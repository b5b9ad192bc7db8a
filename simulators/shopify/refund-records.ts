/** What the simulated shop remembers of money given back and goods coming back. */

import type { AppIdentity } from './app-identity.ts'
import type { Amount } from './money.ts'

export type RestockType = 'CANCEL' | 'NO_RESTOCK' | 'RETURN'

export type RefundLine = {
  readonly id: string
  readonly lineId: string
  readonly quantity: number
  readonly restockType: RestockType
  readonly locationId: number | null
  readonly subtotal: Amount
  readonly tax: Amount
}

export type RefundShipping = {
  readonly id: string
  readonly shippingLineId: string
  readonly subtotal: Amount
  readonly tax: Amount
}

/** What was paid back more (below zero) or less (above zero) than the lines and the shipping come to. */
export type Adjustment = {
  readonly id: string
  readonly reason: string
  readonly amount: Amount
}

export type Refund = {
  readonly id: string
  readonly createdAtMs: number
  readonly processedAtMs: number
  readonly note: string | null
  readonly total: Amount
  readonly lines: readonly RefundLine[]
  readonly shipping: readonly RefundShipping[]
  readonly adjustments: readonly Adjustment[]
  readonly transactionIds: readonly string[]
  readonly returnId: string | null
  readonly by: AppIdentity
}

export type ReturnStatus = 'REQUESTED' | 'OPEN' | 'CLOSED' | 'DECLINED' | 'CANCELED'

export type Disposition = {
  readonly id: string
  readonly type: string
  readonly quantity: number
  readonly locationId: number | null
  readonly createdAtMs: number
}

export type ReturnLine = {
  readonly id: string
  /** The row of the reverse fulfilment order; there is one for each line from the approval on. */
  readonly reverseLineId: string
  readonly fulfillmentLineId: string
  readonly lineId: string
  readonly quantity: number
  readonly reasonHandle: string
  readonly reasonNote: string
  readonly customerNote: string | null
  readonly restockingFeePercent: number | null
  processedQuantity: number
  refundedQuantity: number
  readonly dispositions: Disposition[]
}

export type ReturnRecord = {
  readonly id: string
  readonly reverseOrderId: string
  readonly name: string
  readonly createdAtMs: number
  status: ReturnStatus
  closedAtMs: number | null
  approvedAtMs: number | null
  decline: { readonly reason: string; readonly note: string | null } | null
  readonly lines: ReturnLine[]
  readonly shippingFee: { readonly id: string; readonly amount: Amount } | null
  readonly by: AppIdentity
}
