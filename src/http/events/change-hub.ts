/**
 * Changes on their way to open pages: PostgreSQL tells this process once, and each stream gets what its account
 * may see. The last ones are kept, so that a page that was away for a moment misses nothing; one that was away for
 * longer is told to read all anew. Only ids and words, never personal data.
 */
import { z } from 'zod'
import { type ChangeEvent, keepChanges } from './kept-changes.ts'

export type ChangeFeed = {
  /** Null when anything may have been missed. */
  listen(onChange: (payload: string | null) => void): { close(): Promise<void> }
  keepWatch(): Promise<void>
  endWatch(): Promise<void>
}

export type ChangeHub = {
  /** Begins with `hello`, once nothing can be missed any more. Answers how to leave. */
  join(stream: Joined): Promise<() => void>
  /** Tells every stream why it ends. */
  close(): Promise<void>
}

export type Joined = {
  readonly accountId: string
  readonly lastEventId: string | null
  readonly send: (event: ChangeEvent) => void
  /** Sessions changed: ask whether this one still is one. */
  readonly recheck: () => void
  readonly end: () => void
}

const overviewEveryMs = 2_000
const watchEveryMs = 30_000
const idsMax = 200

const payloadShape = z.object({
  w: z.string(),
  a: z.string().optional(),
  o: z.array(z.string()).nullish(),
})

export function createChangeHub(feed: ChangeFeed, newId: () => string): ChangeHub {
  const streams = new Set<Joined>()
  const kept = keepChanges(newId())
  const watch = createWatch(feed)
  let listener: ReturnType<ChangeFeed['listen']> | undefined

  const tell = (accountId: string | null, event: string, data: object = {}) => {
    const change = kept.add(accountId, event, data)
    for (const stream of streams) {
      if ((accountId ?? stream.accountId) === stream.accountId) stream.send(change)
    }
  }
  const overview = createSoon(() => tell(null, 'overview'))
  const heard = (payload: string | null) => {
    if (payload === null) {
      kept.forget()
      for (const stream of streams) stream.send(hello(kept.newest(), true))
      return
    }
    const told = readPayload(payload)
    if (told === undefined) return
    const { w: word, a: accountId = null, o: orderIds } = told
    if (word === 'people') for (const stream of streams) stream.recheck()
    if (word === 'overview') return overview.soon()
    if (word !== 'orders') return tell(accountId, word)
    const isMany = orderIds == null || orderIds.length > idsMax
    tell(accountId, isMany ? 'orders-many' : 'orders', isMany ? {} : { orderIds })
    overview.soon()
  }
  return {
    async join(stream) {
      listener ??= feed.listen(heard)
      await watch.begin()
      streams.add(stream)
      const missed = kept.since(stream.lastEventId, stream.accountId)
      stream.send(hello(kept.newest(), missed === null))
      for (const change of missed ?? []) stream.send(change)
      return () => {
        streams.delete(stream)
        if (streams.size === 0) watch.rest()
      }
    },
    async close() {
      overview.cancel()
      for (const stream of [...streams]) {
        stream.send({ id: kept.newest(), event: 'bye', data: { code: 'STOPPING' } })
        stream.end()
      }
      watch.rest()
      if (listener === undefined) return
      await feed.endWatch().catch(() => undefined)
      await listener.close()
    },
  }
}

/** Many changes at once are one. */
function createSoon(run: () => void) {
  let timer: NodeJS.Timeout | undefined
  return {
    soon() {
      timer ??= setTimeout(() => {
        timer = undefined
        run()
      }, overviewEveryMs).unref()
    },
    cancel: () => clearTimeout(timer),
  }
}

/** PostgreSQL tells only while somebody watches. The watch itself runs out: ending it could meet the next page. */
function createWatch(feed: ChangeFeed) {
  let watching: NodeJS.Timeout | undefined
  const keep = () => feed.keepWatch().catch(() => undefined)
  return {
    async begin() {
      if (watching !== undefined) return
      watching = setInterval(() => void keep(), watchEveryMs).unref()
      await keep()
    },
    rest() {
      clearInterval(watching)
      watching = undefined
    },
  }
}

function hello(id: string, full: boolean): ChangeEvent {
  return { id, event: 'hello', data: { full } }
}

function readPayload(text: string): z.output<typeof payloadShape> | undefined {
  try {
    return payloadShape.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
