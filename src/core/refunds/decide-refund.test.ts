import { describe, expect, it } from 'vitest'
import {
  effectRecord,
  financeRefund,
  importedView,
  lifeEvent,
  lifeInput,
  lifeLine,
  lifeRefund,
  lifeView,
  livePolicy,
  moneyBack,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  amazonItem,
  amazonOrder,
  hourMs,
  minuteMs,
  money,
  noonMs,
  part,
} from '../../../tests/support/order-samples.ts'
import {
  decide,
  eventId,
  given,
  held,
  shipped,
  whole,
} from '../../../tests/support/refund-decisions.ts'
import { id } from '../ids.ts'
import { holdTexts } from '../orders/hold-texts.ts'
import { seen } from '../seen.ts'

describe('a refund in Shopify', () => {
  it('R-REFUND-2: is sent as the money that moved, by item and component', () => {
    expect(given(decide(whole))).toEqual(['1 GeneralAdjustment Principal 2000'])
    const [first] = lifeRefund(7).lines
    if (first === undefined) throw new Error('no line')
    const returned = lifeRefund(7, { lines: [{ ...first, restockType: 'RETURN' }] })
    expect(given(decide(shopLife({ refunds: [returned] })))).toEqual([
      '1 CustomerReturn Principal 2000',
    ])
  })

  it('R-REFUND-2: that moved no money yet, or none, sends nothing', () => {
    const pending = lifeRefund(7, { transactions: [moneyBack('20.00 EUR', { status: 'PENDING' })] })
    expect(held(decide(shopLife({ refunds: [pending] })))).toBe('rest REFUND_NOT_PAID_YET')
    const failed = lifeRefund(7, { transactions: [moneyBack('20.00 EUR', { status: 'FAILURE' })] })
    expect(held(decide(shopLife({ refunds: [failed] })))).toBe('rest REFUND_ABSORBED')
  })

  it('R-REFUND-2: whose lines do not explain the money waits for a person, or a split of hers', () => {
    const free = lifeRefund(7, { lines: [], transactions: [moneyBack('5.00 EUR')] })
    const read = shopLife({ refunds: [free] })
    const step = decide(read)
    expect(step).toMatchObject({
      code: 'REFUND_WITHOUT_LINES',
      detail: { suggested: ['1 Principal 5.00 EUR'], subject: eventId },
    })
    const approve = lifeInput('approve', eventId)
    expect(given(decide(read, { inputs: [approve] }))).toEqual([
      '1 GeneralAdjustment Principal 500',
    ])
    const detail = [{ itemId: '1', component: 'Principal', amountMinor: 400 }]
    const split = lifeInput('split', eventId, { detail })
    expect(given(decide(read, { inputs: [split] }))).toEqual(['1 GeneralAdjustment Principal 400'])
    const tooMuch = [{ itemId: '1', component: 'Principal', amountMinor: 501 }]
    const wrong = lifeInput('split', eventId, { detail: tooMuch })
    expect(held(decide(read, { inputs: [wrong] }))).toBe('REFUND_OVER_CHARGE')
  })

  it('R-REFUND-2: asks for fresh books of both sides first', () => {
    const old = importedView({ amazon: seen(shipped, noonMs - hourMs) })
    expect(decide(whole, {}, old)).toMatchObject({ do: 'look', look: { at: 'amazon-order' } })
    const finances = seen([], noonMs - hourMs)
    expect(decide(whole, { finances })).toMatchObject({ look: { at: 'amazon-finances' } })
  })

  it('R-REFUND-3: of what has not left waits for the shipment', () => {
    const view = importedView({ order: amazonOrder() })
    expect(held(decide(whole, {}, view))).toBe('REFUND_BEFORE_SHIPMENT')
  })

  it('R-REFUND-3: that takes back units which never left cancels them, without money', () => {
    const [first] = lifeRefund(7).lines
    if (first === undefined) throw new Error('no line')
    const taken = lifeRefund(7, { lines: [{ ...first, restockType: 'CANCEL' }] })
    const read = shopLife({ refunds: [taken], lines: [lifeLine({ quantity: 2 })] })
    const open = amazonItem({ quantityOrdered: 2 })
    const view = importedView({ order: amazonOrder({ items: [open] }) })
    const step = decide(read, {}, view)
    expect(step).toMatchObject({
      write: { kind: 'cancellation', effect: 'cancel-units', act: { do: 'cancel-units' } },
    })
    if (step.do !== 'write' || step.write.kind !== 'cancellation') throw new Error('no write')
    const { key, body } = step.write
    const done = effectRecord(key, 'cancel-units', 'done', { body, doneAtMs: noonMs - minuteMs })
    const after = importedView({ order: amazonOrder({ items: [amazonItem()] }) })
    expect(held(decide(read, { effects: [done] }, after))).toBe('rest REFUND_ABSORBED')
    const cancelled = { ...read, cancelledAtMs: taken.createdAtMs }
    expect(held(decide(cancelled, {}, view))).toBe('rest REFUND_ABSORBED')
  })

  it('R-REFUND-4: of an order that Amazon ships is never sent', () => {
    const view = importedView({ order: amazonOrder({ status: 'SHIPPED', fulfilledBy: 'AMAZON' }) })
    expect(held(decide(whole, {}, view))).toBe('rest NO_REFUND_DUE')
  })

  it("R-REFUND-4: of another app's order waits for a person", () => {
    const view = importedView({ order: shipped, effect: { how: 'adopted' } })
    expect(decide(whole, {}, view)).toMatchObject({
      ...{ code: 'MONEY_QUARANTINED', detail: { why: 'adopted' } },
    })
    const approve = lifeInput('approve', eventId)
    expect(given(decide(whole, { inputs: [approve] }, view))).toHaveLength(1)
  })

  it('B38, R-REFUND-5: after one on Amazon fails, says when, and calls nobody', () => {
    const finances = seen([financeRefund('T1', { Principal: '-20.00 EUR' })], noonMs)
    const step = decide(whole, { finances })
    if (step.do !== 'hold') throw new Error(JSON.stringify(step))
    expect(holdTexts[step.code].text(step.detail)).toMatch(
      /^Refund failed: already refunded on Amazon on 2026-11-22\b/,
    )
    const part5 = seen([financeRefund('T1', { Principal: '-5.00 EUR' })], noonMs)
    const events = [
      ...lifeView({ read: whole }).events,
      { eventId: 'amazon-refund:T1', kind: 'amazon-refund', provenance: 'seen', firstSeenMs: 0 },
    ] as const
    expect(held(decide(whole, { finances: part5, events }))).toBe('ALREADY_REFUNDED')
  })

  it('R-REFUND-5: of more than Amazon charged is held', () => {
    const much = lifeRefund(7, { transactions: [moneyBack('30.00 EUR')], lines: [] })
    const read = shopLife({ refunds: [much], total: money('40.00 EUR') })
    const detail = [{ itemId: '1', component: 'Principal', amountMinor: 3000 }]
    const split = lifeInput('split', eventId, { detail })
    expect(held(decide(read, { inputs: [split] }))).toBe('REFUND_OVER_CHARGE')
  })

  it('R-REFUND-6: of a part needs a queue that is silent, or one click', () => {
    const [first] = lifeRefund(7).lines
    if (first === undefined) throw new Error('no line')
    const half = lifeRefund(7, {
      lines: [{ ...first, subtotal: money('10.00 EUR') }],
      transactions: [moneyBack('10.00 EUR')],
    })
    const read = shopLife({ refunds: [half] })
    expect(held(decide(read))).toBe('REFUND_PARTIAL_UNSURE')
    const hearsAmazon = { ...livePolicy, refund: { ...livePolicy.refund, hearsAmazon: true } }
    const view = importedView({ order: shipped })
    expect(given(decide(read, {}, view, hearsAmazon))).toHaveLength(1)
    const told = {
      ...lifeEvent('amazon-money:1', 'seen', 'amazon-money'),
      firstSeenMs: noonMs - hourMs,
    }
    const events = [...lifeView({ read }).events, told]
    expect(held(decide(read, { events }, view, hearsAmazon))).toBe('REFUND_PARTIAL_UNSURE')
    const approve = lifeInput('approve', eventId)
    expect(given(decide(read, { inputs: [approve] }))).toHaveLength(1)
  })

  it('R-REFUND-7: leaves out the tax that Amazon collected, unless set', () => {
    const item = amazonItem({
      taxByMarketplace: true,
      parts: [part('ITEM', '20.00 EUR'), part('TAX', '1.60 EUR', { ITEM: '1.60 EUR' })],
    })
    const order = amazonOrder({ status: 'SHIPPED', items: [item], grandTotal: money('21.60 EUR') })
    const [first] = lifeRefund(7).lines
    if (first === undefined) throw new Error('no line')
    const taxed = lifeRefund(7, {
      lines: [{ ...first, tax: money('1.60 EUR') }],
      transactions: [moneyBack('21.60 EUR')],
    })
    const read = shopLife({ refunds: [taxed] })
    const view = importedView({ order })
    expect(given(decide(read, {}, view))).toEqual(['1 GeneralAdjustment Principal 2000'])
    const all = { ...livePolicy, refund: { ...livePolicy.refund, marketplaceTax: true } }
    expect(given(decide(read, {}, view, all))).toEqual([
      '1 GeneralAdjustment Principal 2000',
      '1 GeneralAdjustment Tax 160',
    ])
  })

  it('R-REFUND-11: of a cancellation belongs to it', () => {
    const read = { ...whole, cancelledAtMs: lifeRefund(7).createdAtMs - 30_000 }
    const view = importedView({ order: amazonOrder() })
    expect(held(decide(read, {}, view))).toBe('rest REFUND_ABSORBED')
    const ours = [effectRecord('cancel-in-shop:1#1', 'cancel-in-shop', 'done')]
    expect(held(decide(read, { effects: ours }))).toBe('rest NO_REFUND_DUE')
  })

  it('R-REFUND-12: of our own is no event, and none moves while a call of ours is open', () => {
    const marked = lifeRefund(7, { key: id('EffectKey', 'refund-in-shop:T1') })
    expect(held(decide(shopLife({ refunds: [marked] })))).toBe('rest NO_REFUND_DUE')
    const ours = [
      effectRecord('refund-in-shop:T1', 'refund-in-shop', 'done', {
        platformId: lifeRefund(7).gid,
      }),
    ]
    expect(held(decide(whole, { effects: ours }))).toBe('rest NO_REFUND_DUE')
    const open = [effectRecord('refund-in-shop:T1', 'refund-in-shop', 'unclear')]
    expect(held(decide(whole, { effects: open }))).toBe('OWN_EFFECT_UNSETTLED')
  })

  it('R-QUARANTINE-1: that we did not see happen waits, approved it goes once, dismissed it rests', () => {
    for (const provenance of ['baseline', 'late', 'burst'] as const) {
      const events = [{ eventId, kind: 'shopify-refund', provenance, firstSeenMs: noonMs } as const]
      expect(decide(whole, { events })).toMatchObject({
        ...{ code: 'MONEY_QUARANTINED', detail: { why: provenance, subject: eventId } },
      })
      const approve = lifeInput('approve', eventId)
      expect(given(decide(whole, { events, inputs: [approve] }))).toHaveLength(1)
      const dismiss = lifeInput('dismiss', eventId)
      expect(held(decide(whole, { events, inputs: [dismiss] }))).toBe('rest REFUND_DISMISSED')
    }
    expect(decide(whole, { events: [] })).toMatchObject({ detail: { why: 'unknown' } })
  })
})
