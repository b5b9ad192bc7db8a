/**
 * Puts a message on a feed desk, under the lease of its order, and marks the desk. The order rests: the
 * desk writes the intent, sends many messages at once and marks their orders with what came of each.
 */
import type { LifeWrite } from '../../core/step.ts'
import { putFeedRow } from '../../store/feeds.ts'
import { appNowMs } from '../../store/pool.ts'
import { appendTraces } from '../../store/traces.ts'
import { mark } from '../../work/mark.ts'
import type { Account } from '../account.ts'
import type { Decided, OrderDeps } from '../decided.ts'
import { sendAtMs } from '../desks/gather-feed.ts'
import { goOn, type Progress } from '../key-outcome.ts'
import { feedDeskKey } from '../keys.ts'
import type { FeedType } from '../life-ports.ts'

export async function putOnFeed(
  deps: OrderDeps,
  account: Account,
  { held, orderId, view }: Decided,
  write: LifeWrite<string, unknown>,
  feed: { readonly type: FeedType; readonly message: object },
): Promise<Progress> {
  const gatherMs = account.polling.feedGatherMs
  const valid = await deps.db.transaction().execute(async (trx) => {
    if (!(await deps.lockLeases(trx, [held])).has(held.token)) return false
    const { key, effect: kind, body, disproves, uses } = write
    const { message } = feed
    const row = { key, orderId, kind, message, body, disproves, uses, lane: held.lane }
    await putFeedRow(trx, account.accountId, feed.type, row)
    await appendTraces(trx, account.accountId, [
      { orderId, kind: 'called', body: { call: 'put on the desk', feed: feed.type, effect: key } },
    ])
    const sinceMs = await appNowMs(trx)
    const { amazon } = view
    const shipByMs = amazon.is === 'seen' ? amazon.value.shipByMs : null
    const dueAtMs = sendAtMs([{ sinceMs, shipByMs }], { gatherMs, messagesMax: 2 }) ?? sinceMs
    await mark(trx, [{ ...feedDeskKey(account.accountId, feed.type, 'money'), dueAtMs }])
    return true
  })
  return valid ? goOn(held) : { held, is: 'lost' }
}
