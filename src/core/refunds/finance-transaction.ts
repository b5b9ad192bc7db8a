/**
 * One transaction of an order as Finances 2024-06-19 lists it. The last 48 hours may be missing, so a
 * transaction that does not show is unknown, never absent.
 */
import type { AmazonItemId } from '../ids.ts'
import type { Money } from '../money.ts'

export type FinanceTransaction = {
  readonly transactionId: string
  /** Shipment, Refund, … as Amazon names it. */
  readonly type: string
  readonly status: string
  readonly postedAtMs: number
  readonly total: Money
  readonly items: readonly {
    readonly itemId: AmazonItemId | null
    readonly sku: string | null
    readonly components: readonly { readonly type: string; readonly amount: Money }[]
  }[]
}
