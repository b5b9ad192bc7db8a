/**
 * Empties the notification queue of one account: receive, store, then remove. A message is removed only
 * after the commit of its id and mark; while PostgreSQL or the queue is away it waits and goes on.
 */
import type { AccountId } from '../core/ids.ts'
import { PlatformError } from '../core/platform-error.ts'
import { unreachable } from '../core/unreachable.ts'
import type { Log } from '../log.ts'
import { readNotification } from '../platforms/amazon/life-notices.ts'
import type { NotificationQueue, QueueMessage } from '../platforms/amazon/queue.ts'
import { type Heard, takeNotifications } from '../reconcile/intake/take-notifications.ts'
import type { Database } from '../store/pool.ts'

const batchMax = 10
const waitSeconds = 20
/** After a full batch so many are fetched at once, while the last are stored: a flood shares commits. */
const batchesInFlood = 25
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
  const told = (error: unknown) =>
    parts.log.warn('the notification queue could not be emptied; it is tried again', {
      accountId: parts.accountId,
      code: error instanceof PlatformError ? error.facts.code : 'DATABASE_AWAY',
    })
  const ended = (async () => {
    let removed: Promise<unknown> = Promise.resolve()
    let coming: Promise<readonly QueueMessage[]> | null = null
    while (!stopping.signal.aborted) {
      try {
        const messages: readonly QueueMessage[] = await (coming ??
          receive(parts.queue, stopping.signal))
        coming = messages.length < batchMax ? null : receiveFlood(parts.queue, stopping.signal)
        await removed
        if (messages.length === 0) continue
        await storeMessages(parts, messages)
        // What is stored may be removed while the next is received; what stays comes again.
        removed = parts.queue.remove(messages.map((message) => message.handle)).catch(told)
      } catch (error) {
        if (stopping.signal.aborted) break
        told(error)
        await parts.pause(pauseMs, stopping.signal)
      }
    }
    await removed
    // What the queue has handed out and nobody would take before its time is taken now.
    if (coming !== null) await takeMessages(parts, await coming).catch(told)
  })()
  return {
    async stop() {
      stopping.abort()
      await ended
      parts.queue.close()
    },
  }
}

function receive(queue: NotificationQueue, signal: AbortSignal): Promise<readonly QueueMessage[]> {
  return queue.receive(batchMax, waitSeconds, signal)
}

/** What fails here fails again in the next round, and is told there. */
async function receiveFlood(
  queue: NotificationQueue,
  signal: AbortSignal,
): Promise<readonly QueueMessage[]> {
  const batches = Array.from({ length: batchesInFlood }, () =>
    queue.receive(batchMax, 0, signal).catch(() => []),
  )
  return (await Promise.all(batches)).flat()
}

type Store = { readonly db: Database; readonly accountId: AccountId }

/** One batch: stored in one transaction, then removed. A crash in between repeats it. */
export async function takeMessages(
  parts: Store & { readonly queue: NotificationQueue },
  messages: readonly QueueMessage[],
): Promise<void> {
  await storeMessages(parts, messages)
  await parts.queue.remove(messages.map((message) => message.handle))
}

function storeMessages(parts: Store, messages: readonly QueueMessage[]): Promise<void> {
  return takeNotifications(parts.db, parts.accountId, messages.map(heardOf))
}

function heardOf(message: QueueMessage): Heard {
  const told = readNotification(message.body)
  switch (told.kind) {
    case 'order-change': {
      const { orderId, notificationId, eventTimeMs, sellerId } = told
      return { kind: 'order-change', orderId, notificationId, eventTimeMs, sellerId }
    }
    case 'transaction-update': {
      const { orderIds, notificationId, transactionType } = told
      return { kind: 'money', orderIds, notificationId, transactionType }
    }
    case 'quantity-change': {
      const { notificationId, eventTimeMs, sku, channel, quantity } = told
      if (channel !== 'DEFAULT') return { kind: 'other', messageId: message.messageId }
      return { kind: 'quantity', notificationId, eventTimeMs, sku, quantity }
    }
    case 'fba-change':
      return { kind: 'fba', notificationId: told.notificationId, sku: told.sku }
    case 'listing-change': {
      const { notificationId, sku, marketplaceId } = told
      return { kind: 'listing', notificationId, sku, marketplaceId }
    }
    case 'feed-finished':
      return { kind: 'feed', notificationId: told.notificationId, feedType: told.feedType }
    case 'unreadable':
      return { kind: 'unreadable', messageId: message.messageId, paths: told.paths }
    case 'report-finished':
    case 'other':
      return { kind: 'other', messageId: message.messageId }
    default:
      return unreachable(told)
  }
}
