/**
 * What Amazon does with a feed on world time: IN_QUEUE, IN_PROGRESS, then DONE with a processing report, or FATAL, of which
 * Amazon says that some, none or all of it may have been applied. Faults on `amazon.feed`: slow, stuck, partly-failed,
 * refused (every message), fatal, fatal-applied, fatal-partly, silently-dropped (a report of success and no effect).
 */
import type { Fault } from '../kit/fault-plane.ts'
import { type Applied, acknowledgeOrder } from './acknowledge-orders.ts'
import { adjustOrder } from './adjust-orders.ts'
import { type FeedMessage, readFeed } from './feed-envelope.ts'
import { feedSchemas } from './feed-schemas.ts'
import type { FeedRecord, FeedStatus } from './feeds.ts'
import { listingsFeedType, runListingsFeed } from './listings/listings-feed.ts'
import { type MessageResult, processingReport } from './processing-report.ts'
import { refundFaults } from './refunds.ts'
import type { AmazonWorld } from './world.ts'
import { textOf } from './xml-rules.ts'

const on = 'amazon.feed'
const kinds = [
  'slow',
  'stuck',
  'partly-failed',
  'refused',
  'fatal',
  'fatal-applied',
  'fatal-partly',
  'silently-dropped',
] as const

/** Lets a new feed run its course. */
export function startFeed(world: AmazonWorld, feed: FeedRecord): void {
  const { clock, feeds } = world
  const { feedQueueMs, feedProcessMs } = world.settings()
  clock.at(clock.nowMs() + feedQueueMs, () => {
    if (feeds.find(feed.feedId) !== feed || feed.status !== 'IN_QUEUE') return
    feed.status = 'IN_PROGRESS'
    feed.startMs = clock.nowMs()
    const { feedType, feedId } = feed
    const fault = world.faults.take(on, { feedType, feedId }, kinds)
    if (fault?.fault === 'stuck' && fault.delayMs === undefined) return
    const extraMs = fault?.fault === 'slow' || fault?.fault === 'stuck' ? (fault.delayMs ?? 0) : 0
    clock.at(clock.nowMs() + feedProcessMs + extraMs, () => {
      if (feeds.find(feedId) === feed && feed.status === 'IN_PROGRESS') finish(world, feed, fault)
    })
  })
}

/** Ends a feed that is stuck: it is worked off now. */
export function releaseFeed(world: AmazonWorld, feedId: string): void {
  const feed = world.feeds.find(feedId)
  if (feed?.status !== 'IN_PROGRESS') throw new Error(`feed ${feedId} is not IN_PROGRESS`)
  finish(world, feed, undefined)
}

/** The end of a feed, and whoever subscribed hears of it. */
export function endFeed(world: AmazonWorld, feed: FeedRecord, status: FeedStatus): void {
  feed.status = status
  feed.endMs = world.clock.nowMs()
  world.delivery.announce({
    type: 'FEED_PROCESSING_FINISHED',
    subject: feed.feedId,
    envelope: (ids) => ({
      notificationVersion: '2020-09-04',
      notificationType: 'FEED_PROCESSING_FINISHED',
      payloadVersion: '2020-09-04',
      eventTime: ids.publishTime,
      payload: {
        feedProcessingFinishedNotification: {
          sellerId: ids.sellerId,
          accountId: `amzn1.merchant.o.${ids.sellerId}`,
          feedId: feed.feedId,
          feedType: feed.feedType,
          processingStatus: status,
          ...(feed.resultDocumentId === undefined
            ? {}
            : { resultFeedDocumentId: feed.resultDocumentId }),
        },
      },
      notificationMetadata: {
        applicationId: ids.applicationId,
        subscriptionId: ids.subscriptionId,
        publishTime: ids.publishTime,
        notificationId: ids.notificationId,
      },
    }),
  })
}

function finish(world: AmazonWorld, feed: FeedRecord, fault: Fault | undefined): void {
  const text = world.documents.find(feed.inputDocumentId)?.content
  if (feed.feedType === listingsFeedType && text !== undefined && fault?.fault !== 'fatal') {
    finishListings(world, feed, text, fault)
    return
  }
  if (feedSchemas[feed.feedType] === undefined || text === undefined || fault?.fault === 'fatal') {
    note(world, feed, fault, undefined)
    endFeed(world, feed, 'FATAL')
    return
  }
  const { cancelledQuantityNeedsAmounts } = world.settings()
  const read = readFeed(feed.feedType, text, cancelledQuantityNeedsAmounts)
  const messages = read.kind === 'messages' ? read.messages : []
  const applied = applyAll(world, feed, messages, fault)
  const whole: MessageResult[] =
    read.kind === 'fault' ? [{ messageId: '0', result: 'Error', ...read.fault }] : []
  const results = [...whole, ...applied.results]
  note(world, feed, fault, `${applied.count} applied, ${results.length} refused`)
  if (fault?.fault === 'fatal-applied' || fault?.fault === 'fatal-partly') {
    endFeed(world, feed, 'FATAL')
    return
  }
  const report = processingReport({
    transactionId: feed.feedId,
    merchantId: world.login.credentials.sellerId,
    messages: messages.length,
    results,
  })
  feed.resultDocumentId = world.documents.create('text/xml; charset=UTF-8', report).documentId
  endFeed(world, feed, 'DONE')
}

/** The report is JSON, and the journal has one entry, not one a message. */
function finishListings(
  world: AmazonWorld,
  feed: FeedRecord,
  text: string,
  fault: Fault | undefined,
): void {
  const { report, accepted, invalid } = runListingsFeed(world, feed, text, fault)
  note(world, feed, fault, `${accepted} accepted, ${invalid} invalid`)
  const isFatal = fault?.fault === 'fatal-applied' || fault?.fault === 'fatal-partly'
  if (isFatal || report === undefined) {
    endFeed(world, feed, 'FATAL')
    return
  }
  feed.resultDocumentId = world.documents.create(
    'application/json; charset=UTF-8',
    report,
  ).documentId
  endFeed(world, feed, 'DONE')
}

function applyAll(
  world: AmazonWorld,
  feed: FeedRecord,
  messages: readonly FeedMessage[],
  fault: Fault | undefined,
): { count: number; results: MessageResult[] } {
  const results: MessageResult[] = []
  let count = 0
  for (const [at, message] of messages.entries()) {
    if (fault?.fault === 'silently-dropped') continue
    if (fault?.fault === 'fatal-partly' && at >= messages.length / 2) break
    const { messageId } = message
    if (fault?.fault === 'partly-failed' && at % 2 === 1) {
      results.push({ messageId, result: 'Error', code: '99000', words: internalError })
      continue
    }
    if (fault?.fault === 'refused') {
      results.push({ messageId, result: 'Error', ...refusalOf(message) })
      continue
    }
    const applied = applyOne(world, feed, message)
    results.push(...applied.results.map((result) => ({ messageId, ...result })))
    if (applied.effect === undefined) continue
    count += 1
    world.journal.record({
      atMs: world.clock.nowMs(),
      on: 'amazon.feed.message',
      method: 'APPLY',
      path: `/${feed.feedId}/${messageId}`,
      status: 200,
      effect: `${applied.effect}: ${applied.orderId}`,
    })
  }
  return { count, results }
}

/** As Amazon refuses a refund of more than is left, and a cancel that comes too late. */
function refusalOf({ body }: FeedMessage): { code: string; words: string; orderId: string } {
  const orderId = textOf(body, 'AmazonOrderID') ?? ''
  return body.name === 'OrderAdjustment'
    ? { ...refundFaults.exceeded, orderId }
    : { code: '19003', words: 'The order is already canceled.', orderId }
}

const internalError = 'An internal error has occurred. Please re-submit the message.'

function applyOne(world: AmazonWorld, feed: FeedRecord, message: FeedMessage): Applied {
  const { feedId, marketplaceIds } = feed
  const source = { feedId, messageId: message.messageId, marketplaceIds }
  return feed.feedType === 'POST_ORDER_ACKNOWLEDGEMENT_DATA'
    ? acknowledgeOrder(world, message, source)
    : adjustOrder(world, message, source)
}

function note(
  { clock, journal }: AmazonWorld,
  feed: FeedRecord,
  fault: Fault | undefined,
  effect: string | undefined,
): void {
  journal.record({
    atMs: clock.nowMs(),
    on,
    method: 'RUN',
    path: `/${feed.feedId}`,
    status: 200,
    ...(fault === undefined ? {} : { fault: fault.fault }),
    ...(effect === undefined ? {} : { effect }),
  })
}
