/** When a buyer may be asked for a review (B55), day by day. */
import { describe, expect, it } from 'vitest'
import {
  effectRecord,
  financeRefund,
  importedView,
  lifeEvent,
  lifeRefund,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  amazonItem,
  amazonOrder,
  dayMs,
  hourMs,
  noonMs,
} from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import { id } from '../ids.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import type { AmazonOrder } from '../orders/amazon-order.ts'
import type { OrderReturn } from '../returns/order-return.ts'
import { seen, unknown } from '../seen.ts'
import { decideSolicitation } from './decide-solicitation.ts'

const deliverByMs = noonMs
const asks: LifePolicy = { ...livePolicy, feedback: { lane: 'live', on: true, afterDays: 7 } }
const dueMs = deliverByMs + 7 * dayMs

function decide(
  nowMs: number,
  order: Partial<AmazonOrder> = {},
  life: Partial<LifeView> = {},
  policy: LifePolicy = asks,
): string {
  const sent = amazonOrder({
    ...{ status: 'SHIPPED', deliverByMs, marketplaceId: id('MarketplaceId', 'A1PA6795UKMFR9') },
    ...order,
  })
  const view = { ...importedView({ order: sent }), amazon: seen(sent, nowMs) }
  const known = { returns: seen([], nowMs - hourMs), finances: seen([], nowMs), ...life }
  return inWords(decideSolicitation(view, lifeView(known), policy, nowMs))
}

describe('B55: asking for a review', () => {
  it('B55, R-SOLICIT-1: begins with the day of the setting and ends after 30 days', () => {
    expect(decide(dueMs - 1)).toContain('SOLICITATION_NOT_DUE')
    expect(decide(dueMs)).toContain('SOLICIT')
    expect(decide(dueMs)).toMatch(/^solicit solicit:/)
    expect(decide(deliverByMs + 30 * dayMs)).toMatch(/^solicit solicit:/)
    expect(decide(deliverByMs + 30 * dayMs + 1)).toContain('SOLICITATION_TIME_OVER')
    expect(decide(dueMs, { deliverByMs: null })).toContain('SOLICITATION_TIME_UNKNOWN')
  })

  it('B55, R-SOLICIT-1: names a shipped order alone, whoever ships it', () => {
    expect(decide(dueMs, { fulfilledBy: 'AMAZON' })).toMatch(/^solicit /)
    expect(decide(dueMs, { status: 'PARTIALLY_SHIPPED' })).toContain('NO_SOLICITATION_DUE')
    expect(decide(dueMs, { fulfilledBy: { unrecognised: 'DRONE' } })).toContain(
      'NO_SOLICITATION_DUE',
    )
  })

  it('B55, R-SOLICIT-2: is off unless it is on', () => {
    const off: LifePolicy = { ...asks, feedback: { lane: 'live', on: false, afterDays: 7 } }
    expect(decide(dueMs, {}, {}, off)).toContain('NO_SOLICITATION_DUE')
    const watch: LifePolicy = { ...asks, feedback: { lane: 'watch', on: true, afterDays: 7 } }
    expect(decide(dueMs, {}, {}, watch)).toContain('WATCHING')
  })

  const back = { returnId: 'D1RRMA', status: 'Denied', claimed: false } as OrderReturn
  const unfit: readonly (readonly [string, Partial<LifeView>])[] = [
    ['was returned on Amazon', { returns: seen([back], dueMs) }],
    ['was refunded on Amazon', { finances: seen([financeRefund('T', {})], dueMs) }],
    ['was refunded in Shopify', { shop: seen(shopLife({ refunds: [lifeRefund(1)] }), dueMs) }],
    ['was cancelled in Shopify', { shop: seen(shopLife({ cancelledAtMs: noonMs }), dueMs) }],
    [
      'has a refund of ours',
      { effects: [effectRecord('refund:1', 'refund-on-amazon', 'unclear')] },
    ],
    ['has a money event', { events: [lifeEvent('shopify-refund:1')] }],
  ]
  it.each(unfit)('B55, R-SOLICIT-3: is never done for one that %s', (_what, life) => {
    expect(decide(dueMs, {}, life)).toContain('SOLICITATION_UNFIT')
  })

  it('B55, R-SOLICIT-3: is never done where the buyer wished to cancel, or for a replacement', () => {
    const items = [amazonItem({ cancelRequested: true })]
    expect(decide(dueMs, { items })).toContain('SOLICITATION_UNFIT')
    const orderId = id('AmazonOrderId', '303-1111111-2222222')
    expect(decide(dueMs, { replaces: { orderId, kind: 'replacement' } })).toContain(
      'NO_SOLICITATION_DUE',
    )
  })

  it('B55, R-SOLICIT-3: waits for what is not known, and reads what is old', () => {
    expect(decide(dueMs, {}, { returns: unknown })).toContain('SOLICITATION_RETURNS_UNKNOWN')
    const old = seen([], dueMs - 3 * dayMs)
    expect(decide(dueMs, {}, { returns: old })).toContain('SOLICITATION_RETURNS_UNKNOWN')
    expect(decide(dueMs, {}, { finances: unknown })).toBe('look amazon-finances')
    expect(decide(dueMs, {}, { shop: unknown, touched: true })).toBe('look shopify-life')
  })

  it('B55, R-SOLICIT-4: is done once, whatever Amazon answered', () => {
    const orderId = amazonOrder().orderId
    const of = (state: 'done' | 'refused') => ({
      effects: [effectRecord(`solicit:${orderId}`, 'solicit', state)],
    })
    expect(decide(dueMs, {}, of('done'))).toContain('SOLICITED')
    expect(decide(dueMs, {}, of('refused'))).toContain('SOLICITATION_REFUSED')
  })
})
