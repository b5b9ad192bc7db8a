/** Finances lists the tax of a refund apart that the order has inside its prices: it is ours all the same. */
import { expect, test } from 'vitest'
import { effectRecord, financeRefund } from '../../../tests/support/life-samples.ts'
import { amazonOrder } from '../../../tests/support/order-samples.ts'
import { sortMoney } from './money-back.ts'

const body = {
  ...{ currency: 'EUR', amountMinor: 2_000 },
  lines: [{ itemId: '1', component: 'Principal', amountMinor: 2_000 }],
}
const ours = effectRecord('refund:7', 'refund-on-amazon', 'done', { body })
const split = financeRefund('T1', { Principal: '-16.81 EUR', Tax: '-3.19 EUR' })

test('R-REFUND-10: a refund of ours whose tax is listed apart is ours', () => {
  const sorted = sortMoney(amazonOrder(), [split], [ours])
  expect([...sorted.ours.keys()]).toEqual(['refund:7'])
  expect(sorted.theirs).toEqual([])
})

test('R-REFUND-10: the one that is the same to the component comes first', () => {
  const exact = financeRefund('T2', { Principal: '-20.00 EUR' })
  const sorted = sortMoney(amazonOrder(), [split, exact], [ours])
  expect(sorted.theirs.map(({ transactionId }) => transactionId)).toEqual(['T1'])
})

test('R-REFUND-10: another amount, or shipping instead of goods, is not', () => {
  const less = financeRefund('T3', { Principal: '-16.81 EUR', Tax: '-3.00 EUR' })
  const shipping = financeRefund('T4', { Shipping: '-16.81 EUR', ShippingTax: '-3.19 EUR' })
  expect(sortMoney(amazonOrder(), [less, shipping], [ours]).theirs).toHaveLength(2)
})
