/** A buyer's wish that comes after the goods left is never granted by itself. */
import { expect, test } from 'vitest'
import {
  fulfillment,
  importedView,
  lifeInput,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  amazonItem,
  amazonOrder,
  noonMs,
  shopifyOrder,
} from '../../../tests/support/order-samples.ts'
import { seen, unknown } from '../seen.ts'
import { buyerSubject } from './buyer-request.ts'
import { decideCancellation } from './decide-cancellation.ts'

const order = amazonOrder({ items: [amazonItem({ cancelRequested: true })] })
/** Nothing of it is left to be held in Shopify. */
const view = {
  ...importedView({ order }),
  shopify: seen({ ...shopifyOrder(1, ['our-metafield']), fulfillmentOrders: [] }, noonMs),
}
const accepts = {
  ...livePolicy,
  cancel: { ...livePolicy.cancel, buyerRequests: 'accept' },
} as const
const left = shopLife({ fulfillments: [fulfillment(1, { trackings: [] })] })

test('R-CANCEL-22: a wish to cancel is not granted once a fulfilment stands in Shopify', () => {
  const byItself = decideCancellation(view, lifeView({ read: left }), accepts, noonMs)
  expect(byItself).toMatchObject({ do: 'hold', code: 'BUYER_ASKS_TO_CANCEL' })
  const inputs = [lifeInput('accept-cancel', buyerSubject)]
  const life = lifeView({ read: left, inputs })
  const byPerson = decideCancellation(view, life, livePolicy, noonMs)
  expect(byPerson).toMatchObject({ do: 'hold', code: 'BUYER_ASKS_TO_CANCEL' })
})

test('R-CANCEL-22: what happened in Shopify is read before a wish is granted', () => {
  const life = { ...lifeView(), shop: unknown }
  const step = decideCancellation(view, life, accepts, noonMs)
  expect(step).toMatchObject({ do: 'look', look: { at: 'shopify-life' } })
})
