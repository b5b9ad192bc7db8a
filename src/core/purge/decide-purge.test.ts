/** When a buyer is removed from the Shopify order, and when a person is asked. */
import { describe, expect, it } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  fulfillment,
  importedView,
  lifeInput,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { minuteMs, noonMs } from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import { id } from '../ids.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { LifeView } from '../life/life-view.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { OrderView } from '../orders/view.ts'
import { absent, seen, unknown } from '../seen.ts'
import { decidePurge } from './decide-purge.ts'
import type { PersonalPlace } from './shop-personal.ts'

const { orderId } = importedView()
const key = (number: number) => `purge-in-shop:${orderId}/1#${number}`

const sent: Partial<ShopLife> = { fulfillments: [fulfillment(1)] }
const shows = (left: readonly PersonalPlace[], atMs = noonMs - minuteMs) =>
  ({ shopPersonal: seen({ left }, atMs) }) as const

function decide(
  life: Partial<LifeView> = {},
  shop: Partial<ShopLife> = sent,
  view: Partial<OrderView> = {},
  policy: LifePolicy = livePolicy,
): string {
  const known: Partial<LifeView> = {
    ...{ personalPurged: true, touched: true, shop: seen(shopLife(shop), noonMs) },
    ...shows(['address']),
    ...life,
  }
  return inWords(decidePurge({ ...importedView(), ...view }, lifeView(known), policy, noonMs))
}

const made = importedView().effect
const write = `purge-in-shop ${key(1)}: PURGE_IN_SHOP`

describe('R-PURGE-1: once our own copy is gone', () => {
  it('R-PURGE-1: and not before, nor when nobody knows', () => {
    expect(decide()).toBe(write)
    expect(decide({ personalPurged: false })).toBe('rest NO_PURGE_DUE')
    expect(decide({}, sent, { shopify: unknown })).toBe('rest NO_PURGE_DUE')
    expect(decide({}, sent, { shopify: absent(noonMs) })).toBe('rest NO_PURGE_DUE')
  })

  it('R-PURGE-1: the order is looked at first, and what shows nobody is left alone', () => {
    expect(decide({ shopPersonal: unknown })).toBe('look shopify-personal')
    expect(decide(shows([]))).toBe('rest PURGED_IN_SHOP')
    expect(decide(shows(['customer']))).toBe(write)
  })

  it('R-PURGE-5: not when it is switched off', () => {
    const off = { ...livePolicy, purge: { shopify: false } }
    expect(decide({}, sent, {}, off)).toBe('rest PURGE_OFF')
  })
})

describe('R-PURGE-2: orders of ours alone', () => {
  it.each([
    ['created', write],
    ['found', write],
    ['adopted', 'rest PURGE_NOT_OURS'],
    [null, 'rest PURGE_NOT_OURS'],
  ] as const)('R-PURGE-2: %s', (how, says) => {
    expect(decide({}, sent, { effect: { ...made, how } })).toBe(says)
  })
})

describe('R-PURGE-3: while goods may still leave, a person is asked', () => {
  const part = (status: string) => ({
    ...{ gid: id('FulfillmentOrderGid', 'gid://shopify/FulfillmentOrder/1'), status },
    ...{ requestStatus: 'UNSUBMITTED', locationGid: null, fulfillByMs: null, holds: [], lines: [] },
  })
  it.each([
    ['nothing was sent', { fulfillments: [] }, 'hold PURGE_ORDER_OPEN'],
    [
      'a part is open',
      { ...sent, fulfillmentOrders: [part('CLOSED'), part('OPEN')] },
      'hold PURGE_ORDER_OPEN',
    ],
    ['all was sent', { ...sent, fulfillmentOrders: [part('CLOSED')] }, write],
    ['it was archived unsent', { fulfillments: [], closed: true }, 'hold PURGE_ORDER_OPEN'],
    ['it was cancelled', { fulfillments: [], cancelledAtMs: noonMs }, write],
    ['parts were not read', { ...sent, truncated: ['fulfillmentOrders'] }, 'hold PURGE_ORDER_OPEN'],
    ['returns were not read', { ...sent, truncated: ['returns'] }, write],
  ] as const)('R-PURGE-3: %s', (_what, shop, says) => {
    expect(decide({}, shop)).toBe(says)
  })

  it('R-PURGE-3: her yes sends it, her no ends it, and what changed is read first', () => {
    const open = { fulfillments: [] }
    expect(decide({ inputs: [lifeInput('approve', key(1))] }, open)).toBe(write)
    expect(decide({ inputs: [lifeInput('dismiss', key(1))] }, open)).toBe('rest PURGE_LEFT')
    expect(decide({ shop: unknown })).toBe('look shopify-life')
    expect(decide({ shop: unknown, touched: false })).toBe('hold PURGE_ORDER_OPEN')
  })
})

describe('R-PURGE-6: what came of a call', () => {
  const at = (state: 'unclear' | 'refused' | 'disproved', agoMs: number, tries = 1) => ({
    effects: [
      effectRecord(key(1), 'purge-in-shop', state, {
        attempts: Array.from({ length: tries }, () =>
          effectAttempt(state, { atMs: noonMs - agoMs }),
        ),
      }),
    ],
  })
  const done = (number: number, agoMs: number) =>
    effectRecord(key(number), 'purge-in-shop', 'done', { doneAtMs: noonMs - agoMs })

  it('R-PURGE-6: without an answer it is read, written down or sent again, so often', () => {
    expect(decide(at('unclear', 10_000))).toBe(`wait +${20 / 60} SETTLE_EFFECT`)
    expect(decide(at('unclear', 2 * minuteMs))).toMatch(write)
    expect(decide({ ...at('unclear', minuteMs), ...shows(['address']) })).toBe(
      'look shopify-personal',
    )
    expect(decide({ ...at('unclear', 5 * minuteMs), ...shows([]) })).toBe(`record ${key(1)}`)
    const often = { ...at('unclear', 60 * minuteMs, 7), ...shows(['address']) }
    expect(decide(often)).toBe('hold PURGE_NOT_SHOWN')
  })

  it('R-PURGE-6: done is read back, and asked anew when Shopify still shows it', () => {
    const effects = [done(1, 5 * minuteMs)]
    expect(decide({ effects, ...shows(['address'], noonMs - 6 * minuteMs) })).toBe(
      'look shopify-personal',
    )
    expect(decide({ effects, ...shows([], noonMs - 5 * minuteMs) })).toBe('rest PURGED_IN_SHOP')
    expect(decide({ effects, ...shows(['address'], noonMs - minuteMs) })).toBe(
      `purge-in-shop ${key(2)}: PURGE_IN_SHOP`,
    )
    const young = { effects: [done(1, minuteMs)], ...shows(['address'], noonMs - minuteMs) }
    expect(decide(young)).toBe('wait +1 PURGE_READ_BACK')
    const thrice = [1, 2, 3].map((number) => done(number, (9 - number) * minuteMs))
    expect(decide({ effects: thrice })).toBe('hold PURGE_NOT_SHOWN')
  })

  it('R-PURGE-6: a refusal waits for a person’s word', () => {
    const refused = at('refused', 10 * minuteMs)
    expect(decide(refused)).toBe('hold PURGE_REFUSED')
    expect(decide({ ...refused, inputs: [lifeInput('repeat', key(1))] })).toBe(write)
    expect(decide({ ...refused, inputs: [lifeInput('dismiss', key(1))] })).toBe('rest PURGE_LEFT')
  })
})
