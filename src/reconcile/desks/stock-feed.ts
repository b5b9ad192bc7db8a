/** Sends many figures of a marketplace in one feed. What came of them is read from its report. */
import { id } from '../../core/ids.ts'
import { PlatformError } from '../../core/platform-error.ts'
import { feedEnded, feedSent } from '../../store/feeds.ts'
import { intendStockFeed } from '../../store/stock-desk.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import { park } from '../stock-look.ts'
import {
  intendFigures,
  isSure,
  recordEnds,
  type Sending,
  type StockSending,
} from './stock-patches.ts'
import { type Sendable, stockFeedType } from './stock-run.ts'

/** Undefined when the desk may go on. */
export async function sendStockFeed(
  parts: StockSending,
  group: readonly Sendable[],
): Promise<KeyOutcome | undefined> {
  const { deps, account, held, sellerId } = parts
  for (const bucket of [account.buckets.createFeedDocument, account.buckets.createFeed]) {
    const parked = await park(deps, held, bucket, 1)
    if (parked !== undefined) return parked
  }
  const messages = group.map((one, at) => ({
    ...one,
    messageNo: at + 1,
    attemptId: id('AttemptId', deps.newId()),
  }))
  const words = messages.map(({ messageNo, amazonSku: sku, productType, quantity }) => {
    return { messageNo, sku, productType, quantity }
  })
  try {
    const upload = { sellerId, messages: words }
    const deadlines = readDeadlines(deps.monotonic)
    const { documentId } = await account.stock.amazon.uploadStockFeed(upload, deadlines)
    return await makeFeed(parts, messages, documentId)
  } catch (error) {
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? undefined : outcome
  }
}

/** The intents of a large feed take seconds to write, and the call leaves after them. */
const writingMs = 4

function limitsFor(
  { sendBeforeMs, answerByMs }: StockSending['account']['timing'],
  messages: number,
): { readonly sendBeforeMs: number; readonly answerByMs: number } {
  const longerMs = messages * writingMs
  return { sendBeforeMs: sendBeforeMs + longerMs, answerByMs: answerByMs + longerMs }
}

async function makeFeed(
  parts: StockSending,
  messages: readonly (Sending & { readonly messageNo: number })[],
  documentId: string,
): Promise<KeyOutcome | undefined> {
  const { deps, account, held } = parts
  const { sendBeforeMs, answerByMs } = limitsFor(account.timing, messages.length)
  const [first] = messages
  if (first === undefined) return undefined
  await deps.failpoint('before-intent', ['set-stock'])
  const startedMs = deps.monotonic.nowMs()
  const feedNo = await deps.db.transaction().execute(async (trx) => {
    const limits = { sendBeforeMs, answerByMs }
    if (!(await intendFigures(trx, parts, messages, { path: 'feed', limits }))) return null
    const feed = { feedType: stockFeedType, documentId, leaseToken: held.token, answerByMs }
    return intendStockFeed(trx, account.accountId, { ...feed, messages })
  })
  if (feedNo === null) return { held, is: 'lost' }
  await deps.failpoint('after-intent', ['set-stock'])
  const deadlines = { sendBeforeMs: startedMs + sendBeforeMs, answerByMs: startedMs + answerByMs }
  const { marketplaceId } = first
  const all = (end: Parameters<typeof recordEnds>[2][number]['end']) =>
    recordEnds(
      deps,
      account,
      messages.map((figure) => ({ figure, end })),
    )
  try {
    const made = { documentId, marketplaceId }
    const answer = await account.stock.amazon.createStockFeed(made, deadlines)
    await deps.failpoint('after-answer', ['set-stock'])
    if (answer.kind === 'done') await feedSent(deps.db, feedNo, answer.feedId)
    else {
      await feedEnded(deps.db, feedNo, 'void')
      await all({ is: 'refused', code: answer.code, text: answer.text })
    }
    await deps.failpoint('after-record', ['set-stock'])
    return undefined
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error
    // Nobody knows: the list of feeds will tell.
    if (!isSure(error)) return undefined
    await feedEnded(deps.db, feedNo, 'void')
    await all({ is: 'not-sent' })
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? undefined : outcome
  }
}
