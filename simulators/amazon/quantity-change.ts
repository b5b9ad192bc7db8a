/** The quantity of an item changes before it is shipped: its money changes in proportion, and the order's with it. */
import { portion, toMinor, toMoney } from './money.ts'
import type { OrderItem, OrderProceedsPart, OrderRecord, ProceedsPart } from './order-shape.ts'

type Money = { readonly amount: string; readonly currencyCode: string }

/** The order with another quantity of one item. */
export function changedQuantity(
  record: OrderRecord,
  orderItemId: string,
  quantity: number,
): Pick<OrderRecord, 'order' | 'status'> {
  const before = record.order.orderItems.find((item) => item.orderItemId === orderItemId)
  if (before === undefined) throw new Error(`no item ${orderItemId}`)
  const shipped = before.fulfillment?.quantityFulfilled ?? 0
  if (quantity < 1 || quantity < shipped) throw new Error(`${shipped} units are shipped already`)
  const after = resized(before, quantity)
  const orderItems = record.order.orderItems.map((item) => (item === before ? after : item))
  const { proceeds } = record.order
  if (proceeds === undefined)
    return { status: record.status, order: { ...record.order, orderItems } }
  const delta = minorOf(after.proceeds?.proceedsTotal) - minorOf(before.proceeds?.proceedsTotal)
  const breakdowns = proceeds.breakdowns?.map((part) => shifted(part, before, after))
  const changed = {
    grandTotal: plus(proceeds.grandTotal, delta),
    ...(breakdowns === undefined ? {} : { breakdowns }),
  }
  return { status: record.status, order: { ...record.order, orderItems, proceeds: changed } }
}

function resized(item: OrderItem, quantity: number): OrderItem {
  const times = (money: Money): Money =>
    toMoney(portion(minorOf(money), quantity, item.quantityOrdered), money.currencyCode)
  const shipped = item.fulfillment?.quantityFulfilled ?? 0
  const fulfillment = {
    ...item.fulfillment,
    quantityFulfilled: shipped,
    quantityUnfulfilled: quantity - shipped,
  }
  const { proceeds } = item
  if (proceeds === undefined) return { ...item, quantityOrdered: quantity, fulfillment }
  const breakdowns = proceeds.breakdowns.map((part): ProceedsPart => {
    const { detailedBreakdowns } = part
    const details = detailedBreakdowns?.map((one) => ({ ...one, value: times(one.value) }))
    return {
      type: part.type,
      subtotal: times(part.subtotal),
      ...(details === undefined ? {} : { detailedBreakdowns: details }),
    }
  })
  const sized = { proceedsTotal: times(proceeds.proceedsTotal), breakdowns }
  return { ...item, quantityOrdered: quantity, fulfillment, proceeds: sized }
}

function shifted(part: OrderProceedsPart, before: OrderItem, after: OrderItem): OrderProceedsPart {
  const of = (item: OrderItem): number =>
    minorOf(item.proceeds?.breakdowns.find((one) => one.type === part.type)?.subtotal)
  return { ...part, subtotal: plus(part.subtotal, of(after) - of(before)) }
}

function plus(money: Money, deltaMinor: number): Money {
  return toMoney(minorOf(money) + deltaMinor, money.currencyCode)
}

function minorOf(money: Money | undefined): number {
  return money === undefined ? 0 : toMinor(money.amount, money.currencyCode)
}
