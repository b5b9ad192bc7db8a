/** The clients as the catalogue asks them. */
import type { Door } from '../core/ports.ts'
import type { AmazonClient } from '../platforms/amazon/client.ts'
import {
  countVariants,
  openBulkVariants,
  readBulkState,
  startBulkVariants,
} from '../platforms/shopify/bulk-variants.ts'
import type { ShopifyClient } from '../platforms/shopify/client.ts'
import type { CataloguePort } from '../reconcile/catalogue-ports.ts'

type Clients = {
  readonly amazon: Pick<AmazonClient, 'listings'>
  readonly shopify: ShopifyClient
  /** For documents, whose links need no token. */
  readonly door: Door
}

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
