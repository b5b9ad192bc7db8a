/** What of the list stands in its address, so that a view can be kept, shared and come back to. */
import { type ListFilter, type View, views } from '../api/order-list.ts'

export type ListAddress = ListFilter

/** Unknown words are left out: an old or mistyped address shows a list, not a fault. */
export function readListAddress(asked: Record<string, unknown>): ListAddress {
  const { view, channel, search, marketplaceId, fulfilledBy, status, code } = asked
  return {
    ...(isView(view) ? { view } : {}),
    ...(channel === 'amazon' || channel === 'shopify' ? { channel } : {}),
    ...(isText(search) ? { search: String(search) } : {}),
    ...(isText(marketplaceId) ? { marketplaceId: String(marketplaceId) } : {}),
    ...(fulfilledBy === 'MERCHANT' || fulfilledBy === 'AMAZON' ? { fulfilledBy } : {}),
    ...(isText(status) ? { status: String(status) } : {}),
    ...(isText(code) ? { code: String(code) } : {}),
  }
}

/** Without a view in the address it is what waits to be done. */
export const usualView: View = 'open'

function isView(value: unknown): value is View {
  return views.some((one) => one === value)
}

function isText(value: unknown): boolean {
  return (typeof value === 'string' || typeof value === 'number') && `${value}`.length <= 255
}
