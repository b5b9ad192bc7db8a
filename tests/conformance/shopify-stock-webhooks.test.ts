/** What the simulated shop tells of changed stock, in which order, and what of a count that the shop does not keep. */
import { afterAll, expect, test } from 'vitest'
import { closeShopify, openShopify } from './shopify-host.ts'

afterAll(closeShopify)

test('changes are told: a level connected, its figure, the product; untracked figures are null', async () => {
  const told: string[] = []
  const host = await openShopify({
    deliver: async (_url, headers, body) => {
      const { available } = JSON.parse(body) as { available?: number | null }
      told.push(
        [headers['x-shopify-topic'], ...(available === undefined ? [] : [available])].join(' '),
      )
      return { status: 200 }
    },
  })
  const topics = [
    'INVENTORY_LEVELS_CONNECT',
    'INVENTORY_LEVELS_UPDATE',
    'INVENTORY_LEVELS_DISCONNECT',
    'INVENTORY_ITEMS_UPDATE',
    'PRODUCTS_UPDATE',
  ]
  for (const topic of topics) {
    await host.query(
      'mutation ($t: WebhookSubscriptionTopic!) { webhookSubscriptionCreate(topic: $t, webhookSubscription: { uri: "https://example.com/" }) { userErrors { message } } }',
      { t: topic },
    )
  }
  const { control } = host.simulator
  control.addLocation({ name: 'Shelf', fulfillsOnlineOrders: false })
  control.setStock({ sku: 'MUG-S', quantity: 3, location: 'Shelf' })
  control.connectStock({ sku: 'MUG-S', location: 'Shelf', connected: false })
  control.setTracked({ sku: 'MUG-S', tracked: false })
  control.moveStock({ sku: 'MUG-S', quantity: 1, from: 'available', to: 'damaged' })
  control.placeWebOrder({ lines: [{ sku: 'MUG-S-RED', quantity: 2 }] })
  await host.advance(0)
  expect(told).toEqual([
    'inventory_levels/connect 3',
    'inventory_levels/update 3',
    'products/update',
    'inventory_levels/disconnect',
    'inventory_items/update',
    'inventory_levels/update ',
    'products/update',
    'inventory_levels/update 1',
    'products/update',
  ])
})
