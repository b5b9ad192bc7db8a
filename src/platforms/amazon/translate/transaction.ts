/**
 * One transaction of an order in our words. Breakdowns come nested (Sales, then Product Charges …): of
 * each branch the innermost amount counts, under its own name, since its parents are sums of it.
 */
import { formatDecimal, type Money } from '../../../core/money.ts'
import type { FinanceTransaction } from '../../../core/refunds/finance-transaction.ts'
import type { WireBreakdown, WireTransaction } from '../wire/finances.ts'

export function translateTransaction(wire: WireTransaction): FinanceTransaction {
  return {
    transactionId: wire.transactionId || madeId(wire),
    type: wire.transactionType,
    status: wire.transactionStatus ?? '',
    postedAtMs: wire.postedDate,
    total: wire.totalAmount,
    items: (wire.items ?? []).map(({ contexts, breakdowns }) => ({
      itemId: null,
      sku: contexts?.find(({ sku }) => sku)?.sku ?? null,
      components: (breakdowns ?? []).flatMap(innermost),
    })),
  }
}

/** True when it names the order among what it is related to. */
export function isOfOrder(wire: WireTransaction, orderId: string): boolean {
  return (wire.relatedIdentifiers ?? []).some(
    ({ relatedIdentifierName: name, relatedIdentifierValue: value }) =>
      name === 'ORDER_ID' && value === orderId,
  )
}

/** Amazon's own sample has no id: then one of what does not change. */
function madeId(wire: WireTransaction): string {
  const refund = wire.relatedIdentifiers?.find(
    ({ relatedIdentifierName: name }) => name === 'REFUND_ID',
  )
  const { transactionType, postedDate, totalAmount } = wire
  const total = `${formatDecimal(totalAmount)}${totalAmount.currency}`
  return refund?.relatedIdentifierValue || `${transactionType}@${postedDate}:${total}`
}

function innermost(wire: WireBreakdown): { type: string; amount: Money }[] {
  const inner = wire.breakdowns ?? []
  if (inner.length > 0) return inner.flatMap(innermost)
  return [{ type: wire.breakdownType, amount: wire.breakdownAmount }]
}
