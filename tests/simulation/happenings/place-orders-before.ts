/** Orders that were there before the connection; another app had imported some of them. */
import { marketplaceId, otherApp } from '../soak-shop.ts'
import { type Ground, hourMs } from './happening.ts'

const count = 6

export function placeOrdersBefore({ shop, random }: Ground): void {
  const { amazon, shopify, expected } = shop
  amazon.control.subscribe()
  for (let at = 0; at < (shop.name === 'first' ? count : 2); at += 1) {
    const quantity = random.int(1, 3)
    const orderId = amazon.control.placeOrder({
      marketplaceId,
      taxMode: 'none',
      createdAgoMs: random.int(2, 20) * hourMs,
      notify: false,
      lines: [{ sku: 'AMZ-PLAIN-1', quantity, unitPrice: '10.00' }],
    })
    if (at % 2 === 1) {
      expected.set(orderId, 'import')
      continue
    }
    expected.set(orderId, 'adopt')
    shopify.control.createOrderAsOtherApp({
      appName: otherApp,
      currency: 'EUR',
      sourceIdentifier: orderId,
      createdAgoMs: hourMs,
      lines: [{ sku: 'AMZ-PLAIN-1', quantity, price: '10.00' }],
    })
  }
}
