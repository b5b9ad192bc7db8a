/** What the writes of order life answer (Admin API 2026-10). */
import { z } from 'zod'
import { userErrorsShape } from './orders.ts'

const made = z.object({ id: z.string() }).nullable()
const userErrors = userErrorsShape

export const fulfillmentCreateShape = z.object({
  fulfillmentCreate: z.object({ fulfillment: made, userErrors }).nullable(),
})
export const fulfillmentEventCreateShape = z.object({
  fulfillmentEventCreate: z.object({ fulfillmentEvent: made, userErrors }).nullable(),
})
export const fulfillmentOrderHoldShape = z.object({
  fulfillmentOrderHold: z.object({ fulfillmentHold: made, userErrors }).nullable(),
})
export const releaseHoldShape = z.object({
  fulfillmentOrderReleaseHold: z.object({ fulfillmentOrder: made, userErrors }).nullable(),
})
export const setDeadlineShape = z.object({
  fulfillmentOrdersSetFulfillmentDeadline: z
    .object({ success: z.boolean().nullable(), userErrors })
    .nullable(),
})
export const orderCancelShape = z.object({
  orderCancel: z.object({ job: made, orderCancelUserErrors: userErrors }).nullable(),
})
export const refundCreateShape = z.object({
  refundCreate: z.object({ refund: made, userErrors }).nullable(),
})
export const returnCreateShape = z.object({
  returnCreate: z.object({ return: made, userErrors }).nullable(),
})
export const orderUpdateShape = z.object({
  orderUpdate: z.object({ order: made, userErrors }).nullable(),
})
export const returnReasonsShape = z.object({
  returnReasonDefinitions: z.object({
    nodes: z.array(z.object({ id: z.string(), handle: z.string() })),
  }),
})
