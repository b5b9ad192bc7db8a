/**
 * Finances 2024-06-19: transactions of an order. The model requires nothing; we require what money
 * cannot be read without. An item carries no order item id, only a SKU in its product context.
 * Source: model finances_2024-06-19 (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { type Money, parseMoney } from '../../../core/money.ts'
import { wireName, wireText, wireTime } from './values.ts'

/**
 * Amounts are JSON numbers. Up to 15 digits a double gives back the very decimal that was sent; what
 * has more, or is finer than a minor unit, is refused rather than rounded.
 */
export const wireNumberMoney = z
  .object({ currencyAmount: z.number(), currencyCode: z.string() })
  .transform(({ currencyAmount, currencyCode }, context): Money => {
    const decimal = String(currencyAmount)
    const exact = decimal.replaceAll(/\D/g, '').length <= 15
    const money = exact ? parseMoney(decimal, currencyCode) : undefined
    if (money !== undefined) return money
    context.addIssue({ code: 'custom', message: 'no amount of a known form' })
    return z.NEVER
  })

export type WireBreakdown = {
  readonly breakdownType: string
  readonly breakdownAmount: Money
  readonly breakdowns?: readonly WireBreakdown[] | null | undefined
}

const breakdown: z.ZodType<WireBreakdown> = z.object({
  breakdownType: wireName,
  breakdownAmount: wireNumberMoney,
  get breakdowns() {
    return z.array(breakdown).nullish()
  },
})

export const wireTransaction = z.object({
  relatedIdentifiers: z
    .array(
      z.object({
        relatedIdentifierName: wireText.nullish(),
        relatedIdentifierValue: wireText.nullish(),
      }),
    )
    .nullish(),
  transactionType: wireName,
  transactionId: wireText.nullish(),
  transactionStatus: wireText.nullish(),
  postedDate: wireTime,
  totalAmount: wireNumberMoney,
  items: z
    .array(
      z.object({
        contexts: z
          .array(z.object({ contextType: wireText.nullish(), sku: wireText.nullish() }))
          .nullish(),
        breakdowns: z.array(breakdown).nullish(),
      }),
    )
    .nullish(),
})

export const wireTransactionPage = z.object({
  payload: z.object({
    nextToken: wireText.nullish(),
    transactions: z.array(wireTransaction).max(10_000).nullish(),
  }),
})

export type WireTransaction = z.infer<typeof wireTransaction>
