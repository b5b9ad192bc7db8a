/**
 * Feeds and Reports API 2021-06-30: their own answers and the links to documents. A link is a key and
 * must not be kept.
 * Source: models feeds_2021-06-30, reports_2021-06-30 (commit 34dc93fe, 2026-08-05).
 */
import { z } from 'zod'
import { wireName, wireText, wireTime } from './values.ts'

export const wireNewDocument = z.object({ feedDocumentId: wireName, url: wireName })
export const wireNewFeed = z.object({ feedId: wireName })

export const wireFeed = z.object({
  feedId: wireName,
  feedType: wireName,
  marketplaceIds: z.array(wireName).nullish(),
  createdTime: wireTime,
  processingStatus: wireName,
  resultFeedDocumentId: wireText.nullish(),
})

export const wireFeedPage = z.object({
  feeds: z.array(wireFeed).max(1_000),
  nextToken: wireText.nullish(),
})

/** Of a feed and of a report alike; a packed one shows by its first bytes. */
export const wireDocument = z.object({ url: wireName })

export const wireNewReport = z.object({ reportId: wireName })

export const wireReport = z.object({
  processingStatus: wireName,
  reportDocumentId: wireText.nullish(),
})
