/** A package without a number whose fulfilment in Shopify got no answer is written down once. */
import { expect, test } from 'vitest'
import {
  effectAttempt,
  effectRecord,
  fulfillment,
  importedView,
  lifeLine,
  lifeView,
  livePolicy,
  shopLife,
} from '../../../tests/support/life-samples.ts'
import {
  amazonItem,
  amazonOrder,
  hourMs,
  mainLocation,
  minuteMs,
  noonMs,
} from '../../../tests/support/order-samples.ts'
import { id } from '../ids.ts'
import { decideShipment } from './decide-shipment.ts'

const item = amazonItem({ quantityOrdered: 2, quantityFulfilled: 1 })
const order = amazonOrder({
  ...{ status: 'PARTIALLY_SHIPPED', items: [item] },
  packages: [
    {
      ...{ packageId: '9', carrier: 'DHL', trackingNumber: null, status: 'SHIPPED' },
      ...{ shippedAtMs: noonMs - hourMs, items: [{ itemId: item.itemId, quantity: 1 }] },
    },
  ],
})
const line = lifeLine({ quantity: 2, currentQuantity: 2 })
const open = {
  ...{ gid: id('FulfillmentOrderGid', 'gid://shopify/FulfillmentOrder/1'), status: 'OPEN' },
  ...{ requestStatus: 'UNSUBMITTED', locationGid: mainLocation, fulfillByMs: null, holds: [] },
  lines: [{ foLineGid: 'fo-1', lineGid: line.lineGid, total: 2, remaining: 1 }],
}
const lost = effectRecord(`fulfil:${order.orderId}/9#1`, 'fulfil-in-shop', 'unclear', {
  body: { packageId: '9', lines: [{ lineGid: line.lineGid, quantity: 1 }], before: [] },
  attempts: [effectAttempt('unclear', { atMs: noonMs - 9 * minuteMs, shopReadAfterSettle: true })],
})
const untracked = fulfillment(5, { trackings: [] })

function decide(fulfillments: ReturnType<typeof fulfillment>[], effect = lost) {
  const read = shopLife({ lines: [line], fulfillmentOrders: [open], fulfillments })
  const life = lifeView({ read, effects: [effect] })
  return decideShipment(importedView({ order }), life, livePolicy, noonMs)
}

test('R-SHIP-30: what arrived is known by its units, and no other unit is fulfilled', () => {
  expect(decide([untracked])).toMatchObject({
    ...{ do: 'write', reason: 'FOUND_EFFECT' },
    write: { kind: 'record-effect', key: lost.key, platformId: untracked.gid },
  })
})

test('R-SHIP-30: what stood there before, or has a number, is not it', () => {
  const known = { ...lost, body: { ...(lost.body as object), before: [untracked.gid] } }
  expect(decide([untracked], known)).toMatchObject({ do: 'write', reason: 'FULFIL_IN_SHOP' })
  expect(decide([])).toMatchObject({ do: 'write', reason: 'FULFIL_IN_SHOP' })
})
