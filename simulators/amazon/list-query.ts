/** Lists with the query of feeds and reports: filters, page size, and a token that stands alone (models of 2021-06-30). */
import { z } from 'zod'
import { invalidInput } from './answers.ts'

export type ListQuery = {
  readonly types: readonly string[]
  readonly statuses: readonly string[]
  readonly marketplaceIds: readonly string[]
  readonly pageSize: number
  readonly sinceMs: number
  readonly untilMs: number
  readonly offset: number
}

export type Listed = {
  readonly type: string
  readonly status: string
  readonly marketplaceIds: readonly string[]
  readonly createdMs: number
}

const retentionMs = 90 * 86_400_000

const tokenSchema = z.object({
  types: z.array(z.string()),
  statuses: z.array(z.string()),
  marketplaceIds: z.array(z.string()),
  pageSize: z.number(),
  sinceMs: z.number(),
  untilMs: z.number(),
  offset: z.number(),
})

/** What is asked for. `typesName` is `feedTypes` or `reportTypes`. */
export function readListQuery(
  query: URLSearchParams,
  typesName: string,
  statuses: readonly string[],
  nowMs: number,
): ListQuery {
  const token = query.get('nextToken')
  if (token !== null) {
    if ([...query.keys()].length > 1) throw invalidInput('nextToken must be the only parameter.')
    return readToken(token)
  }
  const types = listOf(query, typesName)
  if (types.length === 0) throw invalidInput(`Either ${typesName} or nextToken is required.`)
  if (types.length > 10) throw invalidInput(`${typesName} has more than 10 values.`)
  const wanted = listOf(query, 'processingStatuses')
  const unknown = wanted.find((status) => !statuses.includes(status))
  if (unknown !== undefined) throw invalidInput('Invalid input', `processingStatuses: ${unknown}`)
  const pageSize = Number(query.get('pageSize') ?? '10')
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 100) {
    throw invalidInput('pageSize must be between 1 and 100.')
  }
  return {
    types,
    statuses: wanted,
    marketplaceIds: listOf(query, 'marketplaceIds'),
    pageSize,
    sinceMs: timeOf(query, 'createdSince') ?? nowMs - retentionMs,
    untilMs: timeOf(query, 'createdUntil') ?? nowMs,
    offset: 0,
  }
}

/** One page, newest first, and the token of the next. `shorterBy` halves it for the fault half-page. */
export function pageOf<T>(
  rows: readonly T[],
  look: (row: T) => Listed,
  query: ListQuery,
  isHalf: boolean,
): { readonly page: readonly T[]; readonly nextToken?: string } {
  const { types, statuses, marketplaceIds, offset, sinceMs, untilMs } = query
  const matching = rows.filter((row) => {
    const { type, status, createdMs, marketplaceIds: own } = look(row)
    if (!types.includes(type)) return false
    if (statuses.length > 0 && !statuses.includes(status)) return false
    if (marketplaceIds.length > 0 && !own.some((id) => marketplaceIds.includes(id))) return false
    return createdMs >= sinceMs && createdMs <= untilMs
  })
  const size = isHalf ? Math.ceil(query.pageSize / 2) : query.pageSize
  const page = matching.slice(offset, offset + size)
  if (offset + page.length >= matching.length) return { page }
  const token = { ...query, offset: offset + page.length }
  return { page, nextToken: Buffer.from(JSON.stringify(token)).toString('base64url') }
}

export function listOf(query: URLSearchParams, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .filter((value) => value !== '')
}

export function timeOf(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)
  if (text === null) return undefined
  const ms = Date.parse(text)
  if (Number.isNaN(ms)) throw invalidInput(`${name} is not an ISO 8601 time.`)
  return ms
}

function readToken(text: string): ListQuery {
  try {
    return tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch {
    throw invalidInput('nextToken is not valid.')
  }
}
