/** What a person says about a cancellation has an effect, and answers what she was asked. */
import { expect, test } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  importedView,
  lifeInput,
  lifeLine,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  amazonItem,
  amazonOrder,
  hourMs,
  minuteMs,
  money,
  noonMs,
} from '../../../tests/support/order-samples.ts'
import { inWords } from '../../../tests/support/step-in-words.ts'
import type { LifeView } from '../life/life-view.ts'
import { decideCancellation } from './decide-cancellation.ts'

const order = amazonOrder({ status: 'CANCELLED' })
const key = `cancel-in-shop:${order.orderId}#1`

function decide(over: Parameters<typeof lifeView>[0], amazon = order) {
  const life: LifeView = lifeView(over)
  return decideCancellation(importedView({ order: amazon }), life, livePolicy, noonMs)
}

test('R-CANCEL-28: a cancellation that Shopify took and never did is repeated by a person', () => {
  const atMs = noonMs - hourMs
  const done = effectRecord(key, 'cancel-in-shop', 'done', {
    ...{ doneAtMs: atMs, attempts: [effectAttempt('done', { atMs })] },
  })
  const effects = [done]
  expect(decide({ effects })).toMatchObject({ code: 'SHOP_CANCEL_REFUSED' })
  const inputs = [lifeInput('repeat', key)]
  expect(decide({ effects, inputs })).toMatchObject({ do: 'write', reason: 'CANCEL_IN_SHOP' })
  // The newer call is read back, and not held by the age of the older.
  const again = { ...done, attempts: [effectAttempt('done', { atMs: noonMs }), ...done.attempts] }
  expect(decide({ effects: [again], inputs })).toMatchObject({ do: 'wait', reason: 'READ_BACK' })
})

test('R-CANCEL-8: a dismissed part says nothing of what Amazon takes away later', () => {
  const lines = [lifeLine({ quantity: 3, currentQuantity: 3 })]
  const read = shopLife({ lines })
  const less = (quantityCancelled: number) =>
    amazonOrder({ items: [amazonItem({ quantityOrdered: 3, quantityCancelled })] })
  const first = decide({ read }, less(1))
  expect(inWords(first)).toContain('PARTLY_CANCELLED_ON_AMAZON')
  const subject = first.do === 'hold' ? String(first.detail.subject) : ''
  const inputs = [lifeInput('dismiss', subject, { about: 'PARTLY_CANCELLED_ON_AMAZON' })]
  expect(inWords(decide({ read, inputs }, less(1)))).toContain('NO_CANCELLATION_DUE')
  expect(inWords(decide({ read, inputs }, less(2)))).toContain('PARTLY_CANCELLED_ON_AMAZON')
})

test('R-QUARANTINE-7: a yes to a cancellation that nobody saw happen is none to one without a refund', () => {
  const open = amazonOrder()
  const read = shopLife({ cancelledAtMs: noonMs - 5 * minuteMs, cancelReason: 'OTHER' })
  const eventId = `shopify-cancel:${read.gid.slice(read.gid.lastIndexOf('/') + 1)}`
  const view = importedView({ order: open })
  const shopify =
    view.shopify.is === 'seen'
      ? { ...view.shopify, value: { ...view.shopify.value, cancelledAtMs: noonMs - 5 * minuteMs } }
      : view.shopify
  const events = [
    {
      ...({ eventId, kind: 'shopify-cancel', provenance: 'baseline' } as const),
      firstSeenMs: noonMs - minuteMs,
    },
  ]
  const say = (about: string) => lifeInput('approve', eventId, { about })
  const asked = (inputs: ReturnType<typeof say>[]) =>
    inWords(
      decideCancellation(
        { ...view, shopify },
        lifeView({ read, events, inputs }),
        livePolicy,
        noonMs,
      ),
    )
  expect(read.refunded).toEqual(money('0.00 EUR'))
  expect(asked([])).toContain('MONEY_QUARANTINED')
  expect(asked([say('MONEY_QUARANTINED')])).toContain('CANCELLED_WITHOUT_REFUND')
  const both = [say('MONEY_QUARANTINED'), say('CANCELLED_WITHOUT_REFUND')]
  expect(asked(both)).toContain('CANCEL_ON_AMAZON')
})
