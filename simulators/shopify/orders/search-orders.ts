/**
 * `orders(query:, sortKey:, …)` over the lagging index. Filters that the index does not know are ignored with
 * a warning, as the platform does: a null or an empty page is never proof that an order does not exist.
 */

import {
  cursorOf,
  halved,
  type PageArguments,
  pageOf,
  readCursor,
  type Window,
  windowOf,
} from '../graphql/connections.ts'
import type { GraphqlContext } from '../graphql/context.ts'
import { topLevelError } from '../graphql/errors.ts'
import type { OrderRecord } from '../records.ts'
import {
  allTerms,
  parseSearch,
  passes,
  requiredTerms,
  type SearchNode,
  type SearchTerm,
} from '../search-query.ts'
import type { IndexedOrder, OrderSort } from './index-tables.ts'
import type { OrderIndex } from './order-index.ts'
import { isKnownOrderField, judgeOrder, timeBounds } from './order-terms.ts'
import type { Position } from './timeline.ts'
import { visibleOrder } from './visible-order.ts'

export type OrdersArguments = PageArguments & {
  readonly query?: string | null
  readonly sortKey?: string | null
}

const sorts: Readonly<Record<string, OrderSort>> = {
  CREATED_AT: 'created',
  ID: 'created',
  ORDER_NUMBER: 'created',
  RELEVANCE: 'created',
  UPDATED_AT: 'updated',
  PROCESSED_AT: 'processed',
}

/** Above this many candidates it is cheaper to walk in sort order and filter. */
const fewCandidates = 500

type Hit = { readonly position: Position; readonly order: OrderRecord }

/** One page of orders. */
export function searchOrders(args: OrdersArguments, context: GraphqlContext): object {
  const window = windowOf(args)
  const sort = sorts[args.sortKey ?? 'PROCESSED_AT']
  if (sort === undefined)
    throw topLevelError(`sort key ${args.sortKey} is not simulated`, 'BAD_REQUEST')
  const node = parseSearch(args.query ?? '')
  warn(node, args.query ?? '', context)
  const { index } = context.world.orders
  index.settle()
  const backwards = (args.reverse === true) !== window.fromEnd
  const from = window.cursor === undefined ? undefined : positionOf(window.cursor)
  const found: Hit[] = []
  for (const { position, row } of walk(index, node, sort, from, backwards)) {
    if (!passes(node, (term) => judgeOrder(row, term))) continue
    const order = visibleOrder(context.world.orders.byId(row.id), context)
    if (order === null) continue
    found.push({ position, order })
    if (found.length > window.limit) break
  }
  return pageFrom(found, window, context)
}

/** How many orders a query finds, up to a limit. */
export function countOrders(
  args: { query?: string | null; limit?: number | null },
  context: GraphqlContext,
): object {
  const node = parseSearch(args.query ?? '')
  const { index } = context.world.orders
  index.settle()
  const limit = args.limit ?? Number.POSITIVE_INFINITY
  let count = 0
  for (const { row } of walk(index, node, 'created', undefined, false)) {
    if (!passes(node, (term) => judgeOrder(row, term))) continue
    if (visibleOrder(context.world.orders.byId(row.id), context) === null) continue
    if (count >= limit) return { count, precision: 'AT_LEAST' }
    count += 1
  }
  return { count, precision: 'EXACT' }
}

function pageFrom(found: readonly Hit[], window: Window, context: GraphqlContext): object {
  const limit = halved(window.limit, found.length, context)
  const more = found.length > limit
  const kept = found.slice(0, limit)
  const rows = window.fromEnd ? kept.toReversed() : kept
  const cursors = new Map(rows.map((row) => [row.order, cursorFor(row.position)]))
  const has = window.fromEnd
    ? { next: window.cursor !== undefined, previous: more }
    : { next: more, previous: window.cursor !== undefined }
  return pageOf(
    rows.map((row) => row.order),
    (order) => cursors.get(order) ?? '',
    has,
  )
}

function cursorFor(position: Position): string {
  return cursorOf({ last_id: position.id, last_value: position.atMs })
}

function positionOf(cursor: string): Position {
  const { last_id: id, last_value: atMs } = readCursor(cursor)
  if (typeof id !== 'number' || typeof atMs !== 'number') {
    throw topLevelError('Invalid cursor for current pagination sort.', 'BAD_REQUEST')
  }
  return { id, atMs }
}

function* walk(
  index: OrderIndex,
  node: SearchNode,
  sort: OrderSort,
  from: Position | undefined,
  backwards: boolean,
): Generator<{ position: Position; row: IndexedOrder }> {
  const few = candidates(index, requiredTerms(node))
  if (few !== undefined) {
    yield* ordered(few, sort, from, backwards)
    return
  }
  const bounds = timeBounds(requiredTerms(node), sort)
  const lower = { atMs: bounds.fromMs, id: Number.NEGATIVE_INFINITY }
  const upper = { atMs: bounds.toMs, id: Number.POSITIVE_INFINITY }
  const limit = backwards ? upper : lower
  const start = from === undefined || isBeyond(limit, from, backwards) ? limit : from
  for (const hit of index.timeline(sort).walk(start, backwards)) {
    const { atMs } = hit.position
    if (backwards ? atMs < bounds.fromMs : atMs > bounds.toMs) return
    yield hit
  }
}

function isBeyond(limit: Position, from: Position, backwards: boolean): boolean {
  return backwards ? limit.atMs < from.atMs : limit.atMs > from.atMs
}

/** The rows that one selective term names, when they are few. */
function candidates(
  index: OrderIndex,
  terms: readonly SearchTerm[],
): readonly IndexedOrder[] | undefined {
  for (const { field, comparator, value } of terms) {
    if (field === undefined || comparator !== '=') continue
    if (field === 'source_identifier') return index.bySourceIdentifier(value.toLowerCase())
    if (field === 'name') return index.byName(value.replace(/^#/, '').toLowerCase())
    if (field === 'id') return index.byId(Number(value))
    if (field.startsWith('metafields.')) return index.byMetafield(field.slice(11), value)
    if (field === 'tag') {
      const tagged = index.byTag(value.toLowerCase())
      if (tagged.size <= fewCandidates) return [...tagged]
    }
  }
  return undefined
}

function* ordered(
  rows: readonly IndexedOrder[],
  sort: OrderSort,
  from: Position | undefined,
  backwards: boolean,
): Generator<{ position: Position; row: IndexedOrder }> {
  const sign = backwards ? -1 : 1
  const compare = (a: Position, b: Position): number => sign * (a.atMs - b.atMs || a.id - b.id)
  const hits = rows
    .map((row) => ({ position: { atMs: timeOf(row, sort), id: row.id }, row }))
    .sort((a, b) => compare(a.position, b.position))
  for (const hit of hits) if (from === undefined || compare(hit.position, from) > 0) yield hit
}

function timeOf(row: IndexedOrder, sort: OrderSort): number {
  if (sort === 'created') return row.createdAtMs
  return sort === 'updated' ? row.updatedAtMs : row.processedAtMs
}

function warn(node: SearchNode, query: string, context: GraphqlContext): void {
  for (const { field } of allTerms(node)) {
    if (field === undefined || isKnownOrderField(field)) continue
    context.warnings.push({ path: ['orders'], query, field })
  }
}
