/**
 * What Amazon booked for an order. The last 48 hours may be missing, so what does not show is unknown.
 * The marketplace is left out of the question: for US orders shipped by the seller Amazon wants it so.
 * Source: Finances API 2024-06-19 (model commit 34dc93fe, 2026-08-05).
 */
import type { AmazonOrderId } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import type { FinanceTransaction } from '../../core/refunds/finance-transaction.ts'
import { unknownShape } from './answer-error.ts'
import { get, type JsonCall, pageDeadlines, readJson } from './json-call.ts'
import { isOfOrder, translateTransaction } from './translate/transaction.ts'
import { wireTransactionPage } from './wire/finances.ts'

export type AmazonFinances = {
  /** All of them or none: `contract` when there are too many pages, or another order's among them. */
  listTransactions(
    question: { readonly orderId: AmazonOrderId },
    deadlines: Deadlines,
  ): Promise<readonly FinanceTransaction[]>
}

/** One order has a few transactions; pages may be empty though. */
const pagesMax = 10

export function createAmazonFinances(call: JsonCall): AmazonFinances {
  return {
    async listTransactions({ orderId }, deadlines) {
      const found: FinanceTransaction[] = []
      let token = {}
      for (let page = 0; page < pagesMax; page += 1) {
        const query = new URLSearchParams({
          relatedIdentifierName: 'ORDER_ID',
          relatedIdentifierValue: orderId,
          ...token,
        })
        const request = get('listTransactions', `/finances/2024-06-19/transactions?${query}`)
        const answer = await call(request, pageDeadlines(deadlines, page))
        const { transactions, nextToken } = readJson(wireTransactionPage, request, answer).payload
        for (const wire of transactions ?? []) {
          if (!isOfOrder(wire, orderId)) {
            throw unknownShape('listTransactions', answer, 'TRANSACTION_OF_ANOTHER_ORDER')
          }
          found.push(translateTransaction(wire))
        }
        if (!nextToken) return found
        token = { nextToken }
      }
      throw unknownShape('listTransactions', null, 'TOO_MANY_PAGES')
    },
  }
}
