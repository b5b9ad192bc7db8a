/**
 * An order of which Amazon has shipped a part already. A Shopify order cannot be created partly fulfilled (the
 * fulfilment of orderCreate covers all lines, Admin API 2026-10), so these units could be shipped twice.
 */
import type { AmazonOrder } from './amazon-order.ts'

/** True also where only the status says so. */
export function isPartlyShipped(order: AmazonOrder): boolean {
  if (order.status === 'PARTIALLY_SHIPPED') return true
  return order.status === 'UNSHIPPED' && order.items.some((item) => item.quantityFulfilled > 0)
}

/** `SKU: 1 of 3` for each line of which units have left. */
export function shippedUnits(order: AmazonOrder): string[] {
  return order.items
    .filter((item) => item.quantityFulfilled > 0)
    .map(
      (item) => `${item.sku ?? item.title}: ${item.quantityFulfilled} of ${item.quantityOrdered}`,
    )
}
