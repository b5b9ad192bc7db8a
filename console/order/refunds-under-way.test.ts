/** A refund between the word and the row in the books is not lost from sight. */
import { expect, test } from 'vitest'
import type { OrderPage } from '../api/order-page.ts'
import { refundsUnderWay } from './refunds-under-way.ts'

const at = '2026-11-22T14:00:00.000Z'
const money = { amount: '10.00', currency: 'EUR' }
const bookings = (count: number): OrderPage['refunds'] =>
  Array.from({ length: count }, () => ({ side: 'amazon', at, amount: money, ours: true }))
const sent = (key: string, state: string) => ({
  ...{ key, kind: 'refund-on-amazon', attempts: [{ state, at }] },
})
const gathered = (key: string) => ({
  ...{ at, kind: 'called', body: { call: 'put on the desk', effect: key } },
})
const keysOf = (effects: OrderPage['effects'], refunds: number, trace: OrderPage['trace'] = []) =>
  refundsUnderWay({ effects, refunds: bookings(refunds), trace }).map(
    ({ key, state }) => `${key} ${state}`,
  )

test('what was sent stays in sight until the books of the other side show it', () => {
  const effects = [sent('refund:1', 'done'), sent('refund:2', 'done'), sent('refund:3', 'unclear')]
  expect(keysOf(effects, 0)).toEqual(['refund:1 done', 'refund:2 done', 'refund:3 unclear'])
  expect(keysOf(effects, 1)).toEqual(['refund:2 done', 'refund:3 unclear'])
  expect(keysOf(effects, 2)).toEqual(['refund:3 unclear'])
  expect(keysOf([sent('refund:1', 'refused')], 0)).toEqual([])
})

test('what is gathered for Amazon counts as on its way, once', () => {
  const trace = [gathered('refund:1'), gathered('refund:1'), gathered('ship:1')]
  expect(keysOf([], 0, trace)).toEqual(['refund:1 unclear'])
  expect(keysOf([sent('refund:1', 'done')], 1, trace)).toEqual([])
})
