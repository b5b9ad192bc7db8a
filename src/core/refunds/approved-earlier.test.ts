/** A yes to one question is none to another: the same refund on both sides is not given twice. */
import { expect, test } from 'vitest'
import {
  financeRefund,
  lifeEvent,
  lifeInput,
  lifeRefund,
  moneyBack,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { money, noonMs } from '../../../tests/support/order-samples.ts'
import { decide, eventId, given, held } from '../../../tests/support/refund-decisions.ts'
import { seen } from '../seen.ts'

const [line] = lifeRefund(7).lines
const five = lifeRefund(7, {
  lines: line === undefined ? [] : [{ ...line, subtotal: money('5.00 EUR') }],
  transactions: [moneyBack('5.00 EUR')],
})
const read = shopLife({ refunds: [five], refunded: money('5.00 EUR') })
const finances = seen([financeRefund('T1', { Principal: '-5.00 EUR' })], noonMs)
const events = [lifeEvent(eventId, 'baseline')]

test('R-REFUND-5: a yes to what nobody saw happen sends nothing that Amazon gave back already', () => {
  const inputs = [lifeInput('approve', eventId)]
  expect(held(decide(read, { finances, events, inputs }))).toBe('ALREADY_REFUNDED')
})

test('R-REFUND-5: what the buyer shall get beside it a person says by item', () => {
  const detail = [{ itemId: '1', component: 'Principal', amountMinor: 500 }]
  const inputs = [lifeInput('split', eventId, { detail })]
  expect(given(decide(read, { finances, events, inputs }))).toEqual([
    '1 GeneralAdjustment Principal 500',
  ])
})
