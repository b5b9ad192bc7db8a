/** The writes of order life: what is sent, and what each answer means. */
import { describe, expect, test } from 'vitest'
import { id } from '../../src/core/ids.ts'
import { PlatformError } from '../../src/core/platform-error.ts'
import type { OutsideCall } from '../../src/core/ports.ts'
import { cancelOrder } from '../../src/platforms/shopify/cancel-order.ts'
import { createFulfillment } from '../../src/platforms/shopify/create-fulfillment.ts'
import { createRefund } from '../../src/platforms/shopify/create-refund.ts'
import {
  holdFulfillmentOrder,
  releaseHold,
} from '../../src/platforms/shopify/hold-fulfillment-order.ts'
import { deadlines, json, type Reply, scriptedShop } from './shopify-scripted-wire.ts'

const orderGid = id('ShopifyOrderGid', 'gid://shopify/Order/900')
const foGid = id('FulfillmentOrderGid', 'gid://shopify/FulfillmentOrder/70')
const key = id('EffectKey', 'record-refund:302-1234567-7654321/a1')
const refund = {
  orderGid,
  key,
  note: 'Refunded on Amazon.',
  currency: 'EUR',
  processedAtMs: Date.parse('2026-11-20T10:00:00Z'),
  lines: [{ lineGid: 'gid://shopify/LineItem/1', quantity: 1 }],
  shippingMinor: 305,
  transactions: [
    {
      amount: { amountMinor: 1_305, currency: 'EUR' },
      gateway: 'manual',
      parentGid: 'gid://shopify/OrderTransaction/4',
    },
  ],
}
const made = { id: 'gid://shopify/Refund/5' }

describe('a refund', () => {
  test('is sent to the cent, marked as ours, and with the same key whenever it is the same', async () => {
    const shop = scriptedShop(() => refunded(made))
    const answer = await createRefund(shop.client, refund, deadlines)
    await createRefund(shop.client, { ...refund, note: 'other words' }, deadlines)
    expect(answer).toEqual({ kind: 'done', refundGid: 'gid://shopify/Refund/5' })
    const [first, second] = shop.calls.map(variables)
    expect(first).toMatchObject({
      note: `Refunded on Amazon.\ncrossdock:${key}`,
      shipping: { amount: '3.05' },
      lines: [{ restockType: 'NO_RESTOCK', quantity: 1 }],
      transactions: [{ kind: 'REFUND', amount: '13.05', orderId: orderGid }],
      processedAt: '2026-11-20T10:00:00.000Z',
    })
    expect(first?.key).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(second?.key).toBe(first?.key)
  })

  test.each<readonly [string, Reply, string]>([
    ['a refund', refunded(made), 'done'],
    ['an empty payload', refunded(null), 'throws unclear EMPTY_ANSWER'],
    ['no payload', json({ data: { refundCreate: null } }), 'throws unclear EMPTY_ANSWER'],
    ['errors and a refund', refunded(made, 'something'), 'throws unclear ERRORS_WITH_OBJECT'],
    ['the answer lost', 'lost', 'throws unclear ECONNRESET'],
    ['500', json({}, 500), 'throws unclear HTTP_500'],
    ['the host not reached', 'not-sent', 'throws unavailable ECONNREFUSED'],
    ['429', json({}, 429), 'throws throttled HTTP_429'],
    [
      'too much',
      refunded(null, 'Refund amount $999.00 is greater than net payment received $35.00'),
      'refused REFUND_EXCEEDS_PAYMENT',
    ],
    [
      'too many units',
      refunded(null, 'Quantity cannot refund more items than were purchased'),
      'refused QUANTITY_TOO_HIGH',
    ],
    [
      'no parent',
      refunded(null, 'Transactions require a parent_id associated with the order'),
      'refused PARENT_NOT_FOUND',
    ],
    ['no order', refunded(null, 'Order does not exist'), 'refused ORDER_NOT_FOUND'],
    ['words of tomorrow', refunded(null, 'The moon is full'), 'refused REFUSED'],
    [
      'another refund under the key',
      topLevel('IDEMPOTENCY_KEY_PARAMETER_MISMATCH'),
      'refused IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
    ],
    [
      'a refund under way',
      topLevel('IDEMPOTENCY_CONCURRENT_REQUEST'),
      'throws unclear IDEMPOTENCY_CONCURRENT_REQUEST',
    ],
    ['a missing scope', topLevel('ACCESS_DENIED'), 'refused NO_ACCESS'],
    ['an order id that is none', topLevel('RESOURCE_NOT_FOUND'), 'refused RESOURCE_NOT_FOUND'],
  ])('%s', async (_title, reply, meaning) => {
    const shop = scriptedShop(() => reply)
    expect(await told(createRefund(shop.client, refund, deadlines))).toBe(meaning)
  })
})

describe('a cancellation', () => {
  const draft = { orderGid, key, reason: 'CUSTOMER', restock: true, refund: true } as const

  test('carries our mark for staff and is done when Shopify takes it', async () => {
    const shop = scriptedShop(() =>
      json({
        data: { orderCancel: { job: { id: 'gid://shopify/Job/1' }, orderCancelUserErrors: [] } },
      }),
    )
    expect(await cancelOrder(shop.client, draft, deadlines)).toEqual({
      kind: 'done',
      jobGid: 'gid://shopify/Job/1',
    })
    expect(variables(shop.calls[0]).staffNote).toBe(`Cancelled by Crossdock.\ncrossdock:${key}`)
  })

  test.each([
    ['Cannot cancel an order that has already been canceled', 'ALREADY_CANCELLED'],
    ['Cannot cancel an order that has outstanding fulfillments', 'HAS_FULFILLMENTS'],
    ['Cannot cancel an order that has returns', 'HAS_RETURNS'],
    ['Cancellation is already in progress', 'CANCEL_IN_PROGRESS'],
  ])('%s', async (message, code) => {
    const errors = [{ code: 'INVALID', field: null, message }]
    const shop = scriptedShop(() =>
      json({ data: { orderCancel: { job: null, orderCancelUserErrors: errors } } }),
    )
    expect(await told(cancelOrder(shop.client, draft, deadlines))).toBe(`refused ${code}`)
  })
})

describe('a fulfilment', () => {
  test('names its parts, and an address only for a browser and with a number', async () => {
    const shop = scriptedShop(() =>
      json({
        data: {
          fulfillmentCreate: { fulfillment: { id: 'gid://shopify/Fulfillment/3' }, userErrors: [] },
        },
      }),
    )
    const parts = [
      {
        fulfillmentOrderGid: foGid,
        lines: [{ foLineGid: 'gid://shopify/FulfillmentOrderLineItem/9', quantity: 2 }],
      },
    ]
    const tracking = { company: 'DHL', number: '00340434', url: 'javascript:alert(1)' }
    await createFulfillment(shop.client, { parts, tracking }, deadlines)
    expect(variables(shop.calls[0])).toEqual({
      parts: [
        {
          fulfillmentOrderId: foGid,
          fulfillmentOrderLineItems: [
            { id: 'gid://shopify/FulfillmentOrderLineItem/9', quantity: 2 },
          ],
        },
      ],
      tracking: { company: 'DHL', number: '00340434' },
    })
  })
})

describe('a hold', () => {
  test('needs a handle of ours, and a release needs to say which', async () => {
    const shop = scriptedShop(() => json({}))
    const hold = { gid: foGid, reason: 'OTHER', notes: 'x', handle: 'mine' }
    expect(() => holdFulfillmentOrder(shop.client, hold, deadlines)).toThrow('handle')
    expect(await releaseHold(shop.client, foGid, [], deadlines)).toEqual({ kind: 'done' })
    expect(shop.calls).toEqual([])
  })
})

function refunded(refundMade: { id: string } | null, message?: string): Reply {
  const userErrors = message === undefined ? [] : [{ field: null, message }]
  return json({ data: { refundCreate: { refund: refundMade, userErrors } } })
}

function topLevel(code: string): Reply {
  return json({
    errors: [{ path: ['refundCreate'], extensions: { code } }],
    data: { refundCreate: null },
  })
}

function variables(call: OutsideCall | undefined): Record<string, unknown> {
  return JSON.parse(call?.body ?? '{}').variables
}

async function told(call: Promise<{ kind: 'done' } | { kind: 'refused'; code: string }>) {
  try {
    const answer = await call
    return answer.kind === 'done' ? 'done' : `refused ${answer.code}`
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    return `throws ${error.facts.kind} ${error.facts.code}`
  }
}
