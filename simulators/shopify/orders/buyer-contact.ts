/** Whether Shopify can write to the buyer of an order. */
import type { OrderRecord } from '../records.ts'

/** Shopify may mail or message the buyer of this order as soon as anything knows an address for it. */
export function canNotifyCustomer(order: OrderRecord): boolean {
  const { orderEmail, orderPhone, email, phone } = order.contact
  return [orderEmail, orderPhone, email, phone].some((one) => one !== null)
}
