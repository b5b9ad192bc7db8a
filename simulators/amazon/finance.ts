/**
 * The transactions of the seller's account: a Shipment when units are charged, a Refund when money goes back. They are
 * kept as they were posted; `transaction-shape.ts` puts them on the wire, `list-transactions.ts` decides who sees them when.
 */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { Book, Refund } from './books.ts'
import { unitsEver } from './books.ts'
import { type Amounts, chargesOf, currencyOf, minus, shareOf } from './charges.ts'
import type { OrderItem, OrderRecord } from './order-shape.ts'

export type PostedItem = {
  readonly item: OrderItem
  readonly quantity: number
  /** What the buyer paid more, signed: a refund is negative. */
  readonly amounts: Amounts
  readonly adjustmentItemId: string
}

export type PostedTransaction = {
  readonly transactionId: string
  readonly type: 'Shipment' | 'Refund'
  readonly postedMs: number
  readonly orderId: string
  readonly fulfilledBy: string
  readonly marketplaceId: string
  readonly marketplaceName: string
  readonly currency: string
  /** SHIPMENT_ID or REFUND_ID. */
  readonly reference: string
  readonly items: readonly PostedItem[]
}

export type Finance = {
  /** Units left the warehouse: `before` and `after` units of each item are charged. */
  shipped(record: OrderRecord, book: Book, units: readonly ChargedUnits[], postedMs: number): void
  refunded(record: OrderRecord, refund: Refund): void
  /** Newest last. */
  posted(): readonly PostedTransaction[]
  clear(): void
}

export type ChargedUnits = {
  readonly item: OrderItem
  readonly before: number
  readonly after: number
}

export function createFinance(
  random: SeededRandom,
  announce: (transaction: PostedTransaction) => void,
): Finance {
  let posted: PostedTransaction[] = []
  const post = (transaction: PostedTransaction): void => {
    const last = posted.at(-1)
    posted.push(transaction)
    if (last !== undefined && last.postedMs > transaction.postedMs) {
      posted.sort((a, b) => a.postedMs - b.postedMs)
    }
    announce(transaction)
  }
  const base = ({ order }: OrderRecord) => ({
    transactionId: random.hex(40),
    orderId: order.orderId,
    fulfilledBy: order.fulfillment.fulfilledBy,
    marketplaceId: order.salesChannel.marketplaceId,
    marketplaceName: order.salesChannel.marketplaceName,
  })
  const adjustmentId = (): string => `${random.digits(8)}-${random.digits(3)}-${random.digits(5)}`
  return {
    shipped(record, book, units, postedMs) {
      const items = units.map(({ item, before, after }): PostedItem => {
        const { amounts } = chargesOf(item)
        const ever = unitsEver(item, book)
        const paid = minus(shareOf(amounts, after, ever), shareOf(amounts, before, ever))
        const quantity = after - before
        return { item, quantity, amounts: paid, adjustmentItemId: adjustmentId() }
      })
      const [first] = items
      if (first === undefined) return
      const currency = currencyOf(first.item)
      const reference = random.digits(12)
      post({ ...base(record), type: 'Shipment', postedMs, currency, reference, items })
    },
    refunded(record, refund) {
      const items = record.order.orderItems.flatMap((item): PostedItem[] => {
        const amounts = givenBack(item, refund)
        if (amounts.size === 0) return []
        return [{ item, quantity: 0, amounts, adjustmentItemId: adjustmentId() }]
      })
      post({
        ...base(record),
        type: 'Refund',
        postedMs: refund.atMs,
        currency: refund.currency,
        reference: refund.refundId,
        items,
      })
    },
    posted: () => posted,
    clear() {
      posted = []
    },
  }
}

function givenBack({ orderItemId }: OrderItem, { lines }: Refund): Map<string, number> {
  const amounts = new Map<string, number>()
  for (const line of lines) {
    if (line.orderItemId !== orderItemId) continue
    amounts.set(line.component, (amounts.get(line.component) ?? 0) - line.amountMinor)
  }
  return amounts
}
