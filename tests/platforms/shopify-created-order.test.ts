/** What a create that went well tells us, and the budgets. */
import { describe, expect, test } from 'vitest'
import { createOrder } from '../../src/platforms/shopify/create-order.ts'
import { draft, draftLine } from './shopify-drafts.ts'
import { cost, deadlines, json, orderBody, scriptedShop } from './shopify-scripted-wire.ts'

describe('a created order', () => {
  test('is told in our words, with a status that nobody knew yet', async () => {
    const shop = scriptedShop(() =>
      json({
        data: { orderCreate: { order: orderBody, userErrors: [] } },
        extensions: cost(43, 1980, 22),
      }),
    )
    const request = { draft: draft(), personal: null, fulfilledFrom: null }
    expect(await createOrder(shop.client, request, deadlines)).toEqual({
      kind: 'done',
      order: {
        gid: 'gid://shopify/Order/900',
        name: '#1001',
        createdAtMs: Date.parse('2026-11-20T10:12:00Z'),
        updatedAtMs: Date.parse('2026-11-20T10:12:01Z'),
        cancelledAtMs: null,
        total: { amountMinor: 2999, currency: 'EUR' },
        sourceIdentifier: '302-1234567-7654321',
        appTitle: 'Crossdock',
        amazonIds: [
          { orderId: '302-1234567-7654321', where: 'our-metafield' },
          { orderId: '302-1234567-7654321', where: 'source-identifier' },
        ],
        lines: [
          {
            title: 'Enamel Mug',
            sku: 'MUG-1',
            quantity: 2,
            variantGid: 'gid://shopify/ProductVariant/501',
          },
        ],
        fulfillmentOrders: [
          {
            gid: 'gid://shopify/FulfillmentOrder/70',
            status: 'A_STATUS_OF_TOMORROW',
            locationGid: 'gid://shopify/Location/7',
          },
        ],
        touched: {
          fulfillment: 'UNFULFILLED',
          financial: 'PAID',
          edited: false,
          closed: false,
          returns: 'NO_RETURN',
        },
      },
    })
    expect(shop.limits).toEqual([
      {
        platform: 'shopify',
        operation: 'orderCreate',
        ratePerS: 100,
        capacity: 2000,
        available: 1980,
        costRequested: 43,
        costActual: 22,
      },
    ])
  })

  test('of more lines than a page holds has the lines that we sent', async () => {
    const lineItems = { ...orderBody.lineItems, pageInfo: { hasNextPage: true, endCursor: 'c' } }
    const shop = scriptedShop(() =>
      json({ data: { orderCreate: { order: { ...orderBody, lineItems }, userErrors: [] } } }),
    )
    const lines = Array.from({ length: 120 }, () => draftLine())
    const request = { draft: draft({ lines }), personal: null, fulfilledFrom: null }
    const answer = await createOrder(shop.client, request, deadlines)
    expect(answer.kind === 'done' && answer.order.lines.length).toBe(120)
    expect(shop.calls).toHaveLength(1)
  })
})
