/**
 * A feed of which no answer came. Amazon keeps no key of ours, so after the settle time its list of feeds
 * since the intent is read: exactly one that is not ours already is it. Otherwise nobody knows, the batch
 * is held, and a person decides for each order.
 */
import {
  feedEnded,
  feedSent,
  knownFeeds,
  marketplacesOf,
  messagesOf,
  type OpenFeed,
} from '../../store/feeds.ts'
import type { Held } from '../../work/held.ts'
import type { Account } from '../account.ts'
import { notReached } from '../act/not-reached.ts'
import { readDeadlines } from '../deadlines.ts'
import type { OrderDeps } from '../decided.ts'
import type { KeyOutcome } from '../key-outcome.ts'
import type { FeedState, FeedType } from '../life-ports.ts'
import { endMessages } from './feed-messages.ts'

/** Amazon's clock and ours may differ by this. */
const skewMs = 120_000

/** Undefined when the desk may go on. */
export async function adoptUnclear(
  deps: OrderDeps,
  account: Account,
  held: Held,
  type: FeedType,
  feed: OpenFeed,
): Promise<KeyOutcome | undefined> {
  if (!feed.isSettled) return { held, is: 'done', next: { dueAtMs: feed.settledAtMs } }
  const bucket = account.buckets.getFeeds
  const wish = { bucket, lane: held.lane, amount: 1, count: 1, waited: held.waited }
  const grant = await deps.take(wish)
  if (grant.granted < 1) {
    return { held, is: 'parked', bucket, notBeforeMs: grant.notBeforeMs ?? 0, amount: 1 }
  }
  try {
    const question = { type, createdFromMs: feed.intendedAtMs - skewMs }
    const listed = await account.amazonLife.listFeeds(question, readDeadlines(deps.monotonic))
    const known = await knownFeeds(
      deps.db,
      account.accountId,
      listed.map(({ feedId }) => feedId),
    )
    const unknown = listed.filter(({ feedId }) => !known.has(feedId))
    const messages = await messagesOf(deps.db, feed.feedNo)
    const orderIds = messages.map(({ orderId }) => orderId)
    const asked = await marketplacesOf(deps.db, account.accountId, orderIds)
    const strange = unknown.filter((one) => mayBeOurs(one, feed, asked))
    const [only, another] = strange
    await deps.db.transaction().execute(async (trx) => {
      if (only !== undefined && another === undefined) {
        return feedSent(trx, feed.feedNo, only.feedId)
      }
      await feedEnded(trx, feed.feedNo, 'held')
      const code = strange.length === 0 ? 'FEED_NOT_FOUND' : 'FEED_AMBIGUOUS'
      await endMessages(trx, account, messages, () => ({ is: 'unclear', code }))
    })
    return undefined
  } catch (error) {
    const outcome = notReached(held, error)
    return outcome.is === 'go-on' ? undefined : outcome
  }
}

/** Made in the time in which ours may have been, for the marketplaces that ours names. */
function mayBeOurs(
  { createdAtMs, marketplaceIds }: FeedState,
  { intendedAtMs, settledAtMs }: OpenFeed,
  asked: readonly string[],
): boolean {
  const inTime = createdAtMs >= intendedAtMs - skewMs && createdAtMs <= settledAtMs + skewMs
  return inTime && (marketplaceIds === null || isSame(marketplaceIds, asked))
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join() === other.toSorted().join()
}
