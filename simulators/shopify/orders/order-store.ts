/**
 * The table of orders: by id, by the values of their metafields, and through the lagging search index.
 * Every change goes through `change`, which keeps the state before it for reads that are served stale.
 */
import type { WorldClock } from '../../kit/world-clock.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopSettings } from '../settings.ts'
import { createOrderIndex, type OrderIndex } from './order-index.ts'

export type OrderStore = {
  insert(order: OrderRecord): void
  /** Applies a change, moves `updatedAt` and lets the index follow after its lag. */
  change(order: OrderRecord, apply: (order: OrderRecord) => void): void
  remove(order: OrderRecord): void
  byId(numericId: number): OrderRecord | undefined
  /** Orders that carry this metafield value, oldest first. */
  byMetafield(namespace: string, key: string, value: string): readonly OrderRecord[]
  /** All orders with this source identifier as they are now, without any lag. */
  bySourceIdentifier(sourceIdentifier: string): readonly OrderRecord[]
  /** The order of a fulfilment order, fulfilment, refund or return. */
  byPart(id: string): OrderRecord | undefined
  /** Whether any order carries a metafield under this name. */
  usesMetafield(namespace: string, key: string): boolean
  all(): IterableIterator<OrderRecord>
  count(): number
  nextNumber(): number
  readonly index: OrderIndex
}

const firstOrderNumber = 1001
const statesKept = 4

export function createOrderStore(clock: WorldClock, settings: ShopSettings): OrderStore {
  const byId = new Map<number, OrderRecord>()
  const byMetafield = new Map<string, OrderRecord[]>()
  const bySource = new Map<string, OrderRecord[]>()
  const byPart = new Map<string, OrderRecord>()
  const metafieldNames = new Map<string, number>()
  const index = createOrderIndex(clock, settings)
  let number = firstOrderNumber - 1
  const nameOf = (namespace: string, key: string): string => `${namespace}\n${key}`

  return {
    insert(order) {
      byId.set(order.numericId, order)
      for (const { namespace, key, value } of order.metafields) {
        push(byMetafield, `${nameOf(namespace, key)}\n${value}`, order)
        const name = nameOf(namespace, key)
        metafieldNames.set(name, (metafieldNames.get(name) ?? 0) + 1)
      }
      if (order.sourceIdentifier !== null) push(bySource, order.sourceIdentifier, order)
      for (const id of partIds(order)) byPart.set(id, order)
      index.changed(order)
    },
    change(order, apply) {
      order.earlier = { ...structuredClone({ ...order, earlier: null }), earlier: order.earlier }
      forget(order)
      apply(order)
      for (const id of partIds(order)) byPart.set(id, order)
      order.updatedAtMs = Math.max(order.updatedAtMs, clock.nowMs())
      index.changed(order)
    },
    remove(order) {
      byId.delete(order.numericId)
      for (const id of partIds(order)) byPart.delete(id)
      for (const { namespace, key, value } of order.metafields) {
        pull(byMetafield, `${nameOf(namespace, key)}\n${value}`, order)
        const name = nameOf(namespace, key)
        metafieldNames.set(name, (metafieldNames.get(name) ?? 1) - 1)
      }
      if (order.sourceIdentifier !== null) pull(bySource, order.sourceIdentifier, order)
      index.removed(order)
    },
    byId: (numericId) => byId.get(numericId),
    byMetafield: (namespace, key, value) =>
      byMetafield.get(`${nameOf(namespace, key)}\n${value}`) ?? [],
    bySourceIdentifier: (sourceIdentifier) => bySource.get(sourceIdentifier) ?? [],
    usesMetafield: (namespace, key) => (metafieldNames.get(nameOf(namespace, key)) ?? 0) > 0,
    byPart: (id) => byPart.get(id),
    all: () => byId.values(),
    count: () => byId.size,
    nextNumber: () => {
      number += 1
      return number
    },
    index,
  }
}

/** Stale reads look a moment back, not into history. */
function forget(order: OrderRecord): void {
  let oldest = order
  for (let at = 0; at < statesKept && oldest.earlier !== null; at += 1) oldest = oldest.earlier
  oldest.earlier = null
}

function* partIds(order: OrderRecord): Generator<string> {
  for (const each of order.fulfillmentOrders) yield each.id
  for (const each of order.fulfillments) yield each.id
  for (const each of order.refunds) yield each.id
  for (const each of order.returns) yield each.id
}

function push(map: Map<string, OrderRecord[]>, key: string, order: OrderRecord): void {
  const rows = map.get(key)
  if (rows) rows.push(order)
  else map.set(key, [order])
}

function pull(map: Map<string, OrderRecord[]>, key: string, order: OrderRecord): void {
  const rows = map.get(key)?.filter((row) => row !== order)
  if (rows && rows.length > 0) map.set(key, rows)
  else map.delete(key)
}
