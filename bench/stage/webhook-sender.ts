/** Posts webhooks to the product as Shopify signs them, and measures how long the answers take. */
import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Addresses } from './simulators.ts'

export type WebhookSender = {
  /** Answers the time of each answer in ms. Throws when one is not a 200. */
  sendAtPace(webhooks: number, perSecond: number): Promise<number[]>
}

const accountId = 'main'

export function createWebhookSender(productUrl: string, addresses: Addresses): WebhookSender {
  const url = `${productUrl}/webhooks/shopify/${accountId}`
  const send = async (): Promise<number> => {
    // An inventory item that no variant has: what is measured is the answer, not the work after it.
    const body = JSON.stringify({ inventory_item_id: 1, location_id: 1, available: 5 })
    const signature = createHmac('sha256', addresses.shopify.clientSecret).update(body)
    const begunMs = performance.now()
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-shopify-topic': 'inventory_levels/update',
        'x-shopify-hmac-sha256': signature.digest('base64'),
        'x-shopify-shop-domain': addresses.shop,
        'x-shopify-webhook-id': randomUUID(),
        'x-shopify-api-version': '2026-10',
      },
      body,
    })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`a webhook was answered ${answer.status}`)
    return performance.now() - begunMs
  }
  return {
    sendAtPace(webhooks, perSecond) {
      const begunMs = performance.now()
      const sending = Array.from({ length: webhooks }, async (_one, place) => {
        await sleep(Math.max(0, begunMs + (place * 1_000) / perSecond - performance.now()))
        return send()
      })
      return Promise.all(sending)
    },
  }
}
