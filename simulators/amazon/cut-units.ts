/** Units of an order that will not be shipped: a pure step, by item and quantity, or all that is left. */
import type { OrderItem, OrderRecord } from './order-shape.ts'

export type Cuts = ReadonlyMap<string, number>

/** Everything that has not been shipped yet. */
export function everythingLeft(record: OrderRecord): Map<string, number> {
  const left = record.order.orderItems.map((item): [string, number] => [
    item.orderItemId,
    item.fulfillment?.quantityUnfulfilled ?? 0,
  ])
  return new Map(left.filter(([, quantity]) => quantity > 0))
}

/**
 * Takes units away. With nothing left to ship the order is SHIPPED if some were shipped, else CANCELLED. An item of
 * which nothing was shipped and nothing is left tells who cancelled it and why.
 */
export function cutUnits(
  record: OrderRecord,
  cuts: Cuts,
  by: string,
  reason: string,
  keepsQuantity: boolean,
): Pick<OrderRecord, 'order' | 'status'> {
  const orderItems = record.order.orderItems.map((item): OrderItem => {
    const cut = cuts.get(item.orderItemId) ?? 0
    if (cut === 0) return item
    const { quantityFulfilled = 0, quantityUnfulfilled = 0 } = item.fulfillment ?? {}
    const left = quantityUnfulfilled - cut
    if (left < 0) throw new Error(`only ${quantityUnfulfilled} of ${item.orderItemId} are left`)
    const isWhole = left === 0 && quantityFulfilled === 0
    const cancellationExecution = { cancelledBy: by, cancelReason: reason }
    return {
      ...item,
      quantityOrdered: keepsQuantity ? item.quantityOrdered : item.quantityOrdered - cut,
      fulfillment: { ...item.fulfillment, quantityFulfilled, quantityUnfulfilled: left },
      ...(isWhole ? { cancellation: { ...item.cancellation, cancellationExecution } } : {}),
    }
  })
  const count = (pick: 'quantityFulfilled' | 'quantityUnfulfilled'): number =>
    orderItems.reduce((all, item) => all + (item.fulfillment?.[pick] ?? 0), 0)
  const open = count('quantityUnfulfilled') > 0
  const status = open ? record.status : count('quantityFulfilled') > 0 ? 'SHIPPED' : 'CANCELLED'
  const fulfillment = { ...record.order.fulfillment, fulfillmentStatus: status }
  return { status, order: { ...record.order, orderItems, fulfillment } }
}
