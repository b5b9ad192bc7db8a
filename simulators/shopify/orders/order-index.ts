/**
 * The search index over orders. It follows the orders after `indexLagMs` of world time: until then a
 * new order is absent from every search, and a changed one is found by its old values.
 * Lookups by id, source identifier, tag, name and metafield and walks by time never scan all orders.
 */
import type { WorldClock } from '../../kit/world-clock.ts'
import type { ShopSettings } from '../options.ts'
import type { OrderRecord } from '../records.ts'
import { displayFinancialStatus, displayFulfillmentStatus } from './order-status.ts'
import { createTimeline, type Timeline } from './timeline.ts'

/** What the index knows of an order: the searchable values as of its last catching up. */
export type IndexedOrder = {
  readonly id: number
  readonly order: OrderRecord
  readonly createdAtMs: number
  readonly processedAtMs: number
  readonly name: string
  readonly sourceIdentifier: string
  readonly metafields: ReadonlyMap<string, string>
  updatedAtMs: number
  tags: ReadonlySet<string>
  status: 'open' | 'closed' | 'cancelled'
  financialStatus: string
  fulfillmentStatus: string
  removed: boolean
}

export type OrderSort = 'created' | 'updated' | 'processed'

export type OrderIndex = {
  changed(order: OrderRecord): void
  removed(order: OrderRecord): void
  /** Takes in all changes whose lag has passed. Every search calls it first. */
  settle(): void
  byId(id: number): readonly IndexedOrder[]
  bySourceIdentifier(value: string): readonly IndexedOrder[]
  byName(value: string): readonly IndexedOrder[]
  byMetafield(name: string, value: string): readonly IndexedOrder[]
  byTag(tag: string): ReadonlySet<IndexedOrder>
  timeline(sort: OrderSort): Timeline<IndexedOrder>
}

type Pending = { dueMs: number; order: OrderRecord; values: SearchValues | 'removed' }
type SearchValues = Pick<
  IndexedOrder,
  'updatedAtMs' | 'tags' | 'status' | 'financialStatus' | 'fulfillmentStatus'
>

export function createOrderIndex(clock: WorldClock, settings: ShopSettings): OrderIndex {
  const entries = new Map<number, IndexedOrder>()
  const bySource = new Map<string, IndexedOrder[]>()
  const byName = new Map<string, IndexedOrder[]>()
  const byMetafield = new Map<string, IndexedOrder[]>()
  const byTag = new Map<string, Set<IndexedOrder>>()
  const created = createTimeline<IndexedOrder>((entry) => !entry.removed)
  const processed = createTimeline<IndexedOrder>((entry) => !entry.removed)
  const updated = createTimeline<IndexedOrder>(
    (entry, atMs) => !entry.removed && entry.updatedAtMs === atMs,
  )
  let pending: Pending[] = []
  let next = 0

  const retag = (entry: IndexedOrder, tags: ReadonlySet<string>): void => {
    for (const tag of entry.tags) if (!tags.has(tag)) byTag.get(tag)?.delete(entry)
    for (const tag of tags) {
      const tagged = byTag.get(tag)
      if (tagged) tagged.add(entry)
      else byTag.set(tag, new Set([entry]))
    }
    entry.tags = tags
  }
  const take = ({ order, values }: Pending): void => {
    const known = entries.get(order.numericId)
    if (values === 'removed') {
      if (!known) return
      known.removed = true
      retag(known, new Set())
      entries.delete(order.numericId)
      return
    }
    const entry = known ?? newEntry(order)
    if (!known) {
      entries.set(entry.id, entry)
      created.add(entry.createdAtMs, entry.id, entry)
      processed.add(entry.processedAtMs, entry.id, entry)
      push(bySource, entry.sourceIdentifier, entry)
      push(byName, entry.name, entry)
      for (const [name, value] of entry.metafields) push(byMetafield, `${name}\n${value}`, entry)
    }
    retag(entry, values.tags)
    if (!known || entry.updatedAtMs !== values.updatedAtMs) {
      updated.add(values.updatedAtMs, entry.id, entry)
    }
    Object.assign(entry, values)
  }
  const enqueue = (order: OrderRecord, atMs: number, values: Pending['values']): void => {
    const dueMs = atMs + settings.indexLagMs
    // An order that was placed in the past is due before what changed since: keep the queue in order.
    let place = pending.length
    while (place > next && (pending[place - 1]?.dueMs ?? 0) > dueMs) place -= 1
    pending.splice(place, 0, { dueMs, order, values })
  }

  return {
    changed: (order) => enqueue(order, order.updatedAtMs, searchValues(order)),
    removed: (order) => enqueue(order, clock.nowMs(), 'removed'),
    settle() {
      const nowMs = clock.nowMs()
      for (let one = pending[next]; one && one.dueMs <= nowMs; one = pending[next]) {
        take(one)
        next += 1
      }
      if (next > 1000 && next * 2 > pending.length) {
        pending = pending.slice(next)
        next = 0
      }
    },
    byId: (id) => present([entries.get(id)]),
    bySourceIdentifier: (value) => present(bySource.get(value) ?? []),
    byName: (value) => present(byName.get(value) ?? []),
    byMetafield: (name, value) => present(byMetafield.get(`${name}\n${value}`) ?? []),
    byTag: (tag) => byTag.get(tag) ?? new Set(),
    timeline: (sort) => (sort === 'created' ? created : sort === 'updated' ? updated : processed),
  }
}

function present(rows: readonly (IndexedOrder | undefined)[]): IndexedOrder[] {
  return rows.filter((row) => row !== undefined && !row.removed) as IndexedOrder[]
}

function push(map: Map<string, IndexedOrder[]>, key: string, entry: IndexedOrder): void {
  if (key === '') return
  const rows = map.get(key)
  if (rows) rows.push(entry)
  else map.set(key, [entry])
}

function newEntry(order: OrderRecord): IndexedOrder {
  const metafields = order.metafields.map(
    (one) => [`${one.namespace}.${one.key}`, one.value] as const,
  )
  return {
    id: order.numericId,
    order,
    createdAtMs: order.createdAtMs,
    processedAtMs: order.processedAtMs,
    name: order.name.replace(/^#/, '').toLowerCase(),
    sourceIdentifier: (order.sourceIdentifier ?? '').toLowerCase(),
    metafields: new Map(metafields),
    removed: false,
    ...searchValues(order),
    tags: new Set(),
  }
}

function searchValues(order: OrderRecord): SearchValues {
  return {
    updatedAtMs: order.updatedAtMs,
    tags: new Set(order.tags.map((tag) => tag.toLowerCase())),
    status:
      order.cancelledAtMs !== null ? 'cancelled' : order.closedAtMs !== null ? 'closed' : 'open',
    financialStatus: (displayFinancialStatus(order) ?? '').toLowerCase(),
    fulfillmentStatus: displayFulfillmentStatus(order).toLowerCase(),
  }
}
