/**
 * Asks how a feed goes until Amazon is through with it, and reads its report. DONE is not success: each
 * message has its own end. FATAL may have applied some, none or all, so every message is unclear.
 */
import {
  type FeedMessage,
  feedChecked,
  feedEnded,
  messagesOf,
  type OpenFeed,
} from '../../store/feeds.ts'
import { openIncident } from '../../store/outcomes.ts'
import { appNowMs } from '../../store/pool.ts'
import type { Held } from '../../work/held.ts'
import type { Account } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { OrderDeps } from '../decided.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import type { ProcessingReport } from '../life-ports.ts'
import { endMessages, type MessageEnd } from './feed-messages.ts'

const minuteMs = 60_000
/** After the ages that the settings name, a feed is asked for each quarter of an hour. */
const askEveryMs = 15 * minuteMs
/** Amazon has had feeds stuck for days: from here on a person knows, and it is asked on. */
const stuckMs = 6 * 60 * minuteMs

export function nextCheckMs(
  { sentAtMs, intendedAtMs, checkedAtMs, checks }: OpenFeed,
  { feedAskMs }: Account['polling'],
): number {
  const age = feedAskMs[checks]
  if (age !== undefined) return (sentAtMs ?? intendedAtMs) + age
  return (checkedAtMs ?? intendedAtMs) + askEveryMs
}

/** Undefined when the desk may go on. */
export async function followFeed(
  deps: OrderDeps,
  account: Account,
  held: Held,
  feed: OpenFeed,
): Promise<KeyOutcome | undefined> {
  const { feedId } = feed
  const nowMs = await appNowMs(deps.db)
  if (feedId === null || nowMs < nextCheckMs(feed, account.polling)) return undefined
  try {
    const parked = await park(deps, held, account.buckets.getFeed)
    if (parked !== undefined) return parked
    const state = await account.amazonLife.getFeed(feedId, readDeadlines(deps.monotonic))
    if (state.status === 'DONE' && state.resultDocumentId !== null) {
      return await readEnd(deps, account, held, feed, state.resultDocumentId)
    }
    await deps.db.transaction().execute(async (trx) => {
      await feedChecked(trx, feed.feedNo)
      await endByState(trx, account, feed, state.status)
      const ageMs = nowMs - (feed.sentAtMs ?? feed.intendedAtMs)
      if (ageMs < stuckMs) return
      await openIncident(trx, account.accountId, {
        orderId: null,
        code: 'FEED_STUCK',
        detail: { feedId },
      })
    })
    return undefined
  } catch (error) {
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? undefined : outcome
  }
}

async function park(deps: OrderDeps, held: Held, bucket: string): Promise<KeyOutcome | undefined> {
  const wish = { bucket, lane: held.lane, amount: 1, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted > 0) return undefined
  return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount: 1 }
}

async function endByState(
  trx: OrderDeps['db'],
  account: Account,
  feed: OpenFeed,
  status: string,
): Promise<void> {
  const over = status === 'FATAL' || status === 'CANCELLED' || status === 'DONE'
  if (!over) return
  // DONE without a report tells nothing of its messages.
  const messages = await messagesOf(trx, feed.feedNo)
  await feedEnded(trx, feed.feedNo, 'fatal')
  await endMessages(trx, account, messages, () =>
    status === 'CANCELLED'
      ? { is: 'refused', code: 'FEED_CANCELLED', text: 'Amazon cancelled the feed.' }
      : { is: 'unclear', code: 'FEED_FATAL' },
  )
}

async function readEnd(
  deps: OrderDeps,
  account: Account,
  held: Held,
  feed: OpenFeed,
  documentId: string,
): Promise<KeyOutcome | undefined> {
  const parked = await park(deps, held, account.buckets.getFeedDocument)
  if (parked !== undefined) return parked
  const report = await account.amazonLife.readFeedReport(documentId, readDeadlines(deps.monotonic))
  await deps.db.transaction().execute(async (trx) => {
    const messages = await messagesOf(trx, feed.feedNo)
    // Found in Amazon's list after its answer was lost, and another's after all.
    if (isAnothers(report, messages)) {
      await feedEnded(trx, feed.feedNo, 'fatal')
      return endMessages(trx, account, messages, () => ({ is: 'unclear', code: 'FEED_AMBIGUOUS' }))
    }
    await feedEnded(trx, feed.feedNo, 'done')
    const feedId = feed.feedId ?? ''
    await endMessages(trx, account, messages, ({ messageNo }) =>
      endOf(report, feedId, messageNo, messages.length),
    )
  })
  return undefined
}

/** It speaks of more messages than we sent, or of an order that none of them names. */
function isAnothers(report: ProcessingReport, messages: readonly FeedMessage[]): boolean {
  const ours = new Set(messages.map(({ orderId }) => orderId))
  const isStrange = ({ orderId }: ProcessingReport['results'][number]) =>
    orderId !== null && !ours.has(orderId)
  return report.processed > messages.length || report.results.some(isStrange)
}

function endOf(
  report: ProcessingReport,
  feedId: string,
  messageNo: number,
  count: number,
): MessageEnd {
  const result = report.results.find(
    ({ messageId, code }) => messageId === String(messageNo) && code === 'Error',
  )
  if (result !== undefined) {
    return { is: 'refused', code: `AMAZON_${result.messageCode}`, text: result.text }
  }
  // A report that counts fewer messages than were sent says nothing of those without a row.
  const errors = report.results.filter(({ code }) => code === 'Error').length
  if (report.processed < count || report.withError > errors) {
    return { is: 'unclear', code: 'FEED_REPORT_INCOMPLETE' }
  }
  return { is: 'done', platformId: `${feedId}#${messageNo}` }
}
