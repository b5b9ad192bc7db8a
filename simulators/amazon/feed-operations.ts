/** Feeds 2021-06-30 as operations (model of 2026-08-05): documents, feeds, lists with tokens, cancel. */
import { z } from 'zod'
import {
  invalidInput,
  notFound,
  notSimulated,
  quotaExceeded,
  Refusal,
  unauthorized,
} from './answers.ts'
import { endFeed, startFeed } from './feed-processing.ts'
import { feedSchemas } from './feed-schemas.ts'
import { type FeedRecord, feedStatuses } from './feeds.ts'
import { pageOf, readListQuery } from './list-query.ts'
import { listingsFeedPlan, listingsFeedType } from './listings/listings-feed.ts'
import type { Call, Operation } from './operation.ts'

const root = '/feeds/2021-06-30'
const oftenPlan = { ratePerSecond: 2, burst: 15 }
const rarePlan = { ratePerSecond: 0.0222, burst: 10 }
const resultRetentionMs = 28 * 86_400_000

/** Retired: Amazon takes them and ends them as FATAL, since 2025-07-31. */
const retiredTypes: readonly string[] = [
  'POST_PRODUCT_DATA',
  'POST_INVENTORY_AVAILABILITY_DATA',
  'POST_PRODUCT_PRICING_DATA',
  'POST_PRODUCT_IMAGE_DATA',
  'POST_PRODUCT_RELATIONSHIP_DATA',
  'POST_PRODUCT_OVERRIDES_DATA',
  'POST_FLAT_FILE_INVLOADER_DATA',
  'POST_FLAT_FILE_LISTINGS_DATA',
  'POST_FLAT_FILE_PRICEANDQUANTITYONLY_UPDATE_DATA',
]

export const feedOperations: readonly Operation[] = [
  {
    name: 'createFeedDocument',
    method: 'POST',
    path: new RegExp(`^${root}/documents$`),
    plan: { ratePerSecond: 0.5, burst: 15 },
    token: 'seller',
    status: 201,
    run: createFeedDocument,
    refusal: badInput,
  },
  {
    name: 'getFeedDocument',
    method: 'GET',
    path: new RegExp(`^${root}/documents/([^/]+)$`),
    plan: rarePlan,
    token: 'seller',
    run: getFeedDocument,
    refusal: badInput,
  },
  {
    name: 'createFeed',
    method: 'POST',
    path: new RegExp(`^${root}/feeds$`),
    plan: { ratePerSecond: 0.0083, burst: 15 },
    token: 'seller',
    status: 202,
    run: createFeed,
    dropped: ({ world }) => ({ feedId: world.requestIds.digits(11) }),
    refusal: badInput,
  },
  {
    name: 'getFeeds',
    method: 'GET',
    path: new RegExp(`^${root}/feeds$`),
    plan: rarePlan,
    token: 'seller',
    run: getFeeds,
    ownFaults: ['half-page'],
    refusal: badInput,
  },
  {
    name: 'getFeed',
    method: 'GET',
    path: new RegExp(`^${root}/feeds/([^/]+)$`),
    plan: oftenPlan,
    token: 'seller',
    run: (call) => shown(feedOf(call)),
    refusal: badInput,
  },
  {
    name: 'cancelFeed',
    method: 'DELETE',
    path: new RegExp(`^${root}/feeds/([^/]+)$`),
    plan: oftenPlan,
    token: 'seller',
    run: cancelFeed,
    refusal: badInput,
  },
]

function badInput() {
  return invalidInput('Invalid input', 'Invalid input')
}

function createFeedDocument(call: Call): unknown {
  const { contentType } = read(z.object({ contentType: z.string().min(1) }), call)
  const { documents } = call.world
  const { documentId } = documents.create(contentType)
  const url = documents.link(documentId, 'PUT', call.request)
  return { feedDocumentId: documentId, url }
}

function getFeedDocument({ world, request, parameters }: Call): unknown {
  const { documents, clock } = world
  const stored = documents.find(parameters[0] ?? '')
  const isGone = stored === undefined || stored.createdMs + resultRetentionMs < clock.nowMs()
  if (isGone || stored.content === undefined) throw notFound('The feed document was not found.')
  const { gzipDocuments } = world.settings()
  const url = documents.link(stored.documentId, 'GET', request, gzipDocuments)
  const compression = gzipDocuments ? { compressionAlgorithm: 'GZIP' } : {}
  return { feedDocumentId: stored.documentId, url, ...compression }
}

const feedSchema = z.object({
  feedType: z.string(),
  marketplaceIds: z.array(z.string()).min(1).max(25),
  inputFeedDocumentId: z.string(),
  feedOptions: z.record(z.string(), z.string()).optional(),
})

function createFeed(call: Call): unknown {
  const { world, note } = call
  const { feedType, marketplaceIds, inputFeedDocumentId } = read(feedSchema, call)
  const ofListings = feedType === listingsFeedType
  if (ofListings) checkListingsFeed(call)
  else if (feedSchemas[feedType] === undefined && !retiredTypes.includes(feedType)) {
    throw notSimulated(`feeds of type ${feedType}`)
  }
  const foreign = marketplaceIds.find((id) => !world.settings().participations.includes(id))
  if (foreign !== undefined) throw invalidInput('Invalid input', `marketplaceIds: ${foreign}`)
  if (world.documents.find(inputFeedDocumentId) === undefined) throw badInput()
  const spec = { feedType, marketplaceIds, inputDocumentId: inputFeedDocumentId }
  const feed = world.feeds.create(spec)
  startFeed(world, feed)
  note(`created feed ${feed.feedId} of ${feedType}`)
  return { feedId: feed.feedId }
}

/** Its own role, and its own limit beside that of createFeed. */
function checkListingsFeed({ world }: Call): void {
  if (!world.settings().productListingRole) throw unauthorized('')
  if (!world.quotas.take(`createFeed ${listingsFeedType}`, listingsFeedPlan)) {
    throw new Refusal(quotaExceeded)
  }
}

function getFeeds({ world, request, fault }: Call): unknown {
  const query = readListQuery(request.query, 'feedTypes', feedStatuses, world.clock.nowMs())
  const look = ({ feedType, status, marketplaceIds, createdMs }: FeedRecord) => ({
    type: feedType,
    status,
    marketplaceIds,
    createdMs,
  })
  const { page, nextToken } = pageOf(world.feeds.all(), look, query, fault?.fault === 'half-page')
  return { feeds: page.map(shown), ...(nextToken === undefined ? {} : { nextToken }) }
}

function cancelFeed(call: Call): unknown {
  const feed = feedOf(call)
  if (feed.status !== 'IN_QUEUE') {
    throw invalidInput('Invalid input', `The feed is ${feed.status} and cannot be cancelled.`)
  }
  endFeed(call.world, feed, 'CANCELLED')
  call.note(`cancelled feed ${feed.feedId}`)
  return {}
}

function feedOf({ world, parameters }: Call): FeedRecord {
  const feed = world.feeds.find(parameters[0] ?? '')
  const oldestMs = world.clock.nowMs() - 90 * 86_400_000
  if (feed === undefined || feed.createdMs < oldestMs) throw notFound('The feed was not found.')
  return feed
}

function shown(feed: FeedRecord): unknown {
  const iso = (ms: number) => new Date(ms).toISOString()
  const { startMs, endMs, resultDocumentId } = feed
  return {
    feedId: feed.feedId,
    feedType: feed.feedType,
    marketplaceIds: feed.marketplaceIds,
    createdTime: iso(feed.createdMs),
    processingStatus: feed.status,
    ...(startMs === undefined ? {} : { processingStartTime: iso(startMs) }),
    ...(endMs === undefined ? {} : { processingEndTime: iso(endMs) }),
    ...(resultDocumentId === undefined ? {} : { resultFeedDocumentId: resultDocumentId }),
  }
}

function read<S extends z.ZodType>(schema: S, { request }: Call): z.infer<S> {
  let body: unknown
  try {
    body = JSON.parse(request.body)
  } catch {
    throw badInput()
  }
  const checked = schema.safeParse(body)
  if (!checked.success) throw badInput()
  return checked.data
}
