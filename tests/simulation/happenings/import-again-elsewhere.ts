/** Another app imports an order that we imported before. The night's comparison must tell of it. */
import { otherApp } from '../soak-shop.ts'
import { type Ground, hourMs } from './happening.ts'
import { importedOrders } from './imported-orders.ts'

/** Two nights follow, so that one of them may go wrong. */
const lastHour = 24

export function importAgainElsewhere(ground: Ground): void {
  const { shop, random, startMs, later } = ground
  if (random.chance(0.5)) return
  later(startMs + random.int(8, lastHour) * hourMs, 'import again', () => {
    const orders = importedOrders(ground)
    if (orders.length === 0) return
    const { sourceIdentifier, lines } = random.pick(orders)
    if (sourceIdentifier === null) return
    shop.shopify.control.createOrderAsOtherApp({
      appName: otherApp,
      currency: 'EUR',
      sourceIdentifier,
      lines: lines.flatMap(({ sku, quantity, unitPrice }) =>
        sku === null ? [] : [{ sku, quantity, price: unitPrice }],
      ),
    })
    shop.expected.set(sourceIdentifier, 'elsewhere')
  })
}
