/**
 * What a seller, Amazon or a buyer does to an order's units and money, with the books kept: cancel units, refund,
 * change a quantity, auto-cancel. Who may do what is decided by the caller; only what is impossible throws.
 */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { Cancellation, Refund, RefundLine, Source, Who } from './books.ts'
import { type ChangeParts, changeOrder, knownOrder, statusEvent } from './change-order.ts'
import { currencyOf } from './charges.ts'
import { type Cuts, cutUnits, everythingLeft } from './cut-units.ts'
import type { OrderRecord } from './order-shape.ts'
import { changedQuantity } from './quantity-change.ts'
import { fullRefund, taxByAmazon } from './refunds.ts'

export type CancelAct = Source & {
  readonly by: Who
  readonly reason: string
  /** Without it everything that is left. */
  readonly cuts?: Cuts
  readonly lagMs?: number
}

export type RefundAct = Source & {
  readonly by: Who
  readonly reason: string
  /** Without it everything that is left. */
  readonly lines?: readonly RefundLine[]
  readonly adjustmentIds?: readonly string[]
  /** Posted so long before now. */
  readonly agoMs?: number
}

export type SellerActs = {
  cancelUnits(orderId: string, act: CancelAct): void
  /** Gives back the refund's id. */
  refund(orderId: string, act: RefundAct): string
  changeQuantity(orderId: string, orderItemId: string, quantity: number): void
}

/** Reasons for which Amazon does not put the units back on sale. */
const outOfStock: readonly string[] = ['NoInventory', 'NO_INVENTORY', 'ProductOutofStock']

export function createSellerActs(
  parts: ChangeParts & { readonly refundIds: SeededRandom },
): SellerActs {
  return {
    cancelUnits: (orderId, act) => cancelUnits(parts, orderId, act),
    refund(orderId, act) {
      const record = knownOrder(parts, orderId)
      const book = parts.books.of(record)
      const lines = act.lines ?? fullRefund(record, book)
      const tax = act.lines === undefined ? [] : taxByAmazon(record, book, lines)
      const all = [...lines, ...tax].filter((line) => line.amountMinor !== 0)
      if (all.length === 0) throw new Error('nothing is left to refund')
      const refund: Refund = {
        refundId: parts.refundIds.digits(14),
        atMs: parts.clock.nowMs() - (act.agoMs ?? 0),
        by: act.by,
        reason: act.reason,
        currency: currencyOfOrder(record),
        lines: all,
        adjustmentIds: act.adjustmentIds ?? [],
        ...sourceOf(act),
      }
      book.refunds.push(refund)
      parts.finance.refunded(record, refund)
      return refund.refundId
    },
    changeQuantity(orderId, orderItemId, quantity) {
      const record = knownOrder(parts, orderId)
      const items = record.order.orderItems
      const before = items.find((item) => item.orderItemId === orderItemId)?.quantityOrdered ?? 0
      changeOrder(parts, orderId, (one) => changedQuantity(one, orderItemId, quantity), {
        event: { type: 'BuyerRequestedChange', reason: 'Quantity Change', itemIds: [orderItemId] },
      })
      parts.stock.resized(record, orderItemId, quantity - before)
    },
  }
}

function cancelUnits(parts: ChangeParts, orderId: string, act: CancelAct): void {
  const { clock, settings, books } = parts
  const record = knownOrder(parts, orderId)
  const cuts = act.cuts ?? everythingLeft(record)
  if (cuts.size === 0) throw new Error(`nothing to cancel on a ${record.status} order`)
  const keepsQuantity = settings().cancelledKeepsQuantity
  const wordsFor: Partial<Record<Who, string>> = { BUYER: 'BUYER', AMAZON: 'AMAZON' }
  const by = wordsFor[act.by] ?? 'MERCHANT'
  const isWhole = everythingLeft(record).size === cuts.size
  const book = books.of(record)
  changeOrder(parts, orderId, (one) => cutUnits(one, cuts, by, act.reason, keepsQuantity), {
    event: isWhole
      ? statusEvent('Order canceled')
      : { ...statusEvent('Item canceled'), itemIds: [...cuts.keys()] },
    lagMs: act.lagMs ?? 0,
  })
  const isSeller = by === 'MERCHANT'
  const backOnSale = isSeller && !outOfStock.includes(act.reason)
  const isBack = isSeller ? backOnSale : settings().buyerCancelBackOnSale
  parts.stock.cancelled(record, cuts, isBack)
  for (const [orderItemId, quantity] of cuts) {
    const before = book.cancelledUnits.get(orderItemId) ?? 0
    book.cancelledUnits.set(orderItemId, before + quantity)
    const cancellation: Cancellation = {
      atMs: clock.nowMs(),
      by: act.by,
      reason: act.reason,
      orderItemId,
      quantity,
      backOnSale,
      ...sourceOf(act),
    }
    book.cancellations.push(cancellation)
  }
}

function sourceOf({ feedId, messageId }: Source): Source {
  return {
    ...(feedId === undefined ? {} : { feedId }),
    ...(messageId === undefined ? {} : { messageId }),
  }
}

function currencyOfOrder(record: OrderRecord): string {
  const [first] = record.order.orderItems
  return first === undefined ? 'EUR' : currencyOf(first)
}
