/**
 * Amazon's notifications, taken from the queue: each says only "look at order X again". The message is
 * removed from the queue after the commit of its id and mark, so a crash repeats it and loses nothing.
 */
import type { AccountId, AmazonOrderId } from '../../core/ids.ts'
import { putOnDesk, takeDeliveries } from '../../store/intake.ts'
import { hearEvents } from '../../store/orders.ts'
import { openIncident } from '../../store/outcomes.ts'
import type { Database } from '../../store/pool.ts'
import { appendTraces } from '../../store/traces.ts'
import { mark } from '../../work/mark.ts'
import { amazonDesk, deskKey } from '../keys.ts'

export type Heard =
  | {
      readonly kind: 'order-change'
      readonly orderId: AmazonOrderId
      readonly notificationId: string
      readonly eventTimeMs: number
    }
  | { readonly kind: 'unreadable'; readonly messageId: string; readonly paths: readonly string[] }
  | { readonly kind: 'other'; readonly messageId: string }

/** Stores what was heard in one transaction. After it the messages may leave the queue. */
export async function takeNotifications(
  db: Database,
  accountId: AccountId,
  messages: readonly Heard[],
): Promise<void> {
  const changes = messages.flatMap((one) => (one.kind === 'order-change' ? [one] : []))
  const unreadable = messages.flatMap((one) => (one.kind === 'unreadable' ? [one] : []))
  await db.transaction().execute(async (trx) => {
    const fresh = await takeDeliveries(
      trx,
      accountId,
      'sqs',
      changes.map((change) => change.notificationId),
    )
    const news = changes.filter((change) => fresh.has(change.notificationId))
    const behind = await hearEvents(
      trx,
      accountId,
      news.map((change) => ({ orderId: change.orderId, eventMs: change.eventTimeMs })),
    )
    await appendTraces(
      trx,
      accountId,
      behind.map(({ orderId, eventMs }) => ({
        orderId,
        kind: 'heard',
        body: { by: 'sqs', eventMs },
      })),
    )
    await putOnDesk(
      trx,
      accountId,
      amazonDesk,
      behind.map(({ orderId, eventMs }) => ({ key: orderId, lane: 'intake', eventMs })),
    )
    if (unreadable.length > 0) {
      const paths = [...new Set(unreadable.flatMap((one) => one.paths))].slice(0, 20)
      await openIncident(trx, accountId, {
        orderId: null,
        code: 'NOTIFICATION_UNREADABLE',
        detail: { paths },
      })
    }
    if (behind.length > 0) await mark(trx, [deskKey(accountId, 'intake')])
  })
}
