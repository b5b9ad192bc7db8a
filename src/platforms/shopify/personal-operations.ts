/** The reads and writes that remove a buyer, with their requested cost in points (see operation.ts). */
import { mutation, query } from './operation.ts'
import type {
  CustomerAddressPurgeMutationVariables,
  CustomerPurgeMutationVariables,
  OrderBuyerQueryVariables,
  OrderPersonalQueryVariables,
  OrderPurgeMutationVariables,
} from './wire/generated/operations.ts'
import {
  customerAddressPurgeShape,
  customerPurgeShape,
  orderBuyerShape,
  orderPersonalShape,
  orderPurgeShape,
} from './wire/personal.ts'

type Parsed<Shape extends { parse: (value: unknown) => unknown }> = ReturnType<Shape['parse']>

export const orderPersonal = query<OrderPersonalQueryVariables, Parsed<typeof orderPersonalShape>>(
  'OrderPersonal',
  2,
  orderPersonalShape,
)
export const orderBuyer = query<OrderBuyerQueryVariables, Parsed<typeof orderBuyerShape>>(
  'OrderBuyer',
  10,
  orderBuyerShape,
)
export const orderPurge = mutation<OrderPurgeMutationVariables, Parsed<typeof orderPurgeShape>>(
  'OrderPurge',
  10,
  orderPurgeShape,
)
export const customerPurge = mutation<
  CustomerPurgeMutationVariables,
  Parsed<typeof customerPurgeShape>
>('CustomerPurge', 10, customerPurgeShape)
export const customerAddressPurge = mutation<
  CustomerAddressPurgeMutationVariables,
  Parsed<typeof customerAddressPurgeShape>
>('CustomerAddressPurge', 10, customerAddressPurgeShape)
