/**
 * What really happened to each order, beside what the API shows of it: units charged and cancelled, refunds by
 * component, returns, claims. Tests ask it for the truth. Nothing here decides; it only keeps.
 */
import type { OrderItem, OrderRecord } from './order-shape.ts'

export type Who = 'SELLER_APPLICATION' | 'SELLER_CENTRAL' | 'AMAZON' | 'BUYER' | 'A_TO_Z'

export type RefundLine = {
  readonly orderItemId: string
  readonly component: string
  /** Positive: to the buyer. Promotions taken back and fees kept are negative. */
  readonly amountMinor: number
}

/** Where an act of the seller's application came from. */
export type Source = { readonly feedId?: string; readonly messageId?: string }

export type Refund = Source & {
  readonly refundId: string
  readonly atMs: number
  readonly by: Who
  readonly reason: string
  readonly currency: string
  readonly lines: readonly RefundLine[]
  readonly adjustmentIds: readonly string[]
}

export type Cancellation = Source & {
  readonly atMs: number
  readonly by: Who
  readonly reason: string
  readonly orderItemId: string
  readonly quantity: number
  /** Amazon put the units back on sale. */
  readonly backOnSale: boolean
}

export type ReturnRecord = {
  readonly rmaId: string
  readonly orderId: string
  readonly orderItemId: string
  readonly quantity: number
  readonly reason: string
  readonly requestedMs: number
  readonly status: string
  readonly receivedMs?: number
  readonly resolution?: string
  readonly fulfilledBy: string
  readonly disposition?: string
}

export type Book = {
  readonly orderId: string
  /** Units that the buyer has been charged for, by item: those ever shipped. */
  readonly chargedUnits: Map<string, number>
  readonly cancelledUnits: Map<string, number>
  readonly refunds: Refund[]
  readonly cancellations: Cancellation[]
  readonly returns: ReturnRecord[]
  /** Refunds that wait for the shipment, see the setting `earlyRefunds`. */
  readonly waiting: { readonly run: () => void }[]
  claim?: { readonly atMs: number; readonly state: 'OPEN' | 'GRANTED' | 'DENIED' }
  solicitedMs?: number
}

export type Books = {
  /** The book of an order; a new one starts from how the order is now. */
  of(record: OrderRecord): Book
  find(orderId: string): Book | undefined
  all(): IterableIterator<Book>
  clear(): void
}

export function createBooks(opened: (record: OrderRecord, book: Book) => void): Books {
  const books = new Map<string, Book>()
  return {
    of(record) {
      const { orderId, orderItems } = record.order
      const known = books.get(orderId)
      if (known !== undefined) return known
      const shipped = orderItems.map((item): [string, number] => [
        item.orderItemId,
        item.fulfillment?.quantityFulfilled ?? 0,
      ])
      const book: Book = {
        orderId,
        chargedUnits: new Map(shipped),
        cancelledUnits: new Map(),
        refunds: [],
        cancellations: [],
        returns: [],
        waiting: [],
      }
      books.set(orderId, book)
      opened(record, book)
      return book
    },
    find: (orderId) => books.get(orderId),
    all: () => books.values(),
    clear: () => books.clear(),
  }
}

/** How many units of the item there ever were, cancelled ones among them. */
export function unitsEver(item: OrderItem, book: Book): number {
  const { quantityFulfilled = 0, quantityUnfulfilled = 0 } = item.fulfillment ?? {}
  return quantityFulfilled + quantityUnfulfilled + (book.cancelledUnits.get(item.orderItemId) ?? 0)
}
