/**
 * A feed desk: takes what waits, uploads one document for all of it, writes the intents of all messages,
 * makes the feed, asks how it goes and tells every order what Amazon said of its message. A feed has no
 * key of ours: at most one is unanswered, and an unclear one is looked for, never made again by itself.
 */
import { type AttemptId, id } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import { acknowledgementFeed } from '../../platforms/amazon/translate/acknowledgement-feed.ts'
import { adjustmentFeed } from '../../platforms/amazon/translate/adjustment-feed.ts'
import {
  type FeedMessage,
  type FeedRow,
  feedEnded,
  feedSent,
  intendFeed,
  marketplacesOf,
  openFeeds,
  waitingRows,
} from '../../store/feeds.ts'
import { writeIntents } from '../../store/ledger.ts'
import { openIncident } from '../../store/outcomes.ts'
import { appNowMs } from '../../store/pool.ts'
import { recallRows } from '../../store/recall-rows.ts'
import { readSellerId } from '../../store/seller-id.ts'
import type { Held } from '../../work/held.ts'
import { mark } from '../../work/mark.ts'
import type { Account } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { OrderDeps } from '../decided.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { orderKey } from '../keys.ts'
import type { FeedAcknowledgement, FeedAdjustment, FeedType } from '../life-ports.ts'
import { adoptUnclear } from './adopt-feed.ts'
import { endMessages, putBack } from './feed-messages.ts'
import { followFeed, nextCheckMs } from './follow-feed.ts'
import { sendAtMs } from './gather-feed.ts'

/** Messages of one feed. */
const batchMax = 1_000
const againMs = 60_000
/** A row that has waited longer is decided again: its order may have shipped meanwhile. */
const waitsMaxMs = 15 * 60_000

export async function workFeedDesk(
  deps: OrderDeps,
  account: Account,
  held: Held,
  type: FeedType,
): Promise<KeyOutcome> {
  const open = await openFeeds(deps.db, account.accountId, type, account.timing.settleMs)
  for (const feed of open.filter(({ state }) => state === 'sent')) {
    const ended = await followFeed(deps, account, held, feed)
    if (ended !== undefined) return ended
  }
  const unanswered = open.find(({ state }) => state === 'intended')
  if (unanswered !== undefined) {
    const ended = await adoptUnclear(deps, account, held, type, unanswered)
    if (ended !== undefined) return ended
  }
  await recall(deps, account, type)
  const rows = await waitingRows(deps.db, account.accountId, type, batchMax)
  const goesAtMs = sendAtMs(rows, gatherTerms(account))
  if (goesAtMs !== null && goesAtMs <= (await appNowMs(deps.db))) {
    const ended = await sendBatch(deps, account, held, type, rows)
    if (ended !== undefined) return ended
  }
  return { held, is: 'done', next: await nextLook(deps, account, type) }
}

/** What was decided long ago, or is not wanted any more, goes back to its orders. */
async function recall(deps: OrderDeps, account: Account, type: FeedType): Promise<void> {
  const { accountId, policy } = account
  const terms = {
    ageMs: waitsMaxMs,
    cancelIsLive: policy.life?.cancel.lane === 'live',
    refundIsLive: policy.life?.refund.lane === 'live',
  }
  await deps.db.transaction().execute(async (trx) => {
    const orderIds = await recallRows(trx, accountId, type, terms)
    await mark(
      trx,
      orderIds.map((orderId) => orderKey(accountId, orderId, 'money')),
    )
  })
}

async function nextLook(
  deps: OrderDeps,
  account: Account,
  type: FeedType,
): Promise<{ dueAtMs: number } | null> {
  const open = await openFeeds(deps.db, account.accountId, type, account.timing.settleMs)
  const nowMs = await appNowMs(deps.db)
  const times = open.map((feed) =>
    feed.state === 'sent'
      ? nextCheckMs(feed, account.polling)
      : Math.max(feed.settledAtMs, nowMs + 1_000),
  )
  const rows = await waitingRows(deps.db, account.accountId, type, batchMax)
  const goesAtMs = sendAtMs(rows, gatherTerms(account))
  // What was due and is still there could not be sent just now.
  if (goesAtMs !== null) times.push(goesAtMs > nowMs ? goesAtMs : nowMs + againMs)
  return times.length === 0 ? null : { dueAtMs: Math.min(...times) }
}

function gatherTerms({ polling }: Account) {
  return { gatherMs: polling.feedGatherMs, messagesMax: batchMax }
}

async function sendBatch(
  deps: OrderDeps,
  account: Account,
  held: Held,
  type: FeedType,
  rows: readonly FeedRow[],
): Promise<KeyOutcome | undefined> {
  const { buckets } = account
  const sellerId = account.sellerId ?? (await readSellerId(deps.db, account.accountId))
  if (sellerId === null) {
    await openIncident(deps.db, account.accountId, {
      orderId: null,
      code: 'SELLER_ID_MISSING',
      detail: { feed: type },
    })
    return { held, is: 'failed', code: 'SELLER_ID_MISSING' }
  }
  for (const bucket of [buckets.createFeedDocument, buckets.createFeed]) {
    const wish = { bucket, lane: held.lane, amount: 1, count: 1, waited: held.waited }
    const grant = await deps.take(wish)
    if (grant.granted < 1) {
      return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount: 1 }
    }
  }
  const xml = xmlOf(type, sellerId, rows)
  try {
    const upload = await account.amazonLife.uploadFeed(xml, readDeadlines(deps.monotonic))
    return await makeFeed(deps, account, held, { type, rows, documentId: upload.documentId })
  } catch (error) {
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? undefined : outcome
  }
}

function xmlOf(type: FeedType, merchantId: string, rows: readonly FeedRow[]): string {
  const messages = rows.map(({ message }) => message)
  return type === 'POST_ORDER_ACKNOWLEDGEMENT_DATA'
    ? acknowledgementFeed(merchantId, messages as readonly FeedAcknowledgement[])
    : adjustmentFeed(merchantId, messages as readonly FeedAdjustment[])
}

type Batch = {
  readonly type: FeedType
  readonly rows: readonly FeedRow[]
  readonly documentId: string
}

async function makeFeed(
  deps: OrderDeps,
  account: Account,
  held: Held,
  batch: Batch,
): Promise<KeyOutcome | undefined> {
  const orderIds = batch.rows.map(({ orderId }) => orderId)
  const marketplaceIds = await marketplacesOf(deps.db, account.accountId, orderIds)
  const effects = batch.rows.map(({ kind }) => kind)
  await deps.failpoint('before-intent', effects)
  const startedMs = deps.monotonic.nowMs()
  const messages = batch.rows.map((row, at) => ({
    ...row,
    messageNo: at + 1,
    attemptId: id('AttemptId', deps.newId()) as AttemptId,
  }))
  const feedNo = await intend(deps, account, held, batch, messages)
  if (feedNo === null) return { held, is: 'lost' }
  await deps.failpoint('after-intent', effects)
  const { sendBeforeMs, answerByMs } = account.timing
  const deadlines = {
    sendBeforeMs: startedMs + sendBeforeMs,
    answerByMs: startedMs + answerByMs,
  }
  const { type, documentId } = batch
  try {
    const answer = await account.amazonLife.createFeed(
      { type, documentId, marketplaceIds },
      deadlines,
    )
    await deps.failpoint('after-answer', effects)
    await deps.db.transaction().execute(async (trx) => {
      if (answer.kind === 'done') return feedSent(trx, feedNo, answer.feedId)
      await feedEnded(trx, feedNo, 'void')
      const { code, text } = answer
      await endMessages(trx, account, messages, () => ({ is: 'refused', code, text }))
    })
    await deps.failpoint('after-record', effects)
    return undefined
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    if (error.facts.kind === 'unclear' || error.facts.kind === 'contract') return undefined
    // Surely not made: the rows wait again, and their attempts are void.
    await putBack(deps.db, account, feedNo, type, messages, error.facts.code)
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? undefined : outcome
  }
}

async function intend(
  deps: OrderDeps,
  account: Account,
  held: Held,
  { type, documentId }: Batch,
  messages: readonly FeedMessage[],
): Promise<number | null> {
  return deps.db.transaction().execute(async (trx) => {
    if (!(await deps.lockLeases(trx, [held])).has(held.token)) return null
    const intents = messages.map(({ attemptId, key, orderId, kind, disproves, uses, body }) => ({
      ...{ attemptId, key, orderId, kind, disproves, uses, body },
      leaseToken: held.token,
      repeats: false,
      // Done and on the desk again: a person asked for it.
      reopens: true,
      inventory: null,
    }))
    await writeIntents(trx, account.accountId, intents, account.timing)
    const { answerByMs } = account.timing
    const feed = { feedType: type, documentId, leaseToken: held.token, answerByMs, messages }
    return intendFeed(trx, account.accountId, feed)
  })
}
