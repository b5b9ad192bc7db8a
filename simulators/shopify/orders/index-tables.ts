/**
 * What the order index has taken in: entries by id, source identifier, tag, name and metafield, and in the order of
 * their times. No look-up scans all orders.
 */
import type { OrderRecord } from '../records.ts'
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

export type SearchValues = Pick<
  IndexedOrder,
  'updatedAtMs' | 'tags' | 'status' | 'financialStatus' | 'fulfillmentStatus'
>

export type IndexLookUps = {
  byId(id: number): readonly IndexedOrder[]
  bySourceIdentifier(value: string): readonly IndexedOrder[]
  byName(value: string): readonly IndexedOrder[]
  byMetafield(name: string, value: string): readonly IndexedOrder[]
  byTag(tag: string): ReadonlySet<IndexedOrder>
  timeline(sort: OrderSort): Timeline<IndexedOrder>
}

export type IndexTables = IndexLookUps & {
  take(order: OrderRecord, values: SearchValues): void
  drop(id: number): void
}

export function createIndexTables(): IndexTables {
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
  const enter = (order: OrderRecord, values: SearchValues): IndexedOrder => {
    const entry = newEntry(order, values)
    entries.set(entry.id, entry)
    created.add(entry.createdAtMs, entry.id, entry)
    processed.add(entry.processedAtMs, entry.id, entry)
    updated.add(entry.updatedAtMs, entry.id, entry)
    push(bySource, entry.sourceIdentifier, entry)
    push(byName, entry.name, entry)
    for (const [name, value] of entry.metafields) push(byMetafield, `${name}\n${value}`, entry)
    return entry
  }
  return {
    take(order, values) {
      const entry = entries.get(order.numericId) ?? enter(order, values)
      retag(byTag, entry, values.tags)
      if (entry.updatedAtMs !== values.updatedAtMs) {
        updated.add(values.updatedAtMs, entry.id, entry)
      }
      Object.assign(entry, values)
    },
    drop(id) {
      const entry = entries.get(id)
      if (!entry) return
      entry.removed = true
      retag(byTag, entry, new Set())
      entries.delete(id)
    },
    byId: (id) => present([entries.get(id)]),
    bySourceIdentifier: (value) => present(bySource.get(value) ?? []),
    byName: (value) => present(byName.get(value) ?? []),
    byMetafield: (name, value) => present(byMetafield.get(`${name}\n${value}`) ?? []),
    byTag: (tag) => byTag.get(tag) ?? new Set(),
    timeline: (sort) => (sort === 'created' ? created : sort === 'updated' ? updated : processed),
  }
}

function retag(
  byTag: Map<string, Set<IndexedOrder>>,
  entry: IndexedOrder,
  tags: ReadonlySet<string>,
): void {
  for (const tag of entry.tags) if (!tags.has(tag)) byTag.get(tag)?.delete(entry)
  for (const tag of tags) {
    const tagged = byTag.get(tag)
    if (tagged) tagged.add(entry)
    else byTag.set(tag, new Set([entry]))
  }
  entry.tags = tags
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

function newEntry(order: OrderRecord, values: SearchValues): IndexedOrder {
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
    ...values,
    tags: new Set(),
  }
}
