/**
 * Changes on their way to open pages: PostgreSQL tells this process once, and each stream gets what its account
 * may see. The last ones are kept, so that a page that was away for a moment misses nothing; one that was away for
 * longer is told to read all anew. Only ids and words, never personal data.
 */
import { z } from 'zod'

export type ChangeEvent = {
  readonly id: string
  readonly event: string
  readonly data: object
}

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

type Kept = { readonly seq: number; readonly accountId: string | null } & Omit<ChangeEvent, 'id'>

const keptMax = 500
const overviewEveryMs = 2_000
const watchEveryMs = 30_000
const idsMax = 200

const payloadShape = z.object({
  w: z.string(),
  a: z.string().optional(),
  o: z.array(z.string()).nullish(),
})

export function createChangeHub(feed: ChangeFeed, newId: () => string): ChangeHub {
  const boot = newId()
  const streams = new Set<Joined>()
  const kept: Kept[] = []
  let seq = 0
  let listener: ReturnType<ChangeFeed['listen']> | undefined
  let watching: NodeJS.Timeout | undefined
  let overview: NodeJS.Timeout | undefined

  const idOf = (number: number) => `${boot}.${number}`
  const tell = (accountId: string | null, event: string, data: object = {}) => {
    seq += 1
    kept.push({ seq, accountId, event, data })
    if (kept.length > keptMax) kept.splice(0, kept.length - keptMax)
    for (const stream of streams) {
      if (accountId === null || accountId === stream.accountId) {
        stream.send({ id: idOf(seq), event, data })
      }
    }
  }
  const tellOverviewSoon = () => {
    overview ??= setTimeout(() => {
      overview = undefined
      tell(null, 'overview')
    }, overviewEveryMs).unref()
  }
  const heard = (payload: string | null) => {
    if (payload === null) {
      kept.splice(0)
      for (const stream of streams) stream.send(hello(idOf(seq), true))
      return
    }
    const parsed = payloadShape.safeParse(jsonOf(payload))
    if (!parsed.success) return
    const { w: word, a: accountId = null, o: orderIds } = parsed.data
    if (word === 'people') for (const stream of streams) stream.recheck()
    if (word === 'overview') return tellOverviewSoon()
    if (word !== 'orders') return tell(accountId, word)
    if (orderIds == null) tell(accountId, 'orders-many')
    else tell(accountId, 'orders', { orderIds: orderIds.slice(0, idsMax) })
    tellOverviewSoon()
  }
  const watch = () => feed.keepWatch().catch(() => undefined)
  const begin = async () => {
    listener ??= feed.listen(heard)
    if (watching !== undefined) return
    watching = setInterval(() => void watch(), watchEveryMs).unref()
    await watch()
  }
  // The watch itself runs out; ending it here could meet the next page that comes.
  const rest = () => {
    clearInterval(watching)
    watching = undefined
  }
  return {
    async join(stream) {
      await begin()
      streams.add(stream)
      const missed = missedSince(kept, stream, boot)
      stream.send(hello(idOf(seq), missed === null))
      for (const { seq: number, event, data } of missed ?? []) {
        stream.send({ id: idOf(number), event, data })
      }
      return () => {
        streams.delete(stream)
        if (streams.size === 0) rest()
      }
    },
    async close() {
      clearTimeout(overview)
      for (const stream of [...streams]) {
        stream.send({ id: idOf(seq), event: 'bye', data: { code: 'STOPPING' } })
        stream.end()
      }
      rest()
      if (listener === undefined) return
      await feed.endWatch().catch(() => undefined)
      await listener.close()
    },
  }
}

function hello(id: string, full: boolean): ChangeEvent {
  return { id, event: 'hello', data: { full } }
}

/** Null when what was missed is not known any more. */
function missedSince(kept: readonly Kept[], stream: Joined, boot: string): Kept[] | null {
  const [ofBoot, number] = (stream.lastEventId ?? '').split('.')
  const last = Number(number)
  const oldest = kept[0]?.seq
  if (ofBoot !== boot || !Number.isInteger(last)) return null
  if (oldest === undefined || last < oldest - 1) return null
  return kept.filter(
    ({ seq, accountId }) => seq > last && (accountId === null || accountId === stream.accountId),
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
