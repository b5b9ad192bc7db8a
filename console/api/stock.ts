/** Stock: what Amazon shows, what it should, the sum of it, and the audits. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get, post, withQuery } from './call.ts'

export type StockSum = {
  readonly parts: readonly {
    readonly variantGid: string
    readonly available: number
    readonly reserved: number
    readonly units: number
    readonly allows: number
  }[]
  readonly percent: number
  readonly buffer: number
  readonly cap: number | null
  readonly floor?: number
  readonly result: number
}

export type StockFigure = {
  readonly amazonSku: string
  readonly marketplaceId: string
  readonly title: string | null
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  readonly amazon: number | null
  readonly figure: number | null
  readonly unknown: string | null
  readonly sum: StockSum | null
  readonly sentAt: string | null
  /** Left out by a server that does not tell it. */
  readonly fba?: FbaFigure | null
  /** Units of pending orders that were set aside in Shopify. */
  readonly moved?: number
  readonly refusedText: string | null
  readonly holdCode: string | null
}

/** What Amazon holds in its own warehouses. */
export type FbaFigure = {
  readonly fulfillable: number | null
  readonly inbound: number | null
  readonly reserved: number | null
}

export type Drift = {
  readonly amazonSku: string
  readonly marketplaceId: string
  readonly amazon: number
  readonly formula: number
  readonly sum: StockSum
  readonly cause: string
  readonly causeText: string
}

export type Audit = {
  readonly auditNo: number
  readonly at: string
  readonly doneAt: string | null
  readonly skus: number
  readonly drifts: number
  readonly found: readonly Drift[]
}

export type HistoryLine = {
  readonly at: string
  readonly marketplaceId: string | null
  readonly what: string
  readonly by: string
  readonly from: number | null
  readonly to: number | null
}

export const stockFilters = ['all', 'differing', 'waiting', 'unknown', 'refused', 'held'] as const
export type StockFilter = (typeof stockFilters)[number]

export function figuresQuery(filter: StockFilter) {
  return infiniteQueryOptions({
    queryKey: ['stock', 'figures', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      get<{ figures: readonly StockFigure[]; next: string | null }>(
        withQuery('/api/stock/figures', { filter, after: pageParam, limit: 20 }),
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })
}

export function historyQuery(sku: string) {
  return queryOptions({
    queryKey: ['stock', 'history', sku],
    queryFn: ({ signal }) =>
      get<{ history: readonly HistoryLine[] }>(
        `/api/stock/figures/${encodeURIComponent(sku)}`,
        signal,
      ),
  })
}

export const auditsQuery = queryOptions({
  queryKey: ['stock', 'audits'],
  queryFn: ({ signal }) => get<{ audits: readonly Audit[] }>('/api/stock/audits?limit=10', signal),
  // An audit that was just asked for goes on; its page follows until it is done.
  refetchInterval: ({ state }) => (state.data?.audits[0]?.doneAt === null ? 1_000 : false),
})

export const auditNow = () => post('/api/stock/audits')
export const repair = (skus: 'all' | readonly string[]) => post('/api/stock/repairs', { skus })
