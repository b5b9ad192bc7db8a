/** R-REFUND-18: what a person asks for again counts as not given, and a yes answers its own question alone. */
import { expect, test } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  financeRefund,
  importedView,
  lifeEvent,
  lifeInput,
  lifeLine,
  lifeRefund,
  moneyBack,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  dayMs,
  hourMs,
  minuteMs,
  money,
  noonMs,
  variant,
} from '../../../tests/support/order-samples.ts'
import { decide, eventId, given, held, whole } from '../../../tests/support/refund-decisions.ts'
import { seen } from '../seen.ts'

const body = {
  currency: 'EUR',
  lines: [{ itemId: '1', component: 'Principal', amountMinor: 2000 }],
}

function sent(state: 'done' | 'unclear', ageMs: number, code: string | null = null) {
  return effectRecord('refund:7', 'refund-on-amazon', state, {
    body,
    doneAtMs: state === 'done' ? noonMs - ageMs : null,
    attempts: [effectAttempt(state, { atMs: noonMs - ageMs, code })],
  })
}

const repeat = lifeInput('repeat', 'refund:7')

test('R-REFUND-18: of an unclear refund that a person repeats nothing counts as given', () => {
  const effects = [sent('unclear', hourMs, 'FEED_NOT_FOUND')]
  expect(held(decide(whole, { effects }))).toBe('REFUND_UNCLEAR')
  expect(given(decide(whole, { effects, inputs: [repeat] }))).toEqual([
    '1 GeneralAdjustment Principal 2000',
  ])
})

test('R-REFUND-18: nor of one that was called done and that nobody saw, once a person repeats it', () => {
  const effects = [sent('done', 8 * dayMs)]
  expect(held(decide(whole, { effects }))).toBe('REFUND_NOT_SEEN')
  expect(given(decide(whole, { effects, inputs: [repeat] }))).toEqual([
    '1 GeneralAdjustment Principal 2000',
  ])
  // Sent again, the older word is no word about the newer try.
  const again = [sent('done', 30_000)]
  expect(held(decide(whole, { effects: again, inputs: [repeat] }))).toBe(
    'rest REFUND_DONE_ON_AMAZON',
  )
})

test('R-REFUND-18: what Finances shows of it settles it, whatever was asked', () => {
  const finances = seen([financeRefund('T1', { Principal: '-20.00 EUR' })], noonMs)
  const effects = [sent('unclear', hourMs, 'FEED_NOT_FOUND')]
  expect(decide(whole, { effects, finances, inputs: [repeat] })).toMatchObject({
    ...{ do: 'write', write: { kind: 'record-effect', key: 'refund:7' } },
  })
})

const part = shopLife({
  refunds: [lifeRefund(7, { lines: [], transactions: [moneyBack('5.00 EUR')] })],
  refunded: money('5.00 EUR'),
})

test('R-QUARANTINE-7: a yes to what nobody saw happen says nothing of how it is divided', () => {
  const events = [lifeEvent(eventId, 'baseline')]
  expect(held(decide(part, { events }))).toBe('MONEY_QUARANTINED')
  const about = 'MONEY_QUARANTINED'
  const first = lifeInput('approve', eventId, { about, atMs: noonMs - 2 * minuteMs })
  expect(held(decide(part, { events, inputs: [first] }))).toBe('REFUND_WITHOUT_LINES')
  const second = lifeInput('approve', eventId, { about: 'REFUND_WITHOUT_LINES' })
  expect(given(decide(part, { events, inputs: [first, second] }))).toEqual([
    '1 GeneralAdjustment Principal 500',
  ])
})

test('R-QUARANTINE-7: nor that a part may go while nobody can be sure of the rest', () => {
  const [line] = lifeRefund(7).lines
  const lines = line === undefined ? [] : [{ ...line, subtotal: money('5.00 EUR') }]
  const refund = lifeRefund(7, { lines, transactions: [moneyBack('5.00 EUR')] })
  const read = shopLife({ refunds: [refund], refunded: money('5.00 EUR') })
  const events = [lifeEvent(eventId, 'baseline')]
  const first = lifeInput('approve', eventId, { about: 'MONEY_QUARANTINED' })
  expect(held(decide(read, { events, inputs: [first] }))).toBe('REFUND_PARTIAL_UNSURE')
  const second = lifeInput('approve', eventId, { about: 'REFUND_PARTIAL_UNSURE' })
  expect(given(decide(read, { events, inputs: [first, second] }))).toHaveLength(1)
})

test('R-REFUND-19: a refund before the goods left, and a part of a kit, are dismissed by the word that the hold asks for', () => {
  const early = importedView()
  const step = decide(whole, {}, early)
  expect(held(step)).toBe('REFUND_BEFORE_SHIPMENT')
  const subject = step.do === 'hold' ? String(step.detail.subject) : ''
  const inputs = [lifeInput('dismiss', subject, { about: 'REFUND_BEFORE_SHIPMENT' })]
  expect(held(decide(whole, { inputs }, early))).toBe('rest REFUND_DISMISSED')
})

test('R-REFUND-19: units of which nobody knows what they are on Amazon are left by a dismissal', () => {
  const kit = [
    lifeLine({ quantity: 2, currentQuantity: 2 }),
    lifeLine({ lineGid: 'gid://shopify/LineItem/2', variantGid: variant({ gid: '2' }).variantGid }),
  ]
  const [line] = lifeRefund(7).lines
  const lines = line === undefined ? [] : [{ ...line, restockType: 'CANCEL' }]
  const read = shopLife({ lines: kit, refunds: [lifeRefund(7, { lines })] })
  const step = decide(read, {}, importedView())
  expect(held(step)).toBe('REFUND_PART_OF_KIT')
  const subject = step.do === 'hold' ? String(step.detail.subject) : ''
  const inputs = [lifeInput('dismiss', subject, { about: 'REFUND_PART_OF_KIT' })]
  expect(held(decide(read, { inputs }, importedView()))).not.toBe('REFUND_PART_OF_KIT')
})
