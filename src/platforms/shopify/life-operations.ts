/** The reads of what happened to an order, with their requested cost in points (see operation.ts). */
import { query } from './operation.ts'
import type {
  FulfillmentLinesRestQueryVariables,
  FulfillmentOrderLinesRestQueryVariables,
  LifeAddressQueryVariables,
  LifeFulfillmentOrdersRestQueryVariables,
  LifeLinesRestQueryVariables,
  LifeReturnsQueryVariables,
  OrderLifeQueryVariables,
  RefundLinesRestQueryVariables,
  ReturnLinesRestQueryVariables,
} from './wire/generated/operations.ts'
import {
  fulfillmentLinesRestShape,
  fulfillmentOrderLinesRestShape,
  lifeAddressShape,
  lifeFulfillmentOrdersRestShape,
  lifeLinesRestShape,
  lifeReturnsShape,
  orderLifeShape,
  refundLinesRestShape,
  returnLinesRestShape,
} from './wire/life.ts'

type Parsed<Shape extends { parse: (value: unknown) => unknown }> = ReturnType<Shape['parse']>

export const orderLife = query<OrderLifeQueryVariables, Parsed<typeof orderLifeShape>>(
  'OrderLife',
  162,
  orderLifeShape,
)
export const lifeAddress = query<LifeAddressQueryVariables, Parsed<typeof lifeAddressShape>>(
  'LifeAddress',
  2,
  lifeAddressShape,
)
export const lifeReturns = query<LifeReturnsQueryVariables, Parsed<typeof lifeReturnsShape>>(
  'LifeReturns',
  95,
  lifeReturnsShape,
)
export const lifeLinesRest = query<LifeLinesRestQueryVariables, Parsed<typeof lifeLinesRestShape>>(
  'LifeLinesRest',
  39,
  lifeLinesRestShape,
)
export const lifeFulfillmentOrdersRest = query<
  LifeFulfillmentOrdersRestQueryVariables,
  Parsed<typeof lifeFulfillmentOrdersRestShape>
>('LifeFulfillmentOrdersRest', 83, lifeFulfillmentOrdersRestShape)
export const fulfillmentOrderLinesRest = query<
  FulfillmentOrderLinesRestQueryVariables,
  Parsed<typeof fulfillmentOrderLinesRestShape>
>('FulfillmentOrderLinesRest', 21, fulfillmentOrderLinesRestShape)
export const fulfillmentLinesRest = query<
  FulfillmentLinesRestQueryVariables,
  Parsed<typeof fulfillmentLinesRestShape>
>('FulfillmentLinesRest', 21, fulfillmentLinesRestShape)
export const refundLinesRest = query<
  RefundLinesRestQueryVariables,
  Parsed<typeof refundLinesRestShape>
>('RefundLinesRest', 21, refundLinesRestShape)
export const returnLinesRest = query<
  ReturnLinesRestQueryVariables,
  Parsed<typeof returnLinesRestShape>
>('ReturnLinesRest', 39, returnLinesRestShape)
