/** Webhooks: only what Shopify signed, and of it only what to look at again. */
import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { readWebhook, verifyWebhook } from '../../src/platforms/shopify/webhooks.ts'

const secret = 'hush'
const body = '{"id":820982911946154508,"email":"somebody@example.org","note":"å"}'

describe('the signature', () => {
  test('is the HMAC of the raw bytes under the app secret', () => {
    expect(verifyWebhook(body, signed(body), secret)).toBe(true)
    expect(verifyWebhook(Buffer.from(body), signed(body), secret)).toBe(true)
    // Worked out with another tool: openssl dgst -sha256 -hmac hush -binary | base64
    const known = { 'x-shopify-hmac-sha256': 'UFwgrGBPZilFtmKh8TqcovA78LGYb1BdWu9I4Q2oyRg=' }
    expect(verifyWebhook('{}', known, secret)).toBe(true)
  })

  test.each([
    ['another body', `${body} `, signed(body)],
    ['another secret', body, signed(body, 'other')],
    ['no header', body, {}],
    ['an empty header', body, { 'x-shopify-hmac-sha256': '' }],
    [
      'half a digest',
      body,
      { 'x-shopify-hmac-sha256': signed(body)['x-shopify-hmac-sha256'].slice(0, 20) },
    ],
    ['no base64 at all', body, { 'x-shopify-hmac-sha256': '%%%' }],
  ])('is refused: %s', (_title, text, headers) => {
    expect(verifyWebhook(text, headers, secret)).toBe(false)
  })
})

describe('a delivery', () => {
  test.each([
    [
      'orders/updated',
      '{"id":5,"admin_graphql_api_id":"gid://shopify/Order/5","updated_at":"2026-11-20T11:00:00+01:00","email":"x@y"}',
      {
        kind: 'order',
        gid: 'gid://shopify/Order/5',
        updatedAtMs: Date.parse('2026-11-20T10:00:00Z'),
      },
    ],
    [
      'orders/create',
      '{"id":5}',
      { kind: 'order', gid: 'gid://shopify/Order/5', updatedAtMs: null },
    ],
    [
      'orders/delete',
      '{"id":820982911946154508}',
      { kind: 'order-deleted', gid: 'gid://shopify/Order/820982911946154508' },
    ],
    [
      'inventory_levels/update',
      '{"inventory_item_id":77,"location_id":7,"available":3}',
      { kind: 'stock', inventoryItemGid: 'gid://shopify/InventoryItem/77', available: 3 },
    ],
    [
      'inventory_levels/update',
      '{"inventory_item_id":77,"location_id":7,"available":null}',
      { kind: 'stock', inventoryItemGid: 'gid://shopify/InventoryItem/77', available: null },
    ],
    [
      'products/update',
      '{"id":9}',
      { kind: 'product', productGid: 'gid://shopify/Product/9', shape: expect.any(String) },
    ],
    [
      'products/delete',
      '{"id":9}',
      { kind: 'product', productGid: 'gid://shopify/Product/9', shape: null },
    ],
    ['app/uninstalled', 'whatever', { kind: 'uninstalled' }],
    ['carts/update', '{"id":"x"}', { kind: 'ignored' }],
  ])('%s says what to look at again', (topic, text, event) => {
    expect(readWebhook(topic, text)).toEqual(event)
  })

  test('a product that an order passed through has the shape of before, a renamed one has another', () => {
    const told = (title: string, quantity: number, sku = 'A') => {
      const variants = [{ id: 1, sku, inventory_quantity: quantity, updated_at: `${quantity}` }]
      return readWebhook('products/update', JSON.stringify({ id: 9, title, variants }))
    }
    expect(told('Cup', 4)).toEqual(told('Cup', 3))
    expect(told('Mug', 4)).not.toEqual(told('Cup', 4))
    expect(told('Cup', 4, 'B')).not.toEqual(told('Cup', 4))
  })

  test.each([
    ['orders/cancelled', '{"id":5,"updated_at":"2026-11-20T11:00:00+01:00"}'],
    ['orders/edited', '{"order_edit":{"id":1,"order_id":5}}'],
    ['refunds/create', '{"id":1,"order_id":5,"note":"for Jana"}'],
    ['fulfillments/create', '{"id":1,"order_id":5,"email":"x@y"}'],
    ['fulfillments/update', '{"id":1,"order_id":5}'],
    ['order_transactions/create', '{"id":1,"order_id":5}'],
    ['returns/request', '{"id":1,"order":{"id":5,"admin_graphql_api_id":"gid://shopify/Order/5"}}'],
    ['returns/close', '{"id":1,"order_id":5}'],
  ])(
    '%s says that the life of its order goes on, and that nothing known is new enough',
    (topic, text) => {
      const gid = 'gid://shopify/Order/5'
      expect(readWebhook(topic, text)).toEqual({
        kind: 'order',
        gid,
        updatedAtMs: null,
        lifeChanged: true,
      })
    },
  )

  test.each([
    ['placed_on_hold', '{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/7"}}', [7]],
    ['hold_released', '{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/7"}}', [7]],
    [
      'moved',
      '{"original_fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/7"},"moved_fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/8"}}',
      [7, 8],
    ],
    [
      'cancelled',
      '{"fulfillment_order":{"id":"gid://shopify/FulfillmentOrder/7"},"replacement_fulfillment_order":null}',
      [7],
    ],
  ])(
    'fulfillment_orders/%s names fulfilment orders, for Shopify does not name the order',
    (verb, text, numbers) => {
      const gids = numbers.map((number) => `gid://shopify/FulfillmentOrder/${number}`)
      const event = readWebhook(`fulfillment_orders/${verb}`, text)
      expect(event).toEqual({ kind: 'fulfillment-orders', gids })
    },
  )

  test.each([
    'orders/updated',
    'inventory_levels/update',
    'products/update',
    'returns/close',
    'fulfillment_orders/moved',
  ])('%s with a body that is none is told apart from one that is ignored', (topic) => {
    expect(readWebhook(topic, '{"id":')).toBeUndefined()
    expect(readWebhook(topic, '{"id":"not-a-number"}')).toBeUndefined()
  })
})

function signed(text: string, by = secret): { 'x-shopify-hmac-sha256': string } {
  return { 'x-shopify-hmac-sha256': createHmac('sha256', by).update(text).digest('base64') }
}
