/** The one list of both platforms, its views, and what is done with many orders at once. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { Money } from '../words/format.ts'
import { chosenAccount, get, post, withQuery } from './call.ts'

export const views = [
  'open',
  'need-you',
  'leave-today',
  'not-taken',
  'amazon-ships',
  'refunds-returns',
  'everything',
] as const
export type View = (typeof views)[number]

export type ListFilter = {
  readonly view?: View | undefined
  readonly channel?: 'amazon' | 'shopify' | undefined
  readonly search?: string | undefined
  readonly marketplaceId?: string | undefined
  readonly fulfilledBy?: 'MERCHANT' | 'AMAZON' | undefined
  readonly status?: string | undefined
  readonly code?: string | undefined
}

export type Row = {
  readonly key: string
  readonly channel: 'amazon' | 'shopify'
  readonly orderId: string | null
  readonly shopifyName: string | null
  readonly amazonUrl: string | null
  readonly shopifyUrl: string | null
  readonly at: string
  readonly marketplace: string | null
  readonly method: 'FBA' | 'SFP' | 'FBM' | null
  readonly programs: readonly string[]
  readonly units: number | null
  readonly total: Money | null
  readonly shipBy: string | null
  readonly status: string | null
  readonly fulfillment: string | null
  readonly financial: string | null
  readonly lane:
    | 'crossed'
    | 'moving'
    | 'waiting'
    | 'held'
    | 'stays-amazon'
    | 'stays-shopify'
    | 'cancelled'
  readonly code: string
  readonly title: string
  readonly text: string
  readonly hold: {
    readonly concern: string
    readonly code: string
    readonly title: string
    readonly since: string
    readonly more: number
  } | null
  readonly verbs: readonly string[]
}

export type RowPage = {
  readonly rows: readonly Row[]
  readonly next: string | null
  readonly total: number
  readonly more: boolean
  readonly asOf: string
}

export type ViewCount = { readonly view: string; readonly orders: number; readonly more: boolean }

const pageRows = 50

export function orderListQuery(filter: ListFilter) {
  return infiniteQueryOptions({
    queryKey: ['order-list', filter],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const asked = { ...filter, after: pageParam, limit: pageRows }
      return get<RowPage>(withQuery('/api/order-list', asked), signal)
    },
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  })
}

/** Where the browser fetches all rows of a list as a file; a plain link takes no header. */
export const csvAddress = (filter: ListFilter) =>
  withQuery('/api/order-list.csv', { ...filter, account: chosenAccount() })

export const viewCountsQuery = queryOptions({
  queryKey: ['order-list', 'views'],
  queryFn: ({ signal }) => get<{ views: readonly ViewCount[] }>('/api/order-list/views', signal),
})

export type Place = {
  readonly place: number | null
  readonly total: number
  readonly more: boolean
  readonly previous: string | null
  readonly next: string | null
}

export function placeQuery(filter: ListFilter, orderId: string) {
  return queryOptions({
    queryKey: ['order-list', 'place', filter, orderId],
    queryFn: ({ signal }) => {
      const asked = { ...filter, key: `a:${orderId}` }
      return get<Place>(withQuery('/api/order-list/place', asked), signal)
    },
  })
}

export const holdOrder = (orderId: string, reason: string) =>
  post(`/api/orders/${orderId}/hold`, { reason })

type FoundOrder = { readonly orderId: string; readonly shopifyName: string | null }

/** Exact, and in the body: a name must not stand in an address. */
export async function findByBuyer(what: 'buyerName' | 'postcode', text: string) {
  const found = await post<{ orders: readonly FoundOrder[]; next: string | null }>(
    '/api/orders/search',
    { [what]: text, limit: 50 },
  )
  return found.orders
}

export type BulkVerb = 'export' | 'dismiss' | 'dismiss-holds'

export type BulkJob = {
  readonly jobId: string
  readonly verb: BulkVerb
  readonly state: 'running' | 'stopping' | 'stopped' | 'done'
  readonly total: number
  readonly done: number
  readonly failed: number
  readonly refusals: readonly {
    readonly code: string
    readonly cause: string
    readonly orders: readonly string[]
    readonly count: number
  }[]
}

export const beginBulk = (verb: BulkVerb, orderIds: readonly string[]) =>
  post<{ jobId: string }>('/api/orders/bulk', { verb, orderIds })

export const stopBulk = (jobId: string) => post<BulkJob>(`/api/bulk/${jobId}/stop`)

export function bulkQuery(jobId: string) {
  return queryOptions({
    queryKey: ['bulk', jobId],
    queryFn: ({ signal }) => get<BulkJob>(`/api/bulk/${jobId}`, signal),
    refetchInterval: ({ state }) =>
      state.data !== undefined && ['stopped', 'done'].includes(state.data.state) ? false : 1_000,
  })
}
