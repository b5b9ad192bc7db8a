/** A merchant deletes orders that we imported: they must not come back. */
import { type Ground, hourMs } from './happening.ts'
import { importedOrders } from './imported-orders.ts'

export function deleteOrders(ground: Ground): void {
  const { shop, random, startMs, later } = ground
  for (let left = random.int(0, 2); left > 0; left -= 1) {
    later(startMs + random.int(8, 66) * hourMs, 'delete', () => {
      const orders = importedOrders(ground)
      if (orders.length === 0) return
      const { id: orderId, sourceIdentifier } = random.pick(orders)
      shop.shopify.control.merchantDelete({ orderId })
      if (sourceIdentifier !== null) shop.expected.set(sourceIdentifier, 'deleted')
    })
  }
}
