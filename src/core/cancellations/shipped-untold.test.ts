/** Cancelled in Shopify after a parcel left that Amazon does not know of: the whole order is never cancelled. */
import { expect, test } from 'vitest'
import {
  fulfillment,
  importedView,
  lifeEvent,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import { amazonOrder, noonMs, shopifyOrder } from '../../../tests/support/order-samples.ts'
import { cancelEventId } from '../life/life-events.ts'
import { seen } from '../seen.ts'
import { decideCancellation } from './decide-cancellation.ts'

const order = amazonOrder()
const cancelled = { ...shopifyOrder(1, ['our-metafield']), cancelledAtMs: noonMs }
const view = { ...importedView({ order }), shopify: seen(cancelled, noonMs) }

function stepAfter(fulfillments: readonly ReturnType<typeof fulfillment>[]) {
  const read = shopLife({ cancelledAtMs: noonMs, fulfillments })
  const refunded = { ...read, refunded: read.total }
  const events = [lifeEvent(cancelEventId(refunded.gid), 'seen', 'shopify-cancel')]
  return decideCancellation(view, lifeView({ read: refunded, events }), livePolicy, noonMs)
}

test('R-CANCEL-23: what stands as shipped in Shopify has left, though Amazon was told of nothing', () => {
  expect(stepAfter([fulfillment(1, { trackings: [] })])).toMatchObject({ do: 'rest' })
})

test('R-CANCEL-23: without a parcel the whole order is cancelled on Amazon', () => {
  expect(stepAfter([])).toMatchObject({ do: 'write', write: { effect: 'acknowledge-failure' } })
})
