/** What the simulated shop remembers of shipping: fulfilment orders with their holds, and fulfilments. */
import type { AppIdentity } from './app-identity.ts'
import type { StockClaim } from './stock-claim.ts'

export type FulfillmentOrderStatus =
  | 'OPEN'
  | 'IN_PROGRESS'
  | 'CANCELLED'
  | 'INCOMPLETE'
  | 'CLOSED'
  | 'SCHEDULED'
  | 'ON_HOLD'

export type FulfillmentOrderLine = {
  readonly id: string
  readonly lineId: string
  totalQuantity: number
  remainingQuantity: number
}

export type Hold = {
  readonly id: string
  readonly reason: string
  readonly reasonNotes: string | null
  readonly handle: string
  readonly by: AppIdentity
}

export type FulfillmentOrder = {
  readonly id: string
  readonly createdAtMs: number
  updatedAtMs: number
  status: FulfillmentOrderStatus
  requestStatus: 'UNSUBMITTED' | 'CLOSED'
  locationId: number
  fulfillByMs: number | null
  progressReported: boolean
  holds: Hold[]
  lines: FulfillmentOrderLine[]
}

export type Tracking = {
  readonly company: string | null
  readonly number: string | null
  readonly url: string | null
}

export type FulfillmentLine = {
  readonly id: string
  readonly lineId: string
  readonly fulfillmentOrderId: string
  readonly quantity: number
}

export type FulfillmentEvent = {
  readonly id: string
  readonly status: string
  readonly happenedAtMs: number
  readonly createdAtMs: number
  readonly message: string | null
  readonly estimatedDeliveryAtMs: number | null
}

export type Fulfillment = {
  readonly id: string
  readonly name: string
  readonly createdAtMs: number
  updatedAtMs: number
  status: 'SUCCESS' | 'CANCELLED'
  readonly locationId: number
  readonly lines: readonly FulfillmentLine[]
  tracking: readonly Tracking[]
  /** Whether the buyer is told of this shipment and what becomes of it. */
  notify: boolean
  readonly by: AppIdentity
  readonly events: FulfillmentEvent[]
  /** What left the stock with it, so that a cancellation can bring it back. */
  readonly shipped: readonly StockClaim[]
}
