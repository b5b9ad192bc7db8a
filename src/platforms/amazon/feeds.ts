/**
 * Feeds: a document is uploaded, a feed made of it, its state asked, its report read. Making a feed is
 * the effect, and Amazon has no key against a second one; so an unclear answer is followed by the list
 * of feeds, never by another feed. It must not know what stands in a document.
 * Source: Feeds API 2021-06-30 (model commit 34dc93fe, 2026-08-05).
 */
import type { MarketplaceId } from '../../core/ids.ts'
import type { Deadlines, OutsideAnswer } from '../../core/ports.ts'
import { unknownShape } from './answer-error.ts'
import type { Documents } from './documents.ts'
import { get, type JsonCall, pageDeadlines, post, readJson } from './json-call.ts'
import { type Answered, isRefusal, type Meanings, refusedBy } from './refused.ts'
import { type ProcessingReport, readProcessingReport } from './translate/processing-report.ts'
import { wireDocument, wireFeed, wireFeedPage, wireNewDocument, wireNewFeed } from './wire/feeds.ts'

export type FeedState = {
  readonly feedId: string
  readonly feedType: string
  readonly status: string
  readonly createdAtMs: number
  readonly resultDocumentId: string | null
  /** Null where Amazon does not say. */
  readonly marketplaceIds: readonly string[] | null
}

export type NewFeed = {
  readonly type: string
  readonly documentId: string
  readonly marketplaceIds: readonly MarketplaceId[]
}

export type AmazonFeeds = {
  uploadFeed(xml: string, deadlines: Deadlines): Promise<{ readonly documentId: string }>
  createFeed(feed: NewFeed, deadlines: Deadlines): Promise<Answered<{ readonly feedId: string }>>
  getFeed(feedId: string, deadlines: Deadlines): Promise<FeedState>
  /** All of them or none: a list that is too long throws `contract`, since a part proves nothing. */
  listFeeds(
    question: { readonly type: string; readonly createdFromMs: number },
    deadlines: Deadlines,
  ): Promise<readonly FeedState[]>
  /** `contract` when the report cannot be read or believed. */
  readFeedReport(documentId: string, deadlines: Deadlines): Promise<ProcessingReport>
}

const base = '/feeds/2021-06-30'
/** The upload must name exactly what the document was asked for with. */
const contentType = 'text/xml; charset=UTF-8'
const pageSize = 100
/** The budget grants a call in 45 s, ten at once; a day holds 720 feeds at Amazon's quota. */
const pagesMax = 8

const meanings: Meanings = [
  [/document/i, 'FEED_DOCUMENT'],
  [/marketplace/i, 'MARKETPLACE'],
  [/feed[ _-]?type/i, 'FEED_TYPE'],
]

export function createAmazonFeeds(call: JsonCall, documents: Documents): AmazonFeeds {
  return {
    async uploadFeed(xml, deadlines) {
      const request = post('createFeedDocument', `${base}/documents`, { contentType }, false)
      const answer = await call(request, deadlines)
      const { feedDocumentId, url } = readJson(wireNewDocument, request, answer)
      const link = { operation: 'uploadFeedDocument', url }
      await documents.upload(link, { text: xml, contentType }, deadlines)
      return { documentId: feedDocumentId }
    },
    async createFeed({ type, documentId, marketplaceIds }, deadlines) {
      const body = { feedType: type, marketplaceIds, inputFeedDocumentId: documentId }
      const request = post('createFeed', `${base}/feeds`, body, true)
      const answer = await call({ ...request, refusals: [400, 404] }, deadlines)
      if (isRefusal(answer)) return refusedBy(answer, meanings, 'FEED_REFUSED')
      return { kind: 'done', feedId: readJson(wireNewFeed, request, answer).feedId }
    },
    async getFeed(feedId, deadlines) {
      const request = get('getFeed', `${base}/feeds/${encodeURIComponent(feedId)}`)
      return stateOf(readJson(wireFeed, request, await call(request, deadlines)))
    },
    listFeeds: (question, deadlines) => listFeeds(call, question, deadlines),
    async readFeedReport(documentId, deadlines) {
      const request = get('getFeedDocument', `${base}/documents/${encodeURIComponent(documentId)}`)
      const { url } = readJson(wireDocument, request, await call(request, deadlines))
      const link = { operation: 'downloadFeedDocument', url }
      const { bytes } = await documents.download(link, deadlines)
      const read = readProcessingReport(new TextDecoder().decode(bytes))
      if (read.ok) return read.report
      throw unknownShape(link.operation, null, read.problem)
    },
  }
}

async function listFeeds(
  call: JsonCall,
  question: { readonly type: string; readonly createdFromMs: number },
  deadlines: Deadlines,
): Promise<readonly FeedState[]> {
  const found = new Map<string, FeedState>()
  let query = new URLSearchParams({
    feedTypes: question.type,
    pageSize: `${pageSize}`,
    createdSince: new Date(question.createdFromMs).toISOString(),
  })
  let last: OutsideAnswer | null = null
  for (let page = 0; page < pagesMax; page += 1) {
    const request = get('getFeeds', `${base}/feeds?${query}`)
    last = await call(request, pageDeadlines(deadlines, page))
    const { feeds, nextToken } = readJson(wireFeedPage, request, last)
    for (const feed of feeds) found.set(feed.feedId, stateOf(feed))
    if (!nextToken) return [...found.values()]
    // The token goes alone: with any other parameter Amazon refuses it.
    query = new URLSearchParams({ nextToken })
  }
  throw unknownShape('getFeeds', last, 'TOO_MANY_PAGES')
}

function stateOf(wire: ReturnType<typeof wireFeed.parse>): FeedState {
  return {
    feedId: wire.feedId,
    feedType: wire.feedType,
    status: wire.processingStatus,
    createdAtMs: wire.createdTime,
    resultDocumentId: wire.resultFeedDocumentId || null,
    marketplaceIds: wire.marketplaceIds ?? null,
  }
}
