/** Amazon told that a listing changed: its details are read again, or all that is new where we do not know it. */
import type { AccountId, MarketplaceId, SellerSku } from '../core/ids.ts'
import { wantListingDetails } from '../store/listings.ts'
import type { Database } from '../store/pool.ts'
import type { Mark } from '../work/mark.ts'
import { listingDetailsKey, listingsKey } from './keys.ts'

export type HeardListing = {
  readonly sku: SellerSku
  readonly marketplaceId: MarketplaceId | null
}

/** Before the first mark of the caller's transaction; answers what is to be marked at its end. */
export async function hearListings(
  trx: Database,
  accountId: AccountId,
  heard: readonly HeardListing[],
): Promise<Mark[]> {
  const wanted = heard.map(({ sku: amazonSku, marketplaceId }) => ({ amazonSku, marketplaceId }))
  const known = await wantListingDetails(trx, accountId, wanted)
  const marks: Mark[] = known.length > 0 ? [listingDetailsKey(accountId)] : []
  const isNew = heard.some(({ sku }) => !known.includes(sku))
  return isNew ? [...marks, listingsKey(accountId)] : marks
}
