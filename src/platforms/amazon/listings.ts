/**
 * Reads the seller's listings: pages of a search (20 a page, 5 calls a second), and the report of all of them,
 * for the search shows at most 1,000. It must not write a listing.
 * Source: Listings Items API 2021-08-01 (model commit 34dc93fe, 2026-08-05).
 */
import { ListingsItemsApi } from '@sp-api-sdk/listings-items-api-2021-08-01'
import type { Listing } from '../../core/catalog/listing.ts'
import type { MarketplaceId } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { AmazonCall } from './call.ts'
import { answerOf, createSdkAxios, throughCall } from './sdk-adapter.ts'
import { readListing } from './translate/listing.ts'
import { parseJson } from './wire/answers.ts'
import { wireListingsPage } from './wire/listings.ts'

export type ListingSearch = {
  readonly sellerId: string
  readonly marketplaceId: MarketplaceId
  /** Of the page before; all else must be as it was then. */
  readonly token: string | null
  /** Only what Amazon changed since; oldest first. */
  readonly updatedFromMs?: number
  /** Only these SKUs, at most 20. */
  readonly skus?: readonly string[]
}

export type ListingPage = {
  readonly listings: readonly Listing[]
  /** Items whose shape we could not read. */
  readonly unreadable: number
  /** How many there are in all, of which the search shows 1,000. */
  readonly total: number
  readonly nextToken: string | null
}

export type AmazonListings = {
  searchListings(search: ListingSearch, deadlines: Deadlines): Promise<ListingPage>
}

const operation = 'searchListingsItems'
const pageSize = 20

export function createAmazonListings(call: AmazonCall, apiUrl: string): AmazonListings {
  const api = new ListingsItemsApi(undefined, apiUrl, createSdkAxios())
  return {
    async searchListings(search, deadlines) {
      const through = throughCall(call, { operation, writes: false, grant: 'seller', deadlines })
      const answer = await answerOf(api.searchListingsItems(queryOf(search), through))
      const parsed = wireListingsPage.safeParse(parseJson(answer.text))
      if (!parsed.success) throw unknownShape(operation, answer, 'LISTINGS_PAGE_UNREADABLE')
      const { items, numberOfResults, pagination } = parsed.data
      const read = items.map((item) => readListing(item, search.marketplaceId))
      return {
        listings: read.filter((one) => typeof one !== 'string'),
        unreadable: read.filter((one) => one === 'unreadable').length,
        total: numberOfResults,
        nextToken: pagination?.nextToken || null,
      }
    },
  }
}

function queryOf({ sellerId, marketplaceId, token, updatedFromMs, skus }: ListingSearch) {
  return {
    sellerId,
    marketplaceIds: [marketplaceId],
    includedData: [...includedData],
    pageSize,
    ...(token === null ? {} : { pageToken: token }),
    ...(skus === undefined ? {} : { identifiersType: 'SKU' as const, identifiers: [...skus] }),
    ...(updatedFromMs === undefined
      ? { sortBy: 'sku' as const, sortOrder: 'ASC' as const }
      : {
          lastUpdatedAfter: new Date(updatedFromMs).toISOString(),
          sortBy: 'lastUpdatedDate' as const,
          sortOrder: 'ASC' as const,
        }),
  }
}

const includedData = [
  'summaries',
  'attributes',
  'issues',
  'fulfillmentAvailability',
  'productTypes',
] as const
