/** Amounts as Shopify sends them: decimal text with a currency (Admin API 2026-10). */
import { z } from 'zod'
import { type Money, minorDigits, parseMoney } from '../../../core/money.ts'

const sent = z.object({ amount: z.string(), currencyCode: z.string() })

/** An amount that is whole in its minor units; another one is an answer that we cannot read. */
export const moneyShape = sent.transform((money, context) => {
  const read = parseMoney(money.amount, money.currencyCode)
  return read ?? refuse(context)
})

/** The money that the buyer was shown. */
export const shownMoneyShape = z
  .object({ presentmentMoney: moneyShape })
  .transform((bag): Money => bag.presentmentMoney)

/** For a price that Shopify itself calls approximate: rounded to the minor unit. */
export const roundedMoneyShape = z
  .object({ presentmentMoney: sent })
  .transform(({ presentmentMoney: { amount, currencyCode } }, context) => {
    const [, sign = '', whole = '', fraction = ''] =
      /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(amount) ?? []
    const digits = minorDigits(currencyCode)
    const kept = parseMoney(`${sign}${whole}.${fraction.slice(0, digits)}0`, currencyCode)
    if (kept === undefined) return refuse(context)
    const up = (fraction[digits] ?? '0') >= '5' ? 1 : 0
    return { ...kept, amountMinor: kept.amountMinor + (sign === '-' ? -up : up) }
  })

function refuse(context: z.RefinementCtx): never {
  context.addIssue({ code: 'custom', message: 'no amount of its currency' })
  return z.NEVER
}
