/** The refund that a cancellation makes: all units, all shipping, and the money when it is to go back. */

import type { AppIdentity } from '../app-identity.ts'
import { minus, sumOf, zero } from '../money.ts'
import type { Consequences } from '../orders/committed-change.ts'
import { refundedShipping } from '../orders/order-ledger.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { type MoneyPlan, makeRefund } from './make-refund.ts'

type Whole = {
  readonly restock: boolean
  readonly refund: boolean
  readonly note?: string | null
  readonly by: AppIdentity
}

/**
 * A cancellation without a refund still shows its units in a refund row that moved no money: who reads refunds must
 * count the transactions.
 */
export function refundAll(
  world: ShopWorld,
  order: OrderRecord,
  whole: Whole,
  after: Consequences,
): void {
  const lines = order.lines
    .filter((line) => line.currentQuantity > 0)
    .map((line) => ({
      line,
      quantity: line.currentQuantity,
      restockType: whole.restock ? ('CANCEL' as const) : ('NO_RESTOCK' as const),
      locationId: order.fulfillmentOrders[0]?.locationId ?? null,
    }))
  const money = whole.refund ? everythingPaid(order) : []
  if (lines.length === 0 && money.length === 0) return
  makeRefund(
    world,
    order,
    {
      lines,
      shipping: whole.refund
        ? minus(order.totals.shipping, refundedShipping(order).subtotal)
        : zero,
      money,
      note: world.settings.cancelNoteOnRefund ? (whole.note ?? null) : null,
      processedAtMs: null,
      notify: false,
      reason: null,
      returnId: null,
      by: whole.by,
    },
    after,
  )
}

/** What is left of each payment. */
export function everythingPaid(order: OrderRecord): MoneyPlan[] {
  return order.transactions
    .filter((one) => one.status === 'SUCCESS' && ['SALE', 'CAPTURE'].includes(one.kind))
    .map((parent) => {
      const back = order.transactions.filter(
        (one) => one.parentId === parent.id && one.kind === 'REFUND' && one.status === 'SUCCESS',
      )
      return {
        parent,
        amount: minus(
          parent.amount,
          sumOf(back, (one) => one.amount),
        ),
      }
    })
    .filter((one) => one.amount.shop > 0)
}
