/** The clocks of an order that still has to be shipped: B34, B67, B68, weekends and time zones. */
import { expect, test } from 'vitest'
import {
  fulfillment,
  importedView,
  lifeInput,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { amazonOrder, dayMs, hourMs, minuteMs } from '../../../tests/support/order-samples.ts'
import { id } from '../ids.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { seen } from '../seen.ts'
import { addBusinessDays } from './business-days.ts'
import { decideDeadline } from './decide-deadline.ts'
import type { LifeView } from './life-view.ts'

const germany = id('MarketplaceId', 'A1PA6795UKMFR9')
const japan = id('MarketplaceId', 'A1VC38T7YXB528')

/** A Wednesday. */
const shipByMs = Date.UTC(2026, 10, 25, 22, 59, 59)
const createdAtMs = shipByMs - 2 * dayMs

function ask(nowMs: number, over: Partial<AmazonOrder> = {}, life: Partial<LifeView> = {}) {
  const order = amazonOrder({ shipByMs, createdAtMs, marketplaceId: germany, ...over })
  const view = { ...importedView({ order }), amazon: seen(order, nowMs) }
  return decideDeadline(view, lifeView(life), livePolicy, nowMs)
}

const code = (step: ReturnType<typeof ask>) => (step.do === 'hold' ? step.code : step.do)

test.each([
  [shipByMs - 25 * hourMs, 'rest'],
  [shipByMs - 24 * hourMs, 'SHIP_BY_24_HOURS'],
  [shipByMs - 4 * hourMs, 'SHIP_BY_4_HOURS'],
  [shipByMs, 'SHIP_BY_OVER'],
])('B34, R-DEADLINE-1: at %i the ship-by clock says %s', (nowMs, says) => {
  expect(code(ask(nowMs))).toBe(says)
})

test('R-DEADLINE-1: it wakes at the next alarm, and rests when the order is over', () => {
  expect(ask(shipByMs - 30 * hourMs)).toMatchObject({ againAtMs: shipByMs - 24 * hourMs })
  expect(code(ask(shipByMs, { status: 'SHIPPED' }))).toBe('rest')
  expect(code(ask(shipByMs, { status: 'CANCELLED' }))).toBe('rest')
  expect(code(ask(shipByMs, { fulfilledBy: 'AMAZON' }))).toBe('rest')
})

test('B68, R-DEADLINE-3: at 23, 28 and 30 days the pay is at risk, with the money named', () => {
  const late = { shipByMs: null }
  expect(code(ask(createdAtMs + 22 * dayMs, late))).toBe('rest')
  const first = ask(createdAtMs + 23 * dayMs, late)
  expect(first).toMatchObject({ code: 'UNCONFIRMED_23_DAYS' })
  expect(first).toMatchObject({ detail: { atRiskMinor: 2_000, currency: 'EUR' } })
  expect(code(ask(createdAtMs + 28 * dayMs, late))).toBe('UNCONFIRMED_28_DAYS')
  expect(code(ask(createdAtMs + 30 * dayMs, late))).toBe('UNCONFIRMED_30_DAYS')
})

test('B68, R-DEADLINE-2: Amazon cancels 7 business days after ship-by; the alarm is at 5', () => {
  // Wednesday the 25th: five business days later is Wednesday the 2nd, seven is Friday the 4th.
  const alarmMs = Date.UTC(2026, 11, 2, 22, 59, 59)
  expect(code(ask(alarmMs - minuteMs))).toBe('SHIP_BY_OVER')
  expect(ask(alarmMs)).toMatchObject({
    code: 'AUTO_CANCEL_NEAR',
    detail: { by: '2026-12-04T22:59:59.000Z' },
  })
})

test('R-DEADLINE-2: weekends are those of the marketplace, not of UTC', () => {
  // Friday 16:00 UTC is Saturday in Tokyo: there the first business day after it is Monday.
  const fridayMs = Date.UTC(2026, 10, 27, 16)
  expect(new Date(addBusinessDays(fridayMs, 1, germany)).toISOString()).toBe(
    '2026-11-30T16:00:00.000Z',
  )
  expect(new Date(addBusinessDays(fridayMs, 1, japan)).toISOString()).toBe(
    '2026-11-29T16:00:00.000Z',
  )
  expect(addBusinessDays(fridayMs, 0, germany)).toBe(fridayMs)
})

test('B67, R-DEADLINE-4: shipped here and not known there is an alarm after 15 minutes', () => {
  const leftMs = shipByMs - 30 * hourMs
  const read = shopLife({ fulfillments: [fulfillment(1, { createdAtMs: leftMs })] })
  const life = { shop: seen(read, leftMs) }
  expect(code(ask(leftMs + 14 * minuteMs, {}, life))).toBe('rest')
  expect(ask(leftMs + 14 * minuteMs, {}, life)).toMatchObject({
    againAtMs: leftMs + 15 * minuteMs,
  })
  expect(code(ask(leftMs + 15 * minuteMs, {}, life))).toBe('SHIPPED_NOT_CONFIRMED')
})

test('R-DEADLINE-5: what a person dismissed is silent, and the next alarm rings', () => {
  const inputs = [lifeInput('dismiss', 'SHIP_BY_24_HOURS')]
  expect(code(ask(shipByMs - 20 * hourMs, {}, { inputs }))).toBe('rest')
  expect(code(ask(shipByMs - 4 * hourMs, {}, { inputs }))).toBe('SHIP_BY_4_HOURS')
})
