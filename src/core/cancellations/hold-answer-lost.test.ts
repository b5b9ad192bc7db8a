/** A hold whose answer was lost may stand in Shopify: a declined wish releases it all the same. */
import { expect, test } from 'vitest'
import {
  effectRecord,
  importedView,
  lifeInput,
  lifeView,
  livePolicy,
} from '../../../tests/support/life-samples.ts'
import { amazonItem, amazonOrder, noonMs } from '../../../tests/support/order-samples.ts'
import { unknown } from '../seen.ts'
import { buyerSubject } from './buyer-request.ts'
import { decideCancellation } from './decide-cancellation.ts'

const order = amazonOrder({ items: [amazonItem({ cancelRequested: true })] })
const view = importedView({ order })
const gid = view.shopify.is === 'seen' ? (view.shopify.value.fulfillmentOrders[0]?.gid ?? '') : ''

test('R-CANCEL-24: a declined wish looks for the hold whose answer was lost', () => {
  const key = `hold:${gid.slice(gid.lastIndexOf('/') + 1)}/${buyerSubject}#1`
  const lost = effectRecord(key, 'hold-in-shop', 'unclear')
  const inputs = [lifeInput('decline-cancel', buyerSubject)]
  const life = { ...lifeView({ inputs }), effects: [lost], shop: unknown }
  expect(decideCancellation(view, life, livePolicy, noonMs)).toMatchObject({
    do: 'look',
    look: { at: 'shopify-life' },
  })
})
