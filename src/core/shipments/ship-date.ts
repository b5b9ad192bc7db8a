/**
 * The ship date that Amazon is told: the fulfilment's, but never before the order was placed and never
 * after now. Shopify's times are whole seconds, so what leaves in the second of the order seems older than
 * it, and Seller Central takes no date outside that span.
 */
export function shipDateMs(
  parcel: { readonly shippedAtMs: number },
  order: { readonly createdAtMs: number },
  nowMs: number,
): number {
  return Math.max(order.createdAtMs, Math.min(parcel.shippedAtMs, nowMs))
}
