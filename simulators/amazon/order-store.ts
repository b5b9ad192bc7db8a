/**
 * The orders of the simulated account: the newest versions by id for getOrder, and the lagging index of searchOrders,
 * sorted by both times. A change is in the index only `lagMs` later; a page costs its own length, not the store's.
 */
import type { OrderRecord } from './order-shape.ts'
import { createSortedIndex, type IndexEntry } from './sorted-index.ts'

export type TimeFamily = 'created' | 'lastUpdated'

export type OrderStore = {
  /** Stores a new order or a new version. `changedMs` is when it happened in the world. */
  put(record: OrderRecord, changedMs: number): void
  get(orderId: string): OrderRecord | undefined
  /** What getOrder shows now: through the lag of every change, and the lag of some. An older version, or nothing. */
  getVisible(orderId: string, nowMs: number, lagMs: number): OrderRecord | undefined
  /** The version before the newest. */
  getPrevious(orderId: string): OrderRecord | undefined
  /** Entries of the index from a position on, oldest first. */
  scan(
    family: TimeFamily,
    fromMs: number,
    after: IndexEntry | undefined,
    indexedUntilMs: number,
  ): Iterable<{ readonly key: IndexEntry; readonly record: OrderRecord }>
  ids(): IterableIterator<string>
  size(): number
  clear(): void
}

type Version = { readonly record: OrderRecord; readonly changedMs: number }

/** More than can happen to one order within the longest lag. */
const versionsKept = 16

export function createOrderStore(): OrderStore {
  const versions = new Map<string, Version[]>()
  const indexes = { created: createSortedIndex(), lastUpdated: createSortedIndex() }
  const indexed = new Map<string, OrderRecord>()
  /** Changes that the index has not taken in yet, by the time they happened. */
  let waiting: Version[] = []
  let waitingSorted = true

  const takeIn = (untilMs: number): void => {
    if (!waitingSorted) waiting.sort((a, b) => a.changedMs - b.changedMs)
    waitingSorted = true
    let taken = 0
    for (const { record, changedMs } of waiting) {
      if (changedMs > untilMs) break
      const { orderId } = record.order
      const old = indexed.get(orderId)
      if (old === undefined) indexes.created.add(record.createdMs, orderId)
      else indexes.lastUpdated.remove(old.updatedMs, orderId)
      indexes.lastUpdated.add(record.updatedMs, orderId)
      indexed.set(orderId, record)
      taken += 1
    }
    if (taken > 0) waiting = waiting.slice(taken)
  }

  return {
    put(record, changedMs) {
      const version = { record, changedMs }
      const known = versions.get(record.order.orderId)
      if (known === undefined) versions.set(record.order.orderId, [version])
      else {
        known.push(version)
        if (known.length > versionsKept) known.shift()
      }
      const last = waiting.at(-1)
      if (last !== undefined && last.changedMs > changedMs) waitingSorted = false
      waiting.push(version)
    },
    get: (orderId) => versions.get(orderId)?.at(-1)?.record,
    getVisible: (orderId, nowMs, lagMs) => visible(versions.get(orderId) ?? [], nowMs, lagMs),
    getPrevious: (orderId) => versions.get(orderId)?.at(-2)?.record,
    *scan(family, fromMs, after, indexedUntilMs) {
      takeIn(indexedUntilMs)
      for (const key of indexes[family].from(fromMs, after)) {
        const record = indexed.get(key.id)
        if (record !== undefined) yield { key, record }
      }
    },
    ids: () => versions.keys(),
    size: () => versions.size,
    clear() {
      versions.clear()
      indexed.clear()
      indexes.created.clear()
      indexes.lastUpdated.clear()
      waiting = []
    },
  }
}

function visible(known: readonly Version[], nowMs: number, lagMs: number): OrderRecord | undefined {
  const newest = known.at(-1)?.record
  if (lagMs === 0 && newest?.visibleFromMs === undefined) return newest
  return known.findLast(
    ({ record, changedMs }) =>
      (lagMs === 0 || changedMs <= nowMs - lagMs) && (record.visibleFromMs ?? nowMs) <= nowMs,
  )?.record
}
