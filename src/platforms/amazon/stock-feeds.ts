/**
 * Feeds of quantities: one document for up to 25,000 SKUs. A feed has no key of ours; a second one of the same
 * quantities changes nothing, an older one that comes late is seen when the figures are read back.
 * Source: Feeds API 2021-06-30 (model commit 34dc93fe, 2026-08-05).
 */
import type { MarketplaceId } from '../../core/ids.ts'
import type { Deadlines } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { Documents } from './documents.ts'
import { get, type JsonCall, post, readJson } from './json-call.ts'
import { type Answered, isRefusal, refusedBy } from './refused.ts'
import { readStockReport, type StockReport } from './translate/stock-feed.ts'
import { wireDocument, wireNewDocument, wireNewFeed } from './wire/feeds.ts'

export type AmazonStockFeeds = {
  uploadStockFeed(json: string, deadlines: Deadlines): Promise<{ readonly documentId: string }>
  createStockFeed(
    feed: { readonly documentId: string; readonly marketplaceId: MarketplaceId },
    deadlines: Deadlines,
  ): Promise<Answered<{ readonly feedId: string }>>
  readStockReport(documentId: string, deadlines: Deadlines): Promise<StockReport>
}

export const stockFeedType = 'JSON_LISTINGS_FEED'

const base = '/feeds/2021-06-30'
const contentType = 'application/json; charset=UTF-8'

export function createAmazonStockFeeds(call: JsonCall, documents: Documents): AmazonStockFeeds {
  return {
    async uploadStockFeed(json, deadlines) {
      const request = post('createFeedDocument', `${base}/documents`, { contentType }, false)
      const answer = await call(request, deadlines)
      const { feedDocumentId, url } = readJson(wireNewDocument, request, answer)
      const link = { operation: 'uploadFeedDocument', url }
      await documents.upload(link, { text: json, contentType }, deadlines)
      return { documentId: feedDocumentId }
    },
    async createStockFeed({ documentId, marketplaceId }, deadlines) {
      const body = {
        feedType: stockFeedType,
        marketplaceIds: [marketplaceId],
        inputFeedDocumentId: documentId,
      }
      const request = post('createFeed', `${base}/feeds`, body, true)
      const answer = await call({ ...request, refusals: [400, 404] }, deadlines)
      if (isRefusal(answer)) return refusedBy(answer, [], 'FEED_REFUSED')
      return { kind: 'done', feedId: readJson(wireNewFeed, request, answer).feedId }
    },
    async readStockReport(documentId, deadlines) {
      const request = get('getFeedDocument', `${base}/documents/${encodeURIComponent(documentId)}`)
      const { url } = readJson(wireDocument, request, await call(request, deadlines))
      const link = { operation: 'downloadFeedDocument', url }
      const { bytes } = await documents.download(link, deadlines)
      const report = readStockReport(new TextDecoder().decode(bytes))
      if (report === undefined) throw unknownShape(link.operation, null, 'REPORT_UNREADABLE')
      return report
    },
  }
}
