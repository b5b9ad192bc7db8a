/** What one search term says about an indexed order. */
import { instantMs } from '../graphql/scalars.ts'
import type { Comparator, SearchTerm } from '../search-query.ts'
import type { IndexedOrder, OrderSort } from './index-tables.ts'

type Judge = (row: IndexedOrder, value: string, comparator: Comparator) => boolean

const exactly =
  (textOf: (row: IndexedOrder) => string): Judge =>
  (row, value) =>
    value.split(',').some((one) => matches(textOf(row), one.trim().toLowerCase()))

const at =
  (timeOf: (row: IndexedOrder) => number): Judge =>
  (row, value, comparator) => {
    const ms = instantMs(value)
    return ms !== undefined && compare(seconds(timeOf(row)), seconds(ms), comparator)
  }

const judges: Readonly<Record<string, Judge>> = {
  id: (row, value, comparator) => compare(row.id, Number(value), comparator),
  name: (row, value) => matches(row.name, value.replace(/^#/, '').toLowerCase()),
  source_identifier: exactly((row) => row.sourceIdentifier),
  tag: (row, value) => value.split(',').some((tag) => row.tags.has(tag.trim().toLowerCase())),
  tag_not: (row, value) => !row.tags.has(value.toLowerCase()),
  created_at: at((row) => row.createdAtMs),
  updated_at: at((row) => row.updatedAtMs),
  processed_at: at((row) => row.processedAtMs),
  financial_status: exactly((row) => row.financialStatus),
  fulfillment_status: (row, value) =>
    value.split(',').some((one) => fulfillmentWord(row) === one.trim().toLowerCase()),
  status: (row, value) => statusMatches(row.status, value.toLowerCase()),
  test: (row, value) => String(row.order.test) === value.toLowerCase(),
}

/** Undefined when the index does not know the field: the platform then ignores the term. */
export function judgeOrder(row: IndexedOrder, term: SearchTerm): boolean | undefined {
  const { field, value, comparator } = term
  if (field === undefined) {
    const word = value.replace(/^#/, '').toLowerCase()
    return matches(row.name, word) || row.tags.has(word)
  }
  if (field.startsWith('metafields.')) return row.metafields.get(field.slice(11)) === value
  return judges[field]?.(row, value, comparator)
}

export function isKnownOrderField(field: string): boolean {
  return field in judges || field.startsWith('metafields.')
}

/** The span of sort times that required terms leave, both ends included. */
export function timeBounds(
  terms: readonly SearchTerm[],
  sort: OrderSort,
): { fromMs: number; toMs: number } {
  let fromMs = Number.NEGATIVE_INFINITY
  let toMs = Number.POSITIVE_INFINITY
  for (const { field, comparator, value } of terms) {
    const ms = field === `${sort}_at` ? instantMs(value) : undefined
    if (ms === undefined) continue
    const second = seconds(ms) * 1000
    if (comparator !== '<' && comparator !== '<=') fromMs = Math.max(fromMs, second)
    if (comparator !== '>' && comparator !== '>=') toMs = Math.min(toMs, second + 999)
  }
  return { fromMs, toMs }
}

/** Times are kept and compared by the second, as they are shown. */
function seconds(ms: number): number {
  return Math.floor(ms / 1000)
}

function matches(have: string, wanted: string): boolean {
  return wanted.endsWith('*') ? have.startsWith(wanted.slice(0, -1)) : have === wanted
}

function fulfillmentWord(row: IndexedOrder): string {
  const words: Record<string, string> = {
    fulfilled: 'shipped',
    partially_fulfilled: 'partial',
    unfulfilled: 'unfulfilled',
  }
  return words[row.fulfillmentStatus] ?? row.fulfillmentStatus
}

function statusMatches(status: IndexedOrder['status'], wanted: string): boolean {
  if (wanted === 'any') return true
  return wanted === 'not_closed' ? status !== 'closed' : status === wanted
}

function compare(a: number, b: number, comparator: Comparator): boolean {
  switch (comparator) {
    case '>':
      return a > b
    case '>=':
      return a >= b
    case '<':
      return a < b
    case '<=':
      return a <= b
    default:
      return a === b
  }
}
