/**
 * searchOrders of Orders 2026-01-01: one window over creation or update time, filters, pages. Rules from the model's
 * parameter notes; the order of the results (oldest first) is not documented.
 */
import type { Fault } from '../kit/fault-plane.ts'
import { invalidInput } from './answers.ts'
import { orderOnTheWire } from './included-blocks.ts'
import { keepsOldOrders } from './marketplaces.ts'
import type { OrderRecord } from './order-shape.ts'
import type { OrderStore, TimeFamily } from './order-store.ts'
import { decodePageToken, encodePageToken } from './page-token.ts'
import { readSearch, type Search } from './search-parameters.ts'
import type { AmazonSettings } from './settings.ts'
import type { IndexEntry } from './sorted-index.ts'
import { seenStale } from './stale-read.ts'

export type SearchParts = {
  readonly query: URLSearchParams
  readonly store: OrderStore
  readonly settings: AmazonSettings
  readonly nowMs: number
  /** `half-page`: the page is cut short, and its token continues behind the cut. `stale-read`: see there. */
  readonly fault: Fault | undefined
}

/** The body of a search page. Throws Amazon's refusal for wrong parameters. */
export function searchOrders(parts: SearchParts): unknown {
  const { query, settings, nowMs } = parts
  const holdbackMs = Math.min(120_000, settings.searchLagMs)
  const search = readSearch(query, nowMs, holdbackMs)
  const token = search.token === undefined ? undefined : decodePageToken(search.token)
  if (token === 'unreadable') throw invalidInput('The paginationToken is invalid.')
  if (token !== undefined && nowMs - token.issuedMs > tokenLifeMs) {
    throw invalidInput('The paginationToken has expired.')
  }
  if (token !== undefined && token.asked !== search.asked) {
    throw invalidInput('All parameters must be the same as in the request that made the token.')
  }
  const beforeMs = token?.beforeMs ?? search.beforeMs ?? nowMs - holdbackMs
  const page = collect(parts, search, beforeMs, token?.last)
  const last = page.records.at(-1)
  const nextToken =
    page.more && last !== undefined
      ? encodePageToken({
          asked: search.asked,
          beforeMs,
          issuedMs: nowMs,
          last: { ms: last.key.ms, id: last.key.id },
        })
      : undefined
  return {
    orders: page.records.map(({ record }) =>
      orderOnTheWire(record, search.included, settings, nowMs),
    ),
    ...(nextToken === undefined ? {} : { pagination: { nextToken } }),
    ...(search.family === 'created'
      ? { createdBefore: new Date(beforeMs).toISOString() }
      : { lastUpdatedBefore: new Date(beforeMs).toISOString() }),
  }
}

const tokenLifeMs = 24 * 3_600_000
const yearMs = 365.25 * 86_400_000

/** Orders too old to be shown: two years, except in JP, AU and SG. */
export function isHidden(record: OrderRecord, nowMs: number): boolean {
  if (record.createdMs >= nowMs - 2 * yearMs) return false
  return !keepsOldOrders(record.order.salesChannel.marketplaceId)
}

type Found = { readonly key: IndexEntry; readonly record: OrderRecord }

function collect(
  parts: SearchParts,
  search: Search,
  beforeMs: number,
  after: IndexEntry | undefined,
): { records: Found[]; more: boolean } {
  const { store, settings, nowMs, fault } = parts
  const halfPage = fault?.fault === 'half-page'
  const limit = halfPage ? Math.ceil(search.pageSize / 2) : search.pageSize
  const records: Found[] = []
  const found = store.scan(search.family, search.afterMs, after, nowMs - settings.searchLagMs)
  // The index is behind already; a moment before it is a moment more.
  const staleNowMs = nowMs - settings.searchLagMs
  for (const { key, record: newest } of found) {
    if (timeOf(newest, search.family) > beforeMs) break
    const record = seenStale(newest, store, fault, staleNowMs)
    if (record === undefined || !matches(record, search) || isHidden(record, nowMs)) continue
    if (records.length === limit) return { records, more: true }
    records.push({ key, record })
  }
  if (!halfPage || records.length < 2) return { records, more: false }
  return { records: records.slice(0, Math.ceil(records.length / 2)), more: true }
}

function timeOf(record: OrderRecord, family: TimeFamily): number {
  return family === 'created' ? record.createdMs : record.updatedMs
}

function matches(record: OrderRecord, search: Search): boolean {
  const { order } = record
  const { statuses, marketplaces, fulfilledBy } = search
  if (statuses.size > 0 && !statuses.has(record.status)) return false
  if (marketplaces.size > 0 && !marketplaces.has(order.salesChannel.marketplaceId)) return false
  return fulfilledBy.size === 0 || fulfilledBy.has(order.fulfillment.fulfilledBy)
}
