/**
 * What really happened, for tests and people: per order the units and the money by item and component, and across all
 * orders the effects that should have happened once and happened twice. Amazon shows none of this in one place.
 */
import type { Book, Cancellation, Refund } from './books.ts'
import { currencyOf, total } from './charges.ts'
import { toMoney } from './money.ts'
import type { OrderItem, OrderPackage, OrderRecord } from './order-shape.ts'
import { charged, leftOf, refunded } from './refunds.ts'
import type { AmazonWorld } from './world.ts'

type AmountsShown = Readonly<Record<string, string>>

export type ItemTruth = {
  readonly orderItemId: string
  readonly sku: string
  readonly quantityOrdered: number
  readonly quantityFulfilled: number
  readonly quantityUnfulfilled: number
  readonly quantityCancelled: number
  readonly quantityReturned: number
  readonly currency: string
  readonly charged: AmountsShown
  readonly refunded: AmountsShown
  readonly left: AmountsShown
}

export type OrderTruth = {
  readonly orderId: string
  readonly status: string
  readonly fulfilledBy: string
  readonly items: readonly ItemTruth[]
  readonly packages: readonly OrderPackage[]
  readonly refunds: readonly Refund[]
  readonly refundedTotal: string
  readonly chargedTotal: string
  readonly cancellations: readonly Cancellation[]
  readonly returns: Book['returns']
  readonly claim: Book['claim'] | null
  readonly solicitedAt: string | null
  /** Refunds that wait for a shipment. */
  readonly waitingRefunds: number
}

/** Everything about one order. */
export function orderTruth(world: AmazonWorld, orderId: string): OrderTruth {
  const record = world.store.get(orderId)
  if (record === undefined) throw new Error(`no order ${orderId}`)
  const book = world.books.of(record)
  const { order, status } = record
  const sum = (of: (item: OrderItem) => ReadonlyMap<string, number>): string => {
    const minor = order.orderItems.reduce((all, item) => all + total(of(item)), 0)
    const [first] = order.orderItems
    return toMoney(minor, first === undefined ? 'EUR' : currencyOf(first)).amount
  }
  return {
    orderId,
    status,
    fulfilledBy: order.fulfillment.fulfilledBy,
    items: order.orderItems.map((item) => itemTruth(item, book)),
    packages: order.packages ?? [],
    refunds: book.refunds,
    refundedTotal: sum((item) => refunded(item.orderItemId, book)),
    chargedTotal: sum((item) => charged(item, book)),
    cancellations: book.cancellations,
    returns: book.returns,
    claim: book.claim ?? null,
    solicitedAt: book.solicitedMs === undefined ? null : new Date(book.solicitedMs).toISOString(),
    waitingRefunds: book.waiting.length,
  }
}

function itemTruth(item: OrderItem, book: Book): ItemTruth {
  const { orderItemId } = item
  const returned = book.returns.filter(
    (one) => one.orderItemId === orderItemId && one.receivedMs !== undefined,
  )
  const currency = currencyOf(item)
  return {
    orderItemId,
    sku: item.product.sellerSku ?? '',
    quantityOrdered: item.quantityOrdered,
    quantityFulfilled: item.fulfillment?.quantityFulfilled ?? 0,
    quantityUnfulfilled: item.fulfillment?.quantityUnfulfilled ?? 0,
    quantityCancelled: book.cancelledUnits.get(orderItemId) ?? 0,
    quantityReturned: returned.reduce((all, one) => all + one.quantity, 0),
    currency,
    charged: shown(charged(item, book), currency),
    refunded: shown(refunded(orderItemId, book), currency),
    left: shown(leftOf(item, book), currency),
  }
}

function shown(amounts: ReadonlyMap<string, number>, currency: string): AmountsShown {
  const rows = [...amounts].filter(([, minor]) => minor !== 0)
  return Object.fromEntries(rows.map(([name, minor]) => [name, toMoney(minor, currency).amount]))
}

export type Doubles = {
  /** One tracking number under more than one reference of an order. */
  readonly parcels: readonly {
    readonly orderId: string
    readonly trackingNumber: string
    readonly packageReferenceIds: readonly string[]
  }[]
  /** Refunds of the application that repeat an earlier one: same adjustment id, or without ids the same lines from another feed. */
  readonly refunds: readonly {
    readonly orderId: string
    readonly refundIds: readonly string[]
    readonly adjustmentId?: string
  }[]
  /** A component that was given back beyond what was charged. */
  readonly overRefunded: readonly {
    readonly orderId: string
    readonly orderItemId: string
    readonly component: string
  }[]
  /** Cancelled by the application, and shipped all the same: units that an acknowledgement refunded. */
  readonly cancelledAfterShipment: readonly string[]
  readonly count: number
}

/** Effects that a careful application never causes; all lists are empty when it was careful. */
export function doubledEffects(world: AmazonWorld): Doubles {
  const { store, books } = world
  const records = [...store.ids()].flatMap((id) => store.get(id) ?? [])
  const parcels = records.flatMap(doubledParcels)
  const withBooks = records.flatMap((record) => {
    const book = books.find(record.order.orderId)
    return book === undefined ? [] : [{ record, book }]
  })
  const refunds = withBooks.flatMap(({ book }) => doubledRefunds(book))
  const overRefunded = withBooks.flatMap(({ record, book }) => tooMuch(record, book))
  const cancelledAfterShipment = withBooks.flatMap(({ book }) =>
    book.refunds.some(isByAcknowledgement(world)) ? [book.orderId] : [],
  )
  const lists = [parcels, refunds, overRefunded, cancelledAfterShipment]
  const count = lists.reduce((all, list) => all + list.length, 0)
  return { parcels, refunds, overRefunded, cancelledAfterShipment, count }
}

function doubledParcels({ order }: OrderRecord): Doubles['parcels'] {
  const byTracking = new Map<string, string[]>()
  for (const { trackingNumber, packageReferenceId } of order.packages ?? []) {
    if (trackingNumber === undefined) continue
    const number = trackingNumber.replace(/\s/g, '').toUpperCase()
    byTracking.set(number, [...(byTracking.get(number) ?? []), packageReferenceId])
  }
  return [...byTracking].flatMap(([trackingNumber, packageReferenceIds]) =>
    packageReferenceIds.length < 2
      ? []
      : [{ orderId: order.orderId, trackingNumber, packageReferenceIds }],
  )
}

function doubledRefunds({ orderId, refunds }: Book): Doubles['refunds'] {
  const byKey = new Map<string, Refund[]>()
  for (const refund of refunds) {
    if (refund.by !== 'SELLER_APPLICATION') continue
    const ids = refund.adjustmentIds
    const keys = ids.length > 0 ? ids.map((id) => `id ${id}`) : [JSON.stringify(refund.lines)]
    for (const key of keys) byKey.set(key, [...(byKey.get(key) ?? []), refund])
  }
  return [...byKey].flatMap(([key, same]) => {
    if (same.length < 2) return []
    const refundIds = same.map((one) => one.refundId)
    return [
      { orderId, refundIds, ...(key.startsWith('id ') ? { adjustmentId: key.slice(3) } : {}) },
    ]
  })
}

function tooMuch(record: OrderRecord, book: Book): Doubles['overRefunded'] {
  const { orderId, orderItems } = record.order
  return orderItems.flatMap((item) =>
    [...leftOf(item, book)]
      .filter(([component, left]) => (component.endsWith('Promotion') ? left > 0 : left < 0))
      .map(([component]) => ({ orderId, orderItemId: item.orderItemId, component })),
  )
}

function isByAcknowledgement({ feeds }: AmazonWorld): (refund: Refund) => boolean {
  return ({ feedId = '' }) => feeds.find(feedId)?.feedType === 'POST_ORDER_ACKNOWLEDGEMENT_DATA'
}

export type BackOnSale = {
  readonly sku: string
  readonly quantity: number
  readonly orderId: string
}

/** Units that Amazon put back on sale after a seller's cancel for a reason other than no stock. */
export function backOnSale({ store, books }: AmazonWorld): BackOnSale[] {
  return [...books.all()].flatMap(({ orderId, cancellations }) =>
    cancellations
      .filter((one) => one.backOnSale)
      .map(({ orderItemId, quantity }) => {
        const items = store.get(orderId)?.order.orderItems ?? []
        const item = items.find((one) => one.orderItemId === orderItemId)
        return { sku: item?.product.sellerSku ?? '', quantity, orderId }
      }),
  )
}
