/** Opens the report of all listings of a marketplace: of any size, row by row. */
import type { Listing } from '../../core/catalog/listing.ts'
import type { MarketplaceId } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { Documents } from './documents.ts'
import { get, type JsonCall, readJson } from './json-call.ts'
import { listingRows } from './translate/listings-report.ts'
import { wireDocument } from './wire/feeds.ts'

export type ListingsDocument = {
  /** Null for a row that names no listing. Throws PlatformError on a heading that we do not know. */
  rows(): AsyncGenerator<Listing | null>
  /** The file on this machine goes; Amazon keeps its own. */
  drop(): Promise<void>
}

export type AmazonListingsReport = {
  openListingsReport(
    asked: { readonly documentId: string; readonly marketplaceId: MarketplaceId },
    deadlines: Deadlines,
  ): Promise<ListingsDocument>
}

const operation = 'downloadListingsReport'

export function createAmazonListingsReport(
  call: JsonCall,
  documents: Documents,
): AmazonListingsReport {
  return {
    async openListingsReport({ documentId, marketplaceId }, deadlines) {
      const path = `/reports/2021-06-30/documents/${encodeURIComponent(documentId)}`
      const request = get('getReportDocument', path)
      const { url } = readJson(wireDocument, request, await call(request, deadlines))
      const spool = await documents.spool({ operation, url }, deadlines)
      return { rows: () => rowsOf(spool.lines(), marketplaceId), drop: spool.drop }
    },
  }
}

async function* rowsOf(
  lines: AsyncGenerator<string>,
  marketplaceId: MarketplaceId,
): AsyncGenerator<Listing | null> {
  let read: ReturnType<typeof listingRows>
  let isHeading = true
  for await (const line of lines) {
    if (isHeading) {
      read = listingRows(line, marketplaceId)
      if (read === undefined) throw unknownShape(operation, null, 'LISTINGS_REPORT_UNREADABLE')
      isHeading = false
    } else if (read !== undefined && line !== '') yield read(line)
  }
  if (isHeading) throw unknownShape(operation, null, 'LISTINGS_REPORT_UNREADABLE')
}
