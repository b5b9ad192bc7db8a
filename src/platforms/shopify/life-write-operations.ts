/** The writes of order life, with their requested cost in points (see operation.ts). */
import { mutation, query } from './operation.ts'
import type {
  FulfillmentCreateMutationVariables,
  FulfillmentEventCreateMutationVariables,
  FulfillmentOrderHoldMutationVariables,
  FulfillmentOrderReleaseHoldMutationVariables,
  FulfillmentOrdersSetFulfillmentDeadlineMutationVariables,
  OrderCancelMutationVariables,
  OrderUpdateMutationVariables,
  RefundCreateMutationVariables,
  ReturnCreateMutationVariables,
  ReturnReasonsQueryVariables,
} from './wire/generated/operations.ts'
import {
  fulfillmentCreateShape,
  fulfillmentEventCreateShape,
  fulfillmentOrderHoldShape,
  orderCancelShape,
  orderUpdateShape,
  refundCreateShape,
  releaseHoldShape,
  returnCreateShape,
  returnReasonsShape,
  setDeadlineShape,
} from './wire/life-writes.ts'

type Parsed<Shape extends { parse: (value: unknown) => unknown }> = ReturnType<Shape['parse']>

export const fulfillmentCreate = mutation<
  FulfillmentCreateMutationVariables,
  Parsed<typeof fulfillmentCreateShape>
>('FulfillmentCreate', 10, fulfillmentCreateShape)

export const fulfillmentEventCreate = mutation<
  FulfillmentEventCreateMutationVariables,
  Parsed<typeof fulfillmentEventCreateShape>
>('FulfillmentEventCreate', 10, fulfillmentEventCreateShape)

export const fulfillmentOrderHold = mutation<
  FulfillmentOrderHoldMutationVariables,
  Parsed<typeof fulfillmentOrderHoldShape>
>('FulfillmentOrderHold', 10, fulfillmentOrderHoldShape)

export const fulfillmentOrderReleaseHold = mutation<
  FulfillmentOrderReleaseHoldMutationVariables,
  Parsed<typeof releaseHoldShape>
>('FulfillmentOrderReleaseHold', 10, releaseHoldShape)

export const fulfillmentOrdersSetFulfillmentDeadline = mutation<
  FulfillmentOrdersSetFulfillmentDeadlineMutationVariables,
  Parsed<typeof setDeadlineShape>
>('FulfillmentOrdersSetFulfillmentDeadline', 10, setDeadlineShape)

export const orderCancel = mutation<OrderCancelMutationVariables, Parsed<typeof orderCancelShape>>(
  'OrderCancel',
  10,
  orderCancelShape,
)

export const orderUpdate = mutation<OrderUpdateMutationVariables, Parsed<typeof orderUpdateShape>>(
  'OrderUpdate',
  10,
  orderUpdateShape,
)

export const refundCreate = mutation<
  RefundCreateMutationVariables,
  Parsed<typeof refundCreateShape>
>('RefundCreate', 20, refundCreateShape)

export const returnCreate = mutation<
  ReturnCreateMutationVariables,
  Parsed<typeof returnCreateShape>
>('ReturnCreate', 10, returnCreateShape)

export const returnReasons = query<ReturnReasonsQueryVariables, Parsed<typeof returnReasonsShape>>(
  'ReturnReasons',
  7,
  returnReasonsShape,
)
