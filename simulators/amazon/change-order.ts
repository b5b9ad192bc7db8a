/**
 * One step in the life of an order: a new version is stored, units that left are charged, and whoever subscribed hears of
 * it. All verbs and all writes of the seller's application go through here.
 */
import type { WorldClock } from '../kit/world-clock.ts'
import type { Book, Books } from './books.ts'
import type { ChargedUnits, Finance } from './finance.ts'
import type { OrderStock } from './listings/stock-port.ts'
import type { OrderRecord } from './order-shape.ts'
import type { OrderStore } from './order-store.ts'
import type { AmazonSettings } from './settings.ts'

export type OrderEvent = {
  readonly type: 'OrderStatusChange' | 'BuyerRequestedChange' | 'DeliveryTipChange'
  readonly reason: string
  /** Only some of the items: the notification is on item level, one each. */
  readonly itemIds?: readonly string[]
}

export type ChangeParts = {
  readonly clock: WorldClock
  readonly store: OrderStore
  readonly books: Books
  readonly finance: Finance
  readonly settings: () => AmazonSettings
  readonly stock: OrderStock
  readonly publish: (record: OrderRecord, event: OrderEvent) => void
}

export type Step = (record: OrderRecord, nowIso: string) => Pick<OrderRecord, 'order' | 'status'>

export type ChangeOptions = {
  readonly event?: OrderEvent | undefined
  /** How long getOrder does not show it. */
  readonly lagMs?: number
}

/** The newest version of an order that must be there. */
export function knownOrder({ store }: Pick<ChangeParts, 'store'>, orderId: string): OrderRecord {
  const record = store.get(orderId)
  if (record === undefined) throw new Error(`no order ${orderId}`)
  return record
}

export function changeOrder(
  parts: ChangeParts,
  orderId: string,
  step: Step,
  { event, lagMs = 0 }: ChangeOptions = {},
): void {
  const { clock, store, publish } = parts
  const record = knownOrder(parts, orderId)
  const book = parts.books.of(record)
  const updatedMs = Math.max(clock.nowMs(), record.updatedMs + 1)
  const nowIso = new Date(updatedMs).toISOString()
  const { order, status } = step(record, nowIso)
  const visibleFromMs = Math.max(updatedMs + lagMs, record.visibleFromMs ?? 0)
  const next: OrderRecord = {
    ...record,
    status,
    updatedMs,
    order: { ...order, lastUpdatedTime: nowIso },
    ...(visibleFromMs > updatedMs ? { visibleFromMs } : {}),
  }
  store.put(next, Math.max(updatedMs, visibleFromMs - parts.settings().searchLagMs))
  charge(parts, next, book)
  if (event !== undefined) publish(next, event)
}

/** Charges units that were never charged; a parcel that is edited to hold less gives nothing back. */
function charge({ finance, clock, stock }: ChangeParts, record: OrderRecord, book: Book): void {
  const units = record.order.orderItems.flatMap((item): ChargedUnits[] => {
    const before = book.chargedUnits.get(item.orderItemId) ?? 0
    const after = item.fulfillment?.quantityFulfilled ?? 0
    return after > before ? [{ item, before, after }] : []
  })
  if (units.length === 0) return
  finance.shipped(record, book, units, clock.nowMs())
  stock.shipped(
    record,
    new Map(units.map(({ item, before, after }) => [item.orderItemId, after - before])),
  )
  for (const { item, after } of units) book.chargedUnits.set(item.orderItemId, after)
  for (const { run } of book.waiting.splice(0)) run()
}

export function statusEvent(reason: string): OrderEvent {
  return { type: 'OrderStatusChange', reason }
}
