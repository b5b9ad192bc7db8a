/** Listings Items 2021-08-01 as operations (model of 2026-08-05). Putting and deleting whole listings is not simulated. */
import { notSimulated } from '../answers.ts'
import type { Call, Operation } from '../operation.ts'
import type { Listing } from './listing.ts'
import {
  badRequest,
  checkSeller,
  includedOf,
  marketplacesOf,
  skuNotFound,
} from './listing-answers.ts'
import { listingOnTheWire } from './listing-view.ts'
import { acceptWithoutEffect, patchListing, refusePatch } from './patch-listing.ts'
import { searchListings } from './search-listings.ts'

const itemPath = /^\/listings\/2021-08-01\/items\/([^/]+)\/([^/]+)$/
const plan = { ratePerSecond: 5, burst: 5 }
const widePlan = { ratePerSecond: 5, burst: 10 }

export const listingOperations: readonly Operation[] = [
  {
    name: 'searchListingsItems',
    method: 'GET',
    path: /^\/listings\/2021-08-01\/items\/([^/]+)$/,
    plan,
    token: 'seller',
    run: searchListings,
    ownFaults: ['half-page', 'stale-read'],
    refusal: badRequest,
  },
  {
    name: 'getListingsItem',
    method: 'GET',
    path: itemPath,
    plan: widePlan,
    token: 'seller',
    run: getListing,
    ownFaults: ['stale-read'],
    refusal: badRequest,
  },
  {
    name: 'patchListingsItem',
    method: 'PATCH',
    path: itemPath,
    plan,
    token: 'seller',
    run: patchListing,
    dropped: acceptWithoutEffect,
    refused: refusePatch,
    refusal: badRequest,
  },
  notThere('putListingsItem', 'PUT', widePlan),
  notThere('deleteListingsItem', 'DELETE', plan),
]

function notThere(name: string, method: string, itsPlan: Operation['plan']): Operation {
  return {
    name,
    method,
    path: itemPath,
    plan: itsPlan,
    token: 'seller',
    run: () => {
      throw notSimulated(name)
    },
    refusal: badRequest,
  }
}

function getListing(call: Call): unknown {
  const { world, parameters, fault } = call
  const [sellerId = '', sku = ''] = parameters
  checkSeller(world, sellerId)
  const marketplaceIds = marketplacesOf(call)
  const included = includedOf(call)
  const { store, fba } = world.listings
  const stale = fault?.fault === 'stale-read' ? store.getPrevious(sku) : undefined
  const listing = stale ?? store.get(sku)
  if (listing === undefined || !isIn(listing, marketplaceIds)) {
    throw skuNotFound(sku, marketplaceIds)
  }
  const fulfillable = fba.get(sku)?.fulfillable ?? 0
  return listingOnTheWire(listing, included, marketplaceIds, fulfillable)
}

function isIn(listing: Listing, marketplaceIds: readonly string[]): boolean {
  return listing.marketplaceIds.some((id) => marketplaceIds.includes(id))
}
