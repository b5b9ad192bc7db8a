/** Settings, lanes, the connection, and what a change would do. */
import { queryOptions } from '@tanstack/react-query'
import { get, post, put } from './call.ts'

export type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>
/** What is laid over what stands, group by group. */
export type Change = Readonly<Record<string, Readonly<Record<string, unknown>>>>

export type Tally = {
  readonly outcome: 'import' | 'hold' | 'wait' | 'rest'
  readonly code: string
  readonly text: string
  /** Orders now, and with the wanted settings. */
  readonly present: number
  readonly wanted: number
}

export type Preview = {
  readonly days: number
  readonly orders: number
  readonly more: boolean
  readonly tallies: readonly Tally[]
}

export type LaneState = 'watch' | 'live'
export type Lanes = Readonly<Record<string, LaneState>>

/** What lanes that only watch would do now. */
export type Would = { readonly concern: string; readonly what: string; readonly orders: number }

export type Connection = {
  readonly accountId: string
  readonly state: 'connected' | 'disconnected' | 'none'
  readonly shop: string | null
  readonly currency: string | null
  readonly region: string | null
  readonly sellerId: string | null
  readonly marketplaces: readonly string[]
  readonly connectedAt: string | null
}

export type Check = {
  readonly door: 'ground' | 'amazon' | 'shopify'
  readonly check: string
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped'
  readonly text: string
  readonly fix: string | null
}

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => get<Settings>('/api/settings', signal),
})

export const changeSettings = (change: Change) =>
  put<{ changed: readonly string[]; reconsideredOrders: number }>('/api/settings', change)

export function previewQuery(change: Change) {
  return queryOptions({
    queryKey: ['settings-preview', change],
    queryFn: () => post<Preview>('/api/settings/preview', change),
    placeholderData: (before: Preview | undefined) => before,
    staleTime: 60_000,
  })
}

export const lanesQuery = queryOptions({
  queryKey: ['lanes'],
  queryFn: ({ signal }) => get<Lanes>('/api/lanes', signal),
})

export const lanePreviewQuery = queryOptions({
  queryKey: ['lanes', 'preview'],
  queryFn: ({ signal }) => get<{ lanes: readonly Would[] }>('/api/lanes/preview', signal),
})

export const setLane = (lane: string, state: LaneState) => put('/api/lanes', { [lane]: state })

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: ({ signal }) => get<Connection>('/api/connection', signal),
})

export const runChecks = () => post<{ checks: readonly Check[] }>('/api/connection/checks')
export const disconnect = () => post('/api/connection/disconnect', { confirm: true })
