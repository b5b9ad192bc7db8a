/** Refunds that Finances lists and that are not ours, as events with lasting ids (design rule 5). */
import type { ShownEvent } from '../life/life-events.ts'
import type { OrderView } from '../orders/view.ts'
import type { FinanceTransaction } from './finance-transaction.ts'
import { sortMoney } from './money-back.ts'
import { amazonRefundEventId } from './shop-key.ts'

export function refundsOfOthers(
  { amazon, life }: Pick<OrderView, 'amazon' | 'life'>,
  transactions: readonly FinanceTransaction[],
): ShownEvent[] {
  if (amazon.is !== 'seen') return []
  const { theirs } = sortMoney(amazon.value, transactions, life?.effects ?? [])
  return theirs.map((money) => ({ eventId: amazonRefundEventId(money), kind: 'amazon-refund' }))
}
