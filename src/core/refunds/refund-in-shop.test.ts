import { describe, expect, it } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  financeRefund,
  lifeInput,
  lifeRefund,
  sale,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { hourMs, money, noonMs } from '../../../tests/support/order-samples.ts'
import { decide, held } from '../../../tests/support/refund-decisions.ts'
import { id } from '../ids.ts'
import { seen } from '../seen.ts'

describe('a refund on Amazon', () => {
  const finances = seen([financeRefund('T1', { Principal: '-20.00 EUR' })], noonMs)
  const events = [
    { eventId: 'amazon-refund:T1', kind: 'amazon-refund', provenance: 'seen', firstSeenMs: 0 },
  ] as const
  const paid = shopLife()

  it('B37, R-REFUND-9: is written down on our own payment, with its date and our key', () => {
    expect(decide(paid, { finances, events })).toMatchObject({
      do: 'write',
      write: {
        ...{ key: 'refund-in-shop:T1', repeats: true },
        act: {
          do: 'refund-in-shop',
          draft: {
            processedAtMs: noonMs - hourMs,
            transactions: [
              { amount: money('20.00 EUR'), parentGid: sale().gid, gateway: 'manual' },
            ],
          },
        },
      },
    })
  })

  it('R-REFUND-9: is not written where other money moved, or less is left', () => {
    const foreign = shopLife({ transactions: [sale(), sale({ gid: 'x', manual: false })] })
    expect(held(decide(foreign, { finances, events }))).toBe('EXTERNAL_REFUND_NOT_RECORDABLE')
    const less = shopLife({ refunded: money('5.00 EUR') })
    expect(held(decide(less, { finances, events }))).toBe('EXTERNAL_REFUND_NOT_RECORDABLE')
    const all = shopLife({ refunded: money('20.00 EUR') })
    expect(held(decide(all, { finances, events }))).toBe('rest REFUNDED_ON_BOTH_SIDES')
  })

  it('R-REFUND-9: after a lost answer is looked for by its key, then sent under the same', () => {
    const open = [effectRecord('refund-in-shop:T1', 'refund-in-shop', 'unclear')]
    expect(decide(paid, { finances, events, effects: open })).toMatchObject({
      ...{ do: 'look', look: { at: 'shopify-life' } },
    })
    const settled = effectAttempt('unclear', { shopReadAfterSettle: true })
    const proved = [
      effectRecord('refund-in-shop:T1', 'refund-in-shop', 'unclear', { attempts: [settled] }),
    ]
    expect(decide(paid, { finances, events, effects: proved })).toMatchObject({
      ...{ do: 'write', write: { key: 'refund-in-shop:T1', disproves: 'attempt-2' } },
    })
    const shown = lifeRefund(9, { key: id('EffectKey', 'refund-in-shop:T1') })
    const there = shopLife({ refunds: [shown], refunded: money('20.00 EUR') })
    expect(decide(there, { finances, events, effects: open })).toMatchObject({
      ...{ do: 'write', write: { kind: 'record-effect', platformId: shown.gid } },
    })
  })

  it('R-REFUND-9: refused and repeated goes under a key of its own, which Shopify does not know', () => {
    const effects = [effectRecord('refund-in-shop:T1', 'refund-in-shop', 'refused')]
    expect(held(decide(paid, { finances, events, effects }))).toBe('EXTERNAL_REFUND_NOT_RECORDABLE')
    const repeat = lifeInput('repeat', 'refund-in-shop:T1', { atMs: noonMs })
    expect(decide(paid, { finances, events, effects, inputs: [repeat] })).toMatchObject({
      ...{ do: 'write', write: { key: 'refund-in-shop:T1#2' } },
    })
  })

  it('R-QUARANTINE-2: that a new connection already shows waits for a person', () => {
    const [event] = events
    const before = [{ ...event, provenance: 'baseline' }] as const
    expect(held(decide(paid, { finances, events: before }))).toBe('MONEY_QUARANTINED')
    const approve = lifeInput('approve', 'amazon-refund:T1')
    expect(decide(paid, { finances, events: before, inputs: [approve] })).toMatchObject({
      do: 'write',
    })
  })
})
