import { describe, expect, it } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  financeRefund,
  importedView,
  lifeEvent,
  lifeInput,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  amazonOrder,
  dayMs,
  hourMs,
  minuteMs,
  noonMs,
} from '../../../tests/support/order-samples.ts'
import { decide, given, held, shipped, whole } from '../../../tests/support/refund-decisions.ts'
import { id } from '../ids.ts'
import { holdTexts } from '../orders/hold-texts.ts'
import { seen } from '../seen.ts'

describe('a refund that was sent', () => {
  const body = {
    currency: 'EUR',
    lines: [{ itemId: '1', component: 'Principal', amountMinor: 2000 }],
  }
  const sent = (state: 'done' | 'unclear' | 'refused', ageMs: number, code: string | null = null) =>
    effectRecord('refund:7', 'refund-on-amazon', state, {
      body,
      doneAtMs: state === 'done' ? noonMs - ageMs : null,
      attempts: [effectAttempt(state, { atMs: noonMs - ageMs, code })],
    })

  it('R-REFUND-8: is never sent again by itself', () => {
    expect(held(decide(whole, { queued: [id('EffectKey', 'refund:7')] }))).toBe(
      'rest REFUND_ON_THE_DESK',
    )
    expect(held(decide(whole, { effects: [sent('unclear', hourMs)] }))).toBe(
      'rest REFUND_ON_THE_DESK',
    )
    expect(held(decide(whole, { effects: [sent('unclear', 7 * hourMs)] }))).toBe('REFUND_UNCLEAR')
    expect(held(decide(whole, { effects: [sent('unclear', hourMs, 'FEED_FATAL')] }))).toBe(
      'REFUND_UNCLEAR',
    )
    expect(decide(whole, { effects: [sent('refused', hourMs, 'AMAZON_18028')] })).toMatchObject({
      code: 'AMAZON_REFUSED_REFUND',
      detail: { shopify: '20.00', amazon: '0.00', code: 'AMAZON_18028' },
    })
    const repeat = lifeInput('repeat', 'refund:7', { atMs: noonMs })
    const again = decide(whole, {
      ...{ effects: [sent('refused', hourMs)], inputs: [repeat] },
    })
    expect(given(again)).toHaveLength(1)
  })

  it('R-REFUND-8: says what each side gave back while Amazon refuses', () => {
    const step = decide(whole, { effects: [sent('refused', hourMs, 'AMAZON_18028')] })
    if (step.do !== 'hold') throw new Error(JSON.stringify(step))
    expect(holdTexts[step.code].text(step.detail)).toContain('Shopify 20.00, Amazon 0.00')
  })

  it('R-REFUND-8: is looked for after 48 hours and 7 days, then asked about', () => {
    const step = decide(whole, { effects: [sent('done', hourMs)] })
    expect(step).toMatchObject({ do: 'rest', reason: 'REFUND_DONE_ON_AMAZON' })
    const finances = seen([], noonMs - dayMs)
    expect(decide(whole, { effects: [sent('done', 3 * dayMs)], finances })).toMatchObject({
      ...{ do: 'look', look: { at: 'amazon-finances' } },
    })
    expect(held(decide(whole, { effects: [sent('done', 8 * dayMs)] }))).toBe('REFUND_NOT_SEEN')
    const listed = seen([financeRefund('T1', { Principle: '-20.00 EUR' })], noonMs)
    expect(held(decide(whole, { effects: [sent('done', 8 * dayMs)], finances: listed }))).toBe(
      'rest REFUNDED_ON_BOTH_SIDES',
    )
    expect(
      decide(whole, { effects: [sent('unclear', hourMs, 'FEED_FATAL')], finances: listed }),
    ).toMatchObject({ do: 'write', write: { kind: 'record-effect', key: 'refund:7' } })
  })
})

describe('Finances', () => {
  const left = amazonOrder({
    status: 'SHIPPED',
    packages: [
      {
        ...{ packageId: '1', carrier: 'DHL', trackingNumber: '1', status: 'IN_TRANSIT' },
        ...{ shippedAtMs: noonMs - 3 * dayMs, items: [] },
      },
    ],
  })
  const told = {
    ...lifeEvent('amazon-money:1', 'seen', 'amazon-money'),
    firstSeenMs: noonMs - minuteMs,
  }

  it('R-REFUND-14: is asked two days and a week after the goods left, while refunds are live', () => {
    const view = importedView({ order: left })
    const finances = { is: 'unknown' } as const
    expect(decide(shopLife(), { finances }, view)).toMatchObject({
      ...{ do: 'look', look: { at: 'amazon-finances' } },
    })
    expect(decide(shopLife(), {}, view)).toMatchObject({
      ...{ do: 'rest', againAtMs: noonMs + 4 * dayMs },
    })
    const policy = { ...livePolicy, refund: { ...livePolicy.refund, lane: 'watch' } } as const
    expect(held(decide(shopLife(), { finances }, view, policy))).toBe('rest NO_REFUND_DUE')
  })

  it('R-REFUND-14: is asked a little after Amazon told of a refund, and a refund waits for it', () => {
    const soon = decide(shopLife(), { events: [told] })
    expect(soon).toMatchObject({ do: 'rest', againAtMs: noonMs + 2 * minuteMs })
    const events = [...lifeView({ read: whole }).events, told]
    expect(decide(whole, { events })).toMatchObject({ do: 'wait', untilMs: noonMs + 2 * minuteMs })
    // Another time at which Finances is looked at anyway comes first.
    const twoDaysAgoMs = noonMs - 2 * dayMs - 9 * minuteMs
    const packages = left.packages.map((one) => ({ ...one, shippedAtMs: twoDaysAgoMs }))
    const order = { ...left, packages }
    expect(decide(whole, { events }, importedView({ order }))).toMatchObject({
      ...{ do: 'wait', untilMs: noonMs + minuteMs },
    })
    // The moment it may be listed, it is looked for before anything is sent.
    const due = { ...told, firstSeenMs: noonMs - 3 * minuteMs }
    const old = seen([], noonMs - minuteMs)
    const both = [...lifeView({ read: whole }).events, due]
    expect(decide(whole, { events: both, finances: old })).toMatchObject({
      ...{ do: 'look', look: { at: 'amazon-finances' } },
    })
    const before = { ...told, firstSeenMs: noonMs - 10 * minuteMs }
    const finances = seen([], noonMs - 9 * minuteMs)
    expect(decide(shopLife(), { events: [before], finances })).toMatchObject({
      ...{ do: 'look', look: { at: 'amazon-finances' } },
    })
    const listed = seen([financeRefund('T1', { Principal: '-20.00 EUR' })], noonMs)
    const known = [
      told,
      { eventId: 'amazon-refund:T1', kind: 'amazon-refund', provenance: 'seen', firstSeenMs: 0 },
    ] as const
    expect(decide(shopLife(), { events: known, finances: listed })).toMatchObject({ do: 'write' })
  })
})

describe('in watch', () => {
  it('R-REFUND-13: nothing is sent, and what would be is told', () => {
    const policy = { ...livePolicy, refund: { ...livePolicy.refund, lane: 'watch' } } as const
    const step = decide(whole, {}, importedView({ order: shipped }), policy)
    expect(step).toMatchObject({
      ...{ do: 'rest', reason: 'WATCHING', would: 'refund on Amazon: 1 Principal 20.00 EUR' },
    })
  })
})
