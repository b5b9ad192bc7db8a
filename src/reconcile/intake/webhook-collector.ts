/**
 * Takes webhooks as they come. Those that come while others are on their way to the database go together
 * in the next transaction, so that a burst shares its commits; one that cannot be stored fails alone.
 */
import type { AccountId } from '../../core/ids.ts'
import type { Database } from '../../store/pool.ts'
import { type ShopDelivery, takeWebhooks } from './take-webhook.ts'

export type WebhookCollector = {
  /** Resolves when the delivery and its mark are committed. */
  take(accountId: AccountId, delivery: ShopDelivery): Promise<void>
}

type Waiting = {
  readonly delivery: ShopDelivery
  readonly done: () => void
  readonly failed: (error: unknown) => void
}

const togetherMax = 50

export function createWebhookCollector(db: Database): WebhookCollector {
  const queues = new Map<AccountId, Waiting[]>()

  async function empty(accountId: AccountId, waiting: Waiting[]): Promise<void> {
    while (waiting.length > 0) await takeTogether(db, accountId, waiting.splice(0, togetherMax))
    queues.delete(accountId)
  }

  return {
    take(accountId, delivery) {
      return new Promise<void>((done, failed) => {
        const entry = { delivery, done, failed }
        const waiting = queues.get(accountId)
        if (waiting !== undefined) waiting.push(entry)
        else {
          const begun = [entry]
          queues.set(accountId, begun)
          void empty(accountId, begun)
        }
      })
    },
  }
}

async function takeTogether(
  db: Database,
  accountId: AccountId,
  batch: readonly Waiting[],
): Promise<void> {
  try {
    await takeWebhooks(
      db,
      accountId,
      batch.map(({ delivery }) => delivery),
    )
    for (const { done } of batch) done()
  } catch (error) {
    const [first] = batch
    if (batch.length === 1) first?.failed(error)
    else for (const one of batch) await takeTogether(db, accountId, [one])
  }
}
