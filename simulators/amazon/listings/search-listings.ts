/**
 * searchListingsItems: pages of at most 20, and no more than 1,000 items can be paged through, however many are found
 * (model of 2026-08-05). A token holds a place in the result and what was asked.
 */
import { z } from 'zod'
import { listOf, timeOf } from '../list-query.ts'
import type { Call } from '../operation.ts'
import { type Listing, statusOf } from './listing.ts'
import { badRequest, checkSeller, includedOf, marketplacesOf } from './listing-answers.ts'
import type { ListingRow } from './listing-store.ts'
import { listingOnTheWire } from './listing-view.ts'

const mostPaged = 1000

type Search = {
  readonly marketplaceIds: readonly string[]
  readonly identifiers: readonly string[]
  readonly identifiersType: string
  readonly pageSize: number
  readonly sortBy: 'sku' | 'createdDate' | 'lastUpdatedDate'
  readonly isAscending: boolean
  readonly isWanted: (row: ListingRow) => boolean
  /** Needs the whole listing; undefined when nothing of it is asked for. */
  readonly isWantedWhole: ((listing: Listing) => boolean) | undefined
  readonly asked: string
}

export function searchListings(call: Call): unknown {
  const { world, request, parameters, fault } = call
  checkSeller(world, parameters[0] ?? '')
  const search = readSearch(call)
  const included = includedOf(call)
  const { fba, store } = world.listings
  const { skus, count } = find(call, search)
  const offset = readToken(request.query.get('pageToken'), search.asked)
  const size = fault?.fault === 'half-page' ? Math.ceil(search.pageSize / 2) : search.pageSize
  const page = skus.slice(offset, offset + size)
  const next = offset + page.length
  const token = (at: number): string =>
    Buffer.from(JSON.stringify({ at, asked: search.asked })).toString('base64url')
  const pagination = {
    ...(page.length > 0 && next < skus.length ? { nextToken: token(next) } : {}),
    ...(offset > 0 ? { previousToken: token(Math.max(0, offset - search.pageSize)) } : {}),
  }
  return {
    numberOfResults: count,
    pagination,
    items: page.flatMap((sku) => {
      const stale = fault?.fault === 'stale-read' ? store.getPrevious(sku) : undefined
      const listing = stale ?? store.get(sku)
      if (listing === undefined) return []
      const fulfillable = fba.get(sku)?.fulfillable ?? 0
      return [listingOnTheWire(listing, included, search.marketplaceIds, fulfillable)]
    }),
  }
}

function readSearch(call: Call): Search {
  const { query } = call.request
  const identifiers = listOf(query, 'identifiers')
  const identifiersType = query.get('identifiersType') ?? ''
  if (identifiers.length > 20) throw badRequest('identifiers: more than 20')
  if (identifiers.length > 0 !== (identifiersType !== '')) throw badRequest('identifiersType')
  const pageSize = Number(query.get('pageSize') ?? '10')
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 20) throw badRequest('pageSize')
  const sortBy = oneOf(query, 'sortBy', ['lastUpdatedDate', 'createdDate', 'sku'])
  const isAscending = oneOf(query, 'sortOrder', ['DESC', 'ASC']) === 'ASC'
  if (query.has('variationParentSku') || query.has('packageHierarchySku')) {
    throw badRequest('variationParentSku and packageHierarchySku are not simulated')
  }
  const marketplaceIds = marketplacesOf(call)
  const asked = [...query]
    .filter(([name]) => name !== 'pageToken')
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('&')
  return {
    marketplaceIds,
    identifiers,
    identifiersType,
    pageSize,
    sortBy: sortBy as Search['sortBy'],
    isAscending,
    isWanted: timeFilter(query),
    isWantedWhole: wholeFilter(call, marketplaceIds),
    asked,
  }
}

function timeFilter(query: URLSearchParams): (row: ListingRow) => boolean {
  const bound = (name: string, other: number): number => timeOf(query, name) ?? other
  const createdAfter = bound('createdAfter', Number.NEGATIVE_INFINITY)
  const createdBefore = bound('createdBefore', Number.POSITIVE_INFINITY)
  const updatedAfter = bound('lastUpdatedAfter', Number.NEGATIVE_INFINITY)
  const updatedBefore = bound('lastUpdatedBefore', Number.POSITIVE_INFINITY)
  return ({ createdMs, updatedMs }) =>
    createdMs >= createdAfter &&
    createdMs <= createdBefore &&
    updatedMs >= updatedAfter &&
    updatedMs <= updatedBefore
}

function wholeFilter(
  { world, request }: Call,
  marketplaceIds: readonly string[],
): ((listing: Listing) => boolean) | undefined {
  const { query } = request
  const severities = listOf(query, 'withIssueSeverity')
  const withStatus = listOf(query, 'withStatus')
  const without = listOf(query, 'withoutStatus')
  const everywhere = marketplaceIds.length === world.settings().participations.length
  if (severities.length + withStatus.length + without.length === 0 && everywhere) return undefined
  return (listing) => {
    const status = statusOf(listing, world.listings.fba.get(listing.sku)?.fulfillable ?? 0)
    return (
      listing.marketplaceIds.some((id) => marketplaceIds.includes(id)) &&
      (severities.length === 0 ||
        listing.issues.some((one) => severities.includes(one.severity))) &&
      (withStatus.length === 0 || withStatus.some((one) => status.includes(one))) &&
      !without.some((one) => status.includes(one))
    )
  }
}

type Found = { readonly skus: readonly string[]; readonly count: number }

/** The first thousand in order, and how many there are; kept until a listing changes. */
function find({ world }: Call, search: Search): Found {
  const { store } = world.listings
  const key = `${search.asked} ${store.version()}`
  const known = remembered.get(store)
  if (known?.key === key) return known.found
  const { isWanted, isWantedWhole, sortBy, isAscending } = search
  const byIdentifier = identifierFilter(search)
  const sign = isAscending ? 1 : -1
  const order = (a: ListingRow, b: ListingRow): number => {
    const date = sortBy === 'createdDate' ? a.createdMs - b.createdMs : a.updatedMs - b.updatedMs
    return (sortBy === 'sku' || date === 0 ? (a.sku < b.sku ? -1 : 1) : date) * sign
  }
  let best: ListingRow[] = []
  let count = 0
  for (const row of candidates(store, search)) {
    if (!isWanted(row)) continue
    if (isWantedWhole !== undefined || byIdentifier !== undefined) {
      const listing = store.get(row.sku)
      if (listing === undefined || isWantedWhole?.(listing) === false) continue
      if (byIdentifier?.(listing) === false) continue
    }
    count += 1
    best.push(row)
    if (best.length >= mostPaged * 20) best = best.sort(order).slice(0, mostPaged)
  }
  const skus = best
    .sort(order)
    .slice(0, mostPaged)
    .map(({ sku }) => sku)
  const found = { skus, count }
  remembered.set(store, { key, found })
  return found
}

const remembered = new WeakMap<object, { readonly key: string; readonly found: Found }>()

function candidates(
  store: Call['world']['listings']['store'],
  { identifiers, identifiersType }: Search,
): Iterable<ListingRow> {
  if (identifiersType !== 'SKU') return store.rows()
  return identifiers.flatMap((sku) => store.get(sku) ?? [])
}

function identifierFilter({
  identifiers,
  identifiersType,
}: Search): ((listing: Listing) => boolean) | undefined {
  const wanted = new Set(identifiers)
  switch (identifiersType) {
    case '':
    case 'SKU':
      return undefined
    case 'ASIN':
      return ({ asin }) => wanted.has(asin)
    case 'FNSKU':
      return ({ fnSku = '' }) => wanted.has(fnSku)
    case 'EAN':
    case 'GTIN':
    case 'UPC':
      return ({ content }) => content.barcode !== '' && wanted.has(content.barcode)
    default:
      throw badRequest('identifiersType')
  }
}

function oneOf(query: URLSearchParams, name: string, allowed: readonly string[]): string {
  const value = query.get(name) ?? allowed[0] ?? ''
  if (!allowed.includes(value)) throw badRequest(name)
  return value
}

const tokenSchema = z.object({ at: z.int().nonnegative(), asked: z.string() })

function readToken(text: string | null, asked: string): number {
  if (text === null) return 0
  try {
    const token = tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
    if (token.asked === asked) return token.at
  } catch {
    // falls through to Amazon's words
  }
  throw badRequest('pageToken')
}
