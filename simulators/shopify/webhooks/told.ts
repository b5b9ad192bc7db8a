/** A topic that a change of an order is told under, beside orders/updated. */
import type { OrderRecord } from '../records.ts'

/** Makes the body of a webhook from the order as it is after the change. */
type Payload = (order: OrderRecord) => Record<string, unknown>

export type Told = { readonly topic: string; readonly payload?: Payload }
