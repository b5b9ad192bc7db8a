/** What holds of cancellations whatever comes back: one cancel in Shopify is one action on Amazon. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  importedView,
  lifeEvent,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  amazonOrder,
  hourMs,
  minuteMs,
  money,
  noonMs,
  shopGid,
  shopifyOrder,
} from '../../../tests/support/order-samples.ts'
import type { EffectAttempt, EffectRecord } from '../life/life-view.ts'
import { seen, unknown } from '../seen.ts'
import { decideCancellation } from './decide-cancellation.ts'

const cancelledMs = noonMs - 10 * minuteMs
const event = lifeEvent('shopify-cancel:1', 'seen', 'shopify-cancel')
const read = shopLife({
  gid: shopGid(1),
  cancelledAtMs: cancelledMs,
  cancelReason: 'INVENTORY',
  refunded: money('20.00 EUR'),
})

function cancelledInShop(nowMs: number, effects: readonly EffectRecord[] = []) {
  const view = {
    ...importedView(),
    shopify: seen({ ...shopifyOrder(1, ['our-metafield']), cancelledAtMs: cancelledMs }, nowMs),
    amazon: seen(amazonOrder(), nowMs),
  }
  const shop = seen(read, nowMs)
  return { view, life: lifeView({ read, shop, events: [event], effects }) }
}

const ends = fc.constantFrom<EffectAttempt['state']>('done', 'refused', 'unclear')
const codes = fc.constantFrom(null, 'FEED_FATAL', 'FEED_NOT_FOUND')

test('R-CANCEL-20: one cancel in Shopify is at most one action on Amazon until a person asks', () => {
  const later = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(ends, codes, later, fc.boolean(), (state, code, hours, direct) => {
      const policy = { ...livePolicy, cancel: { ...livePolicy.cancel, direct } }
      const first = cancelledInShop(noonMs)
      const step = decideCancellation(first.view, first.life, policy, noonMs)
      const effect = direct ? 'cancel-order' : 'acknowledge-failure'
      expect(step).toMatchObject({ do: 'write', write: { effect } })
      if (step.do !== 'write' || step.write.kind !== 'cancellation') return
      const attempts = [effectAttempt(state, { code, atMs: noonMs })]
      const sent = effectRecord(step.write.key, effect, state, { attempts })
      let nowMs = noonMs
      for (const hour of hours) {
        nowMs += hour * hourMs
        const { view, life } = cancelledInShop(nowMs, [sent])
        expect(decideCancellation(view, life, policy, nowMs).do).not.toBe('write')
      }
    }),
  )
})

test('R-CANCEL-21: nothing is sent while a side is unknown, older than an event, or unclear', () => {
  const { view, life } = cancelledInShop(noonMs)
  const blind = [
    { view: { ...view, amazon: unknown }, life },
    { view: { ...view, shopify: unknown }, life },
    { view, life: { ...life, shop: unknown } },
    { view: { ...view, amazon: seen(amazonOrder(), noonMs - hourMs) }, life },
    { view, life: { ...life, events: [] } },
    { view, life: { ...life, effects: [effectRecord('refund:1', 'refund-in-shop', 'unclear')] } },
  ]
  for (const one of blind) {
    expect(decideCancellation(one.view, one.life, livePolicy, noonMs).do).not.toBe('write')
  }
})

test('R-CANCEL-3: after anything has left, the open units are cancelled and never the whole order', () => {
  const { view, life } = cancelledInShop(noonMs)
  const order = amazonOrder()
  const [item] = order.items
  if (item === undefined) throw new Error('no item')
  const items = [{ ...item, quantityOrdered: 3, quantityFulfilled: 1 }]
  const partly = { ...order, status: 'PARTIALLY_SHIPPED' as const, items }
  const step = decideCancellation(
    { ...view, amazon: seen(partly, noonMs) },
    life,
    livePolicy,
    noonMs,
  )
  expect(step).toMatchObject({
    do: 'write',
    write: { effect: 'cancel-units', body: { units: [{ quantityCancelled: 2 }] } },
  })
})

test('R-CANCEL-5: the cancellation that we made in Shopify is no event, also before its answer', () => {
  const { view, life } = cancelledInShop(noonMs)
  for (const state of ['done', 'unclear'] as const) {
    const effects = [effectRecord('cancel-in-shop:306#1', 'cancel-in-shop', state)]
    const step = decideCancellation(view, { ...life, effects }, livePolicy, noonMs)
    expect(step.do).toBe('rest')
  }
})
