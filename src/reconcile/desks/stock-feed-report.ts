/**
 * Follows the feeds of figures to their reports. A feed that ended without one, or of which nobody knows whether
 * Amazon has it, leaves its figures unclear: they are read back, and what Amazon does not show goes again.
 */
import {
  feedChecked,
  feedEnded,
  feedSent,
  knownFeeds,
  type OpenFeed,
  openFeeds,
} from '../../store/feeds.ts'
import { openIncident } from '../../store/outcomes.ts'
import { appNowMs } from '../../store/pool.ts'
import { type StockFeedMessage, stockMessagesOf } from '../../store/stock-desk.ts'
import type { FigureEnd } from '../../store/stock-figures.ts'
import type { Held } from '../../work/held.ts'
import type { Account } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { OrderDeps } from '../decided.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { park } from '../stock-look.ts'
import type { StockReport } from '../stock-ports.ts'
import { nextCheckMs } from './follow-feed.ts'
import { recordEnds } from './stock-patches.ts'
import { stockFeedType } from './stock-run.ts'

/** Between our clock and Amazon's. */
const skewMs = 60_000
/** From here on a person knows that a feed does not end. */
const stuckMs = 6 * 3_600_000
/** Ends are recorded in pieces: a transaction holds the rows of so many SKUs at most. */
const pieceMax = 1_000

/** Undefined when the desk may go on. */
export async function followStockFeeds(
  deps: OrderDeps,
  account: Account,
  held: Held,
): Promise<KeyOutcome | undefined> {
  const { accountId, timing } = account
  const open = await openFeeds(deps.db, accountId, stockFeedType, timing.settleMs)
  try {
    for (const feed of open) {
      const ended =
        feed.state === 'sent'
          ? await followOne(deps, account, held, feed)
          : await adoptOne(deps, account, held, feed)
      if (ended !== undefined) return ended
    }
    return undefined
  } catch (error) {
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? undefined : outcome
  }
}

async function followOne(
  deps: OrderDeps,
  account: Account,
  held: Held,
  feed: OpenFeed,
): Promise<KeyOutcome | undefined> {
  const { feedId } = feed
  const nowMs = await appNowMs(deps.db)
  if (feedId === null || nowMs < nextCheckMs(feed, account.polling)) return undefined
  const parked = await park(deps, held, account.buckets.getFeed, 1)
  if (parked !== undefined) return parked
  const state = await account.stock.amazon.getFeed(feedId, readDeadlines(deps.monotonic))
  const documentId = state.resultDocumentId
  if (state.status === 'DONE' && documentId !== null) {
    const late = await park(deps, held, account.buckets.getFeedDocument, 1)
    if (late !== undefined) return late
    const report = await account.stock.amazon.readStockReport(
      documentId,
      readDeadlines(deps.monotonic),
    )
    await end(deps, account, feed, 'done', report)
    return undefined
  }
  await feedChecked(deps.db, feed.feedNo)
  if (['DONE', 'FATAL', 'CANCELLED'].includes(state.status)) {
    await end(deps, account, feed, 'fatal', null)
  } else if (nowMs - (feed.sentAtMs ?? feed.intendedAtMs) > stuckMs) {
    const incident = { orderId: null, code: 'FEED_STUCK', detail: { feedId } }
    await openIncident(deps.db, account.accountId, incident)
  }
  return undefined
}

/** One feed of its time that is not ours elsewhere is ours; else its figures are read back. */
async function adoptOne(
  deps: OrderDeps,
  account: Account,
  held: Held,
  feed: OpenFeed,
): Promise<KeyOutcome | undefined> {
  if (!feed.isSettled) return undefined
  const parked = await park(deps, held, account.buckets.getFeeds, 1)
  if (parked !== undefined) return parked
  const question = { type: stockFeedType, createdFromMs: feed.intendedAtMs - skewMs } as const
  const listed = await account.stock.amazon.listFeeds(question, readDeadlines(deps.monotonic))
  const known = await knownFeeds(
    deps.db,
    account.accountId,
    listed.map(({ feedId }) => feedId),
  )
  const strange = listed.filter(
    ({ feedId, createdAtMs }) => !known.has(feedId) && createdAtMs <= feed.settledAtMs + skewMs,
  )
  const [only, another] = strange
  if (only !== undefined && another === undefined) {
    await feedSent(deps.db, feed.feedNo, only.feedId)
    return undefined
  }
  await end(deps, account, feed, 'void', null)
  return undefined
}

async function end(
  deps: OrderDeps,
  account: Account,
  { feedNo }: OpenFeed,
  state: 'done' | 'fatal' | 'void',
  report: StockReport | null,
): Promise<void> {
  const messages = await stockMessagesOf(deps.db, feedNo)
  for (let from = 0; from < messages.length; from += pieceMax) {
    const piece = messages.slice(from, from + pieceMax)
    const ends = piece.map((figure) => ({ figure, end: endOf(figure, report, messages.length) }))
    await recordEnds(deps, account, ends)
  }
  // Last, so that a crash in between repeats the pieces and forgets none.
  await feedEnded(deps.db, feedNo, state)
}

/** Of what a report does not count nothing is known. */
function endOf(figure: StockFeedMessage, report: StockReport | null, sent: number): FigureEnd {
  if (report === null) return { is: 'unclear' }
  const refusal = report.refused.get(figure.messageNo)
  if (refusal !== undefined) return { is: 'refused', ...refusal }
  const isWhole = report.processed >= sent && report.refused.size >= report.invalid
  return isWhole ? { is: 'accepted', submissionId: null } : { is: 'unclear' }
}
