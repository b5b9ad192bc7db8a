/**
 * Empties the notification queue of one account: receive, store, then remove. A message is removed only
 * after the commit of its id and mark; while PostgreSQL or the queue is away it waits and goes on.
 */
import type { AccountId } from '../core/ids.ts'
import { PlatformError } from '../core/platform-error.ts'
import type { Log } from '../log.ts'
import { readOrderChange } from '../platforms/amazon/order-change.ts'
import type { NotificationQueue, QueueMessage } from '../platforms/amazon/queue.ts'
import { type Heard, takeNotifications } from '../reconcile/intake/take-notifications.ts'
import type { Database } from '../store/pool.ts'

const batchMax = 10
const waitSeconds = 20
const pauseMs = 2_000

export type QueueLoop = { stop(): Promise<void> }

export function runQueueLoop(parts: {
  readonly db: Database
  readonly accountId: AccountId
  readonly queue: NotificationQueue
  readonly log: Log
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>
}): QueueLoop {
  const stopping = new AbortController()
  const ended = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const messages = await parts.queue.receive(batchMax, waitSeconds, stopping.signal)
        if (messages.length > 0) await takeMessages(parts, messages)
      } catch (error) {
        if (stopping.signal.aborted) break
        parts.log.warn('the notification queue could not be emptied; it is tried again', {
          accountId: parts.accountId,
          code: error instanceof PlatformError ? error.facts.code : 'DATABASE_AWAY',
        })
        await parts.pause(pauseMs, stopping.signal)
      }
    }
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
      parts.queue.close()
    },
  }
}

/** One batch: stored in one transaction, then removed. A crash in between repeats it. */
export async function takeMessages(
  parts: {
    readonly db: Database
    readonly accountId: AccountId
    readonly queue: NotificationQueue
  },
  messages: readonly QueueMessage[],
): Promise<void> {
  await takeNotifications(parts.db, parts.accountId, messages.map(heardOf))
  await parts.queue.remove(messages.map((message) => message.handle))
}

function heardOf(message: QueueMessage): Heard {
  const change = readOrderChange(message.body)
  switch (change.kind) {
    case 'order-change':
      return {
        kind: 'order-change',
        orderId: change.orderId,
        notificationId: change.notificationId,
        eventTimeMs: change.eventTimeMs,
      }
    case 'unreadable':
      return { kind: 'unreadable', messageId: message.messageId, paths: change.paths }
    case 'other':
      return { kind: 'other', messageId: message.messageId }
  }
}
