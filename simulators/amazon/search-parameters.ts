/** Reads and checks the query of searchOrders and getOrder; wrong ones are Amazon's 400 InvalidInput. */
import { invalidInput } from './answers.ts'
import { type IncludedData, includedDataValues } from './included-blocks.ts'
import { fulfillmentStatuses } from './order-shape.ts'
import type { TimeFamily } from './order-store.ts'

export type Search = {
  readonly family: TimeFamily
  readonly afterMs: number
  /** What the caller asked for; without it the newest that is allowed. */
  readonly beforeMs: number | undefined
  readonly statuses: ReadonlySet<string>
  readonly marketplaces: ReadonlySet<string>
  readonly fulfilledBy: ReadonlySet<string>
  readonly pageSize: number
  readonly included: IncludedData
  readonly token: string | undefined
  /** All parameters that must be the same on the next page, in one string. */
  readonly asked: string
}

const known = [
  'createdAfter',
  'createdBefore',
  'lastUpdatedAfter',
  'lastUpdatedBefore',
  'fulfillmentStatuses',
  'marketplaceIds',
  'fulfilledBy',
]

/** Arrays come comma-joined, or as a repeated parameter. */
function list(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '')
}

function listOf(query: URLSearchParams, name: string, allowed: readonly string[]): Set<string> {
  const values = list(query, name)
  const wrong = values.find((value) => !allowed.includes(value))
  if (wrong !== undefined) throw invalidInput(`Invalid value for ${name}: ${wrong}`)
  return new Set(values)
}

export function readIncludedData(query: URLSearchParams): IncludedData {
  return listOf(query, 'includedData', includedDataValues)
}

export function readSearch(query: URLSearchParams, nowMs: number, holdbackMs: number): Search {
  const family = readFamily(query)
  const names =
    family === 'created'
      ? (['createdAfter', 'createdBefore'] as const)
      : (['lastUpdatedAfter', 'lastUpdatedBefore'] as const)
  const afterMs = readTime(query, names[0])
  if (afterMs === undefined) throw invalidInput(`${names[0]} is missing.`)
  const token = query.get('paginationToken') ?? undefined
  const beforeMs = readTime(query, names[1])
  if (beforeMs !== undefined && beforeMs < afterMs) {
    throw invalidInput(`${names[1]} must be equal to or after ${names[0]}.`)
  }
  // The bound was checked when the first page was asked for; by the next page it is only older.
  if (beforeMs !== undefined && beforeMs > nowMs - holdbackMs) {
    throw invalidInput(`${names[1]} must be at least two minutes before the time of the request.`)
  }
  const marketplaces = list(query, 'marketplaceIds')
  if (marketplaces.length > 50) throw invalidInput('marketplaceIds has more than 50 values.')
  return {
    family,
    afterMs,
    beforeMs,
    statuses: listOf(query, 'fulfillmentStatuses', fulfillmentStatuses),
    marketplaces: new Set(marketplaces),
    fulfilledBy: listOf(query, 'fulfilledBy', ['MERCHANT', 'AMAZON']),
    pageSize: readPageSize(query),
    included: readIncludedData(query),
    token,
    asked: JSON.stringify(known.map((name) => list(query, name))),
  }
}

function readFamily(query: URLSearchParams): TimeFamily {
  const created = query.has('createdAfter') || query.has('createdBefore')
  const updated = query.has('lastUpdatedAfter') || query.has('lastUpdatedBefore')
  if (created && updated) {
    throw invalidInput(
      'createdAfter/createdBefore and lastUpdatedAfter/lastUpdatedBefore exclude each other.',
    )
  }
  if (!query.has('createdAfter') && !query.has('lastUpdatedAfter')) {
    throw invalidInput('Exactly one of createdAfter and lastUpdatedAfter must be provided.')
  }
  return created ? 'created' : 'lastUpdated'
}

const isoTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/

function readTime(query: URLSearchParams, name: string): number | undefined {
  // A plus sign that was not encoded arrives as a blank.
  const text = query.get(name)?.replace(/ (?=\d{2}:?\d{2}$)/, '+')
  if (text === undefined) return undefined
  const ms = isoTime.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(ms)) throw invalidInput('Invalid Input', `${name} is not in ISO 8601 format.`)
  return ms
}

function readPageSize(query: URLSearchParams): number {
  const text = query.get('maxResultsPerPage')
  if (text === null) return 100
  const size = /^\d+$/.test(text) ? Number(text) : 0
  if (size < 1 || size > 100) throw invalidInput('maxResultsPerPage must be between 1 and 100.')
  return size
}
