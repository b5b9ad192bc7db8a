/** Where the messages of one queue lie: ready in order, in flight until their visibility ends, or delayed. */
import type { SeededRandom } from '../kit/seeded-random.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import type { MessageAttribute, QueuedMessage, ReceiveWish } from './queue-message.ts'

export type Shelf = {
  add(
    body: string,
    attributes: Readonly<Record<string, MessageAttribute>>,
    delayMs: number,
  ): QueuedMessage
  takeOut(wish: ReceiveWish): QueuedMessage[]
  remove(receiptHandle: string): boolean
  changeVisibility(
    receiptHandle: string,
    visibilityMs: number,
  ): 'changed' | 'unknown' | 'not-in-flight'
  counts(): { ready: number; inFlight: number; delayed: number }
  clear(): void
}

const retentionMs = 4 * 86_400_000
const handlePrefix = 'AQEB'

type State = {
  readonly clock: WorldClock
  readonly random: SeededRandom
  readonly onReady: () => void
  ready: QueuedMessage[]
  /** Everything before it in `ready` has been handed out. */
  head: number
  inFlight: number
  delayed: number
  readonly byHandle: Map<string, QueuedMessage>
  /** Goes up with each purge, so that timers of purged messages do nothing. */
  generation: number
}

export function createShelf(clock: WorldClock, random: SeededRandom, onReady: () => void): Shelf {
  const byHandle = new Map<string, QueuedMessage>()
  const counters = { head: 0, inFlight: 0, delayed: 0, generation: 0 }
  const state: State = { clock, random, onReady, ready: [], byHandle, ...counters }
  return {
    add: (body, attributes, delayMs) => add(state, newMessage(state, body, attributes), delayMs),
    takeOut: (wish) => takeOut(state, wish),
    remove(receiptHandle) {
      const message = byHandle.get(receiptHandle)
      if (message === undefined) return receiptHandle.startsWith(handlePrefix)
      if (message.state === 'in-flight') state.inFlight -= 1
      message.cancelReturn()
      message.state = 'deleted'
      byHandle.delete(receiptHandle)
      return true
    },
    changeVisibility: (handle, visibilityMs) => changeVisibility(state, handle, visibilityMs),
    counts: () => ({
      ready: state.ready.slice(state.head).filter((one) => one.state === 'ready').length,
      inFlight: state.inFlight,
      delayed: state.delayed,
    }),
    clear() {
      byHandle.clear()
      state.generation += 1
      state.ready = []
      state.head = 0
      state.inFlight = 0
      state.delayed = 0
    },
  }
}

function newMessage(
  { clock, random }: State,
  body: string,
  attributes: Readonly<Record<string, MessageAttribute>>,
): QueuedMessage {
  return {
    messageId: random.uuid(),
    body,
    attributes,
    sentMs: clock.nowMs(),
    receiveCount: 0,
    firstReceivedMs: 0,
    receiptHandle: '',
    state: 'ready',
    cancelReturn: () => undefined,
  }
}

function add(state: State, message: QueuedMessage, delayMs: number): QueuedMessage {
  if (delayMs > 0) {
    message.state = 'delayed'
    state.delayed += 1
    returnLater(state, message, delayMs)
  } else makeReady(state, message)
  return message
}

function makeReady(state: State, message: QueuedMessage): void {
  message.state = 'ready'
  state.ready.push(message)
  state.onReady()
}

function returnLater(state: State, message: QueuedMessage, afterMs: number): void {
  message.cancelReturn()
  const { generation, clock } = state
  message.cancelReturn = clock.at(clock.nowMs() + afterMs, () => {
    if (generation !== state.generation) return
    if (message.state === 'in-flight') state.inFlight -= 1
    if (message.state === 'delayed') state.delayed -= 1
    makeReady(state, message)
  })
}

function takeOut(state: State, wish: ReceiveWish): QueuedMessage[] {
  const { clock, random, byHandle } = state
  const taken: QueuedMessage[] = []
  const nowMs = clock.nowMs()
  while (taken.length < wish.max) {
    const message = state.ready[state.head]
    if (message === undefined) break
    state.head += 1
    if (message.state !== 'ready' || message.sentMs < nowMs - retentionMs) continue
    message.state = 'in-flight'
    state.inFlight += 1
    message.receiveCount += 1
    if (message.receiveCount === 1) message.firstReceivedMs = nowMs
    byHandle.delete(message.receiptHandle)
    message.receiptHandle = handlePrefix + random.hex(48)
    byHandle.set(message.receiptHandle, message)
    if (wish.visibilityMs > 0) returnLater(state, message, wish.visibilityMs)
    taken.push(message)
  }
  if (wish.visibilityMs === 0) {
    for (const message of taken) {
      state.inFlight -= 1
      makeReady(state, message)
    }
  }
  if (state.head > 10_000) {
    state.ready = state.ready.slice(state.head)
    state.head = 0
  }
  return taken
}

function changeVisibility(
  state: State,
  receiptHandle: string,
  visibilityMs: number,
): 'changed' | 'unknown' | 'not-in-flight' {
  const message = state.byHandle.get(receiptHandle)
  if (message === undefined) {
    return receiptHandle.startsWith(handlePrefix) ? 'not-in-flight' : 'unknown'
  }
  if (message.state !== 'in-flight') return 'not-in-flight'
  if (visibilityMs > 0) returnLater(state, message, visibilityMs)
  else {
    message.cancelReturn()
    state.inFlight -= 1
    makeReady(state, message)
  }
  return 'changed'
}
