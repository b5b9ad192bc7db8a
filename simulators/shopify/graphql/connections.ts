/**
 * Pages of a list: `nodes`, `edges` and `pageInfo` with opaque cursors, by first/after or last/before.
 * Recorded: at most 250 rows a page; one of `first` and `last` must be there.
 */
import type { BulkSlice } from '../bulk/bulk-slice.ts'
import type { GraphqlContext } from './context.ts'
import { topLevelError } from './errors.ts'

export type PageArguments = {
  readonly first?: number | null
  readonly after?: string | null
  readonly last?: number | null
  readonly before?: string | null
  readonly reverse?: boolean | null
}

export type Window = {
  readonly limit: number
  /** True for last/before: the walk starts at the end. */
  readonly fromEnd: boolean
  readonly cursor: string | undefined
}

const maxPage = 250

/** Reads and checks the page arguments. */
export function windowOf(page: PageArguments): Window {
  const { first, last } = page
  if (first == null && last == null) {
    throw topLevelError('you must provide one of first or last', 'BAD_REQUEST')
  }
  if (first != null && last != null) {
    throw topLevelError('providing both first and last is not supported', 'BAD_REQUEST')
  }
  const limit = first ?? last ?? 0
  if (limit < 0) throw topLevelError('first and last cannot be negative', 'BAD_REQUEST')
  if (limit > maxPage) {
    throw topLevelError(
      `a page cannot be larger than ${maxPage} records`,
      'MAX_INPUT_SIZE_EXCEEDED',
    )
  }
  const fromEnd = first == null
  const cursor = (fromEnd ? page.before : page.after) ?? undefined
  return { limit, fromEnd, cursor }
}

/** Packs what a list needs to go on from a row. */
export function cursorOf(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64')
}

export function readCursor(cursor: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64').toString('utf8'))
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {
    // Falls through to the platform's words.
  }
  throw topLevelError('Invalid cursor for current pagination sort.', 'BAD_REQUEST')
}

/** A page of rows that were already cut out of their list, in the order in which they are shown. */
export function pageOf<T>(
  rows: readonly T[],
  cursor: (row: T) => string,
  has: { readonly next: boolean; readonly previous: boolean },
): object {
  const firstRow = rows[0]
  const lastRow = rows.at(-1)
  return {
    nodes: rows,
    edges: () => rows.map((node) => ({ node, cursor: cursor(node) })),
    pageInfo: {
      hasNextPage: has.next,
      hasPreviousPage: has.previous,
      startCursor: firstRow === undefined ? null : cursor(firstRow),
      endCursor: lastRow === undefined ? null : cursor(lastRow),
    },
  }
}

/** A page of a list that is whole in memory and whose rows have an id. */
export function pageOfList<T>(
  all: readonly T[],
  page: PageArguments,
  context: GraphqlContext,
  idOf: (row: T) => string | number,
): object {
  const list = page.reverse === true ? all.toReversed() : all
  if (context.slice !== undefined) return slicePage(list, context.slice)
  const window = windowOf(page)
  const cursor = (row: T): string => cursorOf({ last_id: idOf(row) })
  let from = 0
  let to = list.length
  if (window.cursor !== undefined) {
    const { last_id: lastId } = readCursor(window.cursor)
    const at = list.findIndex((row) => idOf(row) === lastId)
    if (at < 0) throw topLevelError('Invalid cursor for current pagination sort.', 'BAD_REQUEST')
    if (window.fromEnd) to = at
    else from = at + 1
  }
  const limit = halved(window.limit, to - from, context)
  const start = window.fromEnd ? Math.max(from, to - limit) : from
  const end = window.fromEnd ? to : Math.min(to, from + limit)
  return pageOf(list.slice(start, end), cursor, { next: end < list.length, previous: start > 0 })
}

/** Under a bulk query page arguments say nothing: the outermost list comes in parts, every other one whole. */
function slicePage<T>(list: readonly T[], slice: BulkSlice): object {
  const rows = slice.taken ? list : list.slice(slice.offset, slice.offset + slice.size)
  if (!slice.taken) slice.total = list.length
  slice.taken = true
  return pageOf(rows, () => '', { next: false, previous: false })
}

/** Under the `half-page` fault a page holds half of what it could hold. */
export function halved(limit: number, available: number, context: GraphqlContext): number {
  if (!context.halfPage || available < 2) return limit
  return Math.ceil(Math.min(limit, available) / 2)
}
