/** The clients as the catalogue asks them. */
import {
  countVariants,
  openBulkVariants,
  readBulkState,
  startBulkVariants,
} from '../platforms/shopify/bulk-variants.ts'
import type { CataloguePort } from '../reconcile/catalogue-ports.ts'
import type { Clients } from './account.ts'

export function joinCatalogue({ amazon, shopify, door }: Clients): CataloguePort {
  return {
    searchListings: (question, deadlines) => amazon.listings.searchListings(question, deadlines),
    openListingsReport: (asked, deadlines) => amazon.listings.openListingsReport(asked, deadlines),
    countVariants: (deadlines) => countVariants(shopify, deadlines),
    startBulkVariants: (deadlines) => startBulkVariants(shopify, deadlines),
    readBulkState: (gid, deadlines) => readBulkState(shopify, gid, deadlines),
    openBulkVariants: (gid, deadlines) =>
      openBulkVariants({ client: shopify, door }, gid, deadlines),
  }
}
