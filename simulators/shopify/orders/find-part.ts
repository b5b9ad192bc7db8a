/** Parts of orders by their own ids: fulfilment orders, fulfilments, refunds and returns, with their order. */
import { numericId } from '../gid.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { invalidId } from '../graphql/errors.ts'
import type { OrderRecord } from '../records.ts'
import type { Refund, ReturnRecord } from '../refund-records.ts'
import type { Fulfillment, FulfillmentOrder } from '../shipping-records.ts'
import type { Part } from './line-fields.ts'
import { visibleOrder } from './visible-order.ts'

type Rows = {
  FulfillmentOrder: FulfillmentOrder
  Fulfillment: Fulfillment
  Refund: Refund
  Return: ReturnRecord
}

const listOf: { readonly [T in keyof Rows]: (order: OrderRecord) => readonly Rows[T][] } = {
  FulfillmentOrder: (order) => order.fulfillmentOrders,
  Fulfillment: (order) => order.fulfillments,
  Refund: (order) => order.refunds,
  Return: (order) => order.returns,
}

export type FoundPart<Row> = Part<Row> & { readonly __typename: string }

/** The part as a read sees it: null when it is not there (yet); an id of another type is refused. */
export function partById<T extends keyof Rows>(
  type: T,
  id: string,
  context: GraphqlContext,
): FoundPart<Rows[T]> | null {
  if (numericId(type, id) === undefined) throw invalidId()
  const order = visibleOrder(context.world.orders.byPart(id), context)
  return order === null ? null : partOf(type, order, id)
}

/** A row of an order by its id. */
export function partOf<T extends keyof Rows>(
  type: T,
  order: OrderRecord,
  id: string,
): FoundPart<Rows[T]> | null {
  const row = listOf[type](order).find((one) => one.id === id)
  return row === undefined ? null : { __typename: type, order, row }
}
