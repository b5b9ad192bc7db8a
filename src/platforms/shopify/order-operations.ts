/** The operations on orders, with their requested cost in points (see operation.ts). */
import { mutation, query } from './operation.ts'
import type {
  FulfillmentOrdersRestQueryVariables,
  OrderByAmazonIdQueryVariables,
  OrderCreateMutationVariables,
  OrderLinesRestQueryVariables,
  OrderReadQueryVariables,
  OrdersBySourceQueryVariables,
  OrdersByTagQueryVariables,
  OrdersPageQueryVariables,
} from './wire/generated/operations.ts'
import {
  fulfillmentOrdersRestShape,
  linesRestShape,
  orderByAmazonIdShape,
  orderCreateShape,
  orderReadShape,
  ordersPageShape,
} from './wire/orders.ts'

export const orderCreate = mutation<
  OrderCreateMutationVariables,
  ReturnType<typeof orderCreateShape.parse>
>('OrderCreate', 43, orderCreateShape)

export const orderByAmazonId = query<
  OrderByAmazonIdQueryVariables,
  ReturnType<typeof orderByAmazonIdShape.parse>
>('OrderByAmazonId', 42, orderByAmazonIdShape)

export const ordersBySource = query<
  OrdersBySourceQueryVariables,
  ReturnType<typeof ordersPageShape.parse>
>('OrdersBySource', 128, ordersPageShape)

export const ordersByTag = query<
  OrdersByTagQueryVariables,
  ReturnType<typeof ordersPageShape.parse>
>('OrdersByTag', 128, ordersPageShape)

export const ordersPage = query<OrdersPageQueryVariables, ReturnType<typeof ordersPageShape.parse>>(
  'OrdersPage',
  380,
  ordersPageShape,
)

export const orderRead = query<OrderReadQueryVariables, ReturnType<typeof orderReadShape.parse>>(
  'OrderRead',
  42,
  orderReadShape,
)

export const orderLinesRest = query<
  OrderLinesRestQueryVariables,
  ReturnType<typeof linesRestShape.parse>
>('OrderLinesRest', 21, linesRestShape)

export const fulfillmentOrdersRest = query<
  FulfillmentOrdersRestQueryVariables,
  ReturnType<typeof fulfillmentOrdersRestShape.parse>
>('FulfillmentOrdersRest', 24, fulfillmentOrdersRestShape)
