/** What the catalogue asks of both platforms: reads only. `main` builds it from the clients. */
import type { Listing } from '../core/catalog/listing.ts'
import type { MarketplaceId } from '../core/ids.ts'
import type { Deadlines } from '../core/ports.ts'
import type { StoredVariant } from '../store/catalogue.ts'

/** A document of any size, row by row from the first on; null for a row that cannot be read. */
export type RowsDocument<Row> = {
  rows(): AsyncGenerator<Row | null>
  drop(): Promise<void>
}

export type ListingQuestion = {
  readonly sellerId: string
  readonly marketplaceId: MarketplaceId
  readonly token: string | null
  readonly updatedFromMs?: number
  readonly skus?: readonly string[]
}

export type ListingAnswer = {
  readonly listings: readonly Listing[]
  readonly unreadable: number
  readonly total: number
  readonly nextToken: string | null
}

export type CataloguePort = {
  searchListings(question: ListingQuestion, deadlines: Deadlines): Promise<ListingAnswer>
  openListingsReport(
    asked: { readonly documentId: string; readonly marketplaceId: MarketplaceId },
    deadlines: Deadlines,
  ): Promise<RowsDocument<Listing>>
  countVariants(deadlines: Deadlines): Promise<number>
  startBulkVariants(deadlines: Deadlines): Promise<string>
  readBulkState(gid: string, deadlines: Deadlines): Promise<'running' | 'complete' | 'failed'>
  /** Null when the operation found nothing. `lines`: so many Shopify wrote. */
  openBulkVariants(
    gid: string,
    deadlines: Deadlines,
  ): Promise<(RowsDocument<StoredVariant> & { readonly lines: number }) | null>
}
