/** One SQS standard queue. Messages are handed out oldest first, come back when their visibility ends, and die after 4 days. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import type { MessageAttribute, QueuedMessage, ReceiveWish } from './queue-message.ts'
import { createShelf, type Shelf } from './queue-shelf.ts'

export type Queue = {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly createdMs: number
  send(
    body: string,
    attributes?: Readonly<Record<string, MessageAttribute>>,
    delayMs?: number,
  ): QueuedMessage
  receive(wish: ReceiveWish): Promise<QueuedMessage[]>
  /** False when the handle was never given out by this queue. */
  remove(receiptHandle: string): boolean
  changeVisibility(receiptHandle: string, visibilityMs: number): VisibilityOutcome
  counts(): QueueCounts
  purge(): void
}

/** `receivers`: long polls that wait. */
export type QueueCounts = {
  readonly ready: number
  readonly inFlight: number
  readonly delayed: number
  readonly receivers: number
}

type VisibilityOutcome = 'changed' | 'unknown' | 'not-in-flight'

type Waiter = { readonly wish: ReceiveWish; readonly answer: (messages: QueuedMessage[]) => void }

export function createQueue(
  name: string,
  clock: WorldClock,
  random: SeededRandom,
  firstAttributes: Readonly<Record<string, string>>,
): Queue {
  const waiters = new Set<Waiter>()
  const shelf: Shelf = createShelf(clock, random, () => {
    const [waiter] = waiters
    if (waiter === undefined) return
    waiters.delete(waiter)
    waiter.answer(shelf.takeOut(waiter.wish))
  })
  return {
    name,
    attributes: { ...defaultAttributes, ...firstAttributes },
    createdMs: clock.nowMs(),
    send: (body, attributes = {}, delayMs = 0) => shelf.add(body, attributes, delayMs),
    receive(wish) {
      const messages = shelf.takeOut(wish)
      const cannotWait = wish.waitMs === 0 || clock.mode() === 'stepped'
      if (messages.length > 0 || cannotWait || wish.signal?.aborted === true) {
        return Promise.resolve(messages)
      }
      return wait(wish, waiters, clock)
    },
    remove: shelf.remove,
    changeVisibility: shelf.changeVisibility,
    counts: () => ({ ...shelf.counts(), receivers: waiters.size }),
    purge() {
      shelf.clear()
      for (const waiter of [...waiters]) waiter.answer([])
    },
  }
}

const defaultAttributes = {
  VisibilityTimeout: '30',
  ReceiveMessageWaitTimeSeconds: '0',
  DelaySeconds: '0',
  MessageRetentionPeriod: '345600',
}

/** Ends with messages, at the time limit, or when the caller goes away. */
function wait(
  wish: ReceiveWish,
  waiters: Set<Waiter>,
  clock: WorldClock,
): Promise<QueuedMessage[]> {
  return new Promise((resolve) => {
    const answer = (messages: QueuedMessage[]): void => {
      cancelTimer()
      waiters.delete(waiter)
      wish.signal?.removeEventListener('abort', giveUp)
      resolve(messages)
    }
    const giveUp = (): void => answer([])
    const waiter: Waiter = { wish, answer }
    const cancelTimer = clock.at(clock.nowMs() + wish.waitMs, giveUp)
    wish.signal?.addEventListener('abort', giveUp)
    waiters.add(waiter)
  })
}
