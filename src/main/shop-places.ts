/** The shop's active locations, for connecting and for the doctor. */
import { monotonic } from '../clock.ts'
import { PlatformError } from '../core/platform-error.ts'
import type { ShopPlace } from '../operations/connection/choose-location.ts'
import { locations } from '../platforms/shopify/catalogue.ts'
import type { ShopifyClient } from '../platforms/shopify/client.ts'
import { readDeadlines } from '../reconcile/deadlines.ts'

/** Null when Shopify does not show them, for instance without the scope. */
export async function readPlaces(client: ShopifyClient): Promise<ShopPlace[] | null> {
  try {
    return await askPlaces(client)
  } catch (error) {
    if (error instanceof PlatformError) return null
    throw error
  }
}

export async function askPlaces(client: ShopifyClient): Promise<ShopPlace[]> {
  const all = await locations(client, readDeadlines(monotonic))
  return all
    .filter(({ isActive }) => isActive)
    .map(({ locationGid, name, fulfillsOnlineOrders }) => ({
      gid: locationGid,
      name,
      fulfillsOnlineOrders,
    }))
}
