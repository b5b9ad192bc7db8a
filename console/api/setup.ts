/** What is entered to connect both sides. Secrets go in and never come out: `has…` says that one is kept. */
import { queryOptions } from '@tanstack/react-query'
import { get, post, put, remove } from './call.ts'
import type { Check } from './settings.ts'

export const regions = ['eu', 'na', 'fe'] as const
export type Region = (typeof regions)[number]

type Source = 'console' | 'environment' | null

export type AmazonSetup = {
  readonly from: Source
  readonly region: Region
  readonly clientId: string | null
  readonly applicationId: string | null
  readonly sellerId: string | null
  readonly hasSecret: boolean
  readonly hasRefreshToken: boolean
  readonly redirectUri: string
  readonly canAuthorise: boolean
  readonly missing: readonly string[]
}

export type ShopifySetup = {
  readonly from: Source
  readonly shop: string | null
  readonly how: 'client-credentials' | 'oauth' | 'token' | null
  readonly clientId: string | null
  readonly hasSecret: boolean
  readonly hasToken: boolean
  readonly redirectUri: string
  readonly scopes: readonly string[]
  readonly canAuthorise: boolean
  readonly missing: readonly string[]
}

export type Setup = {
  readonly accountId: string
  readonly state: 'none' | 'connected' | 'disconnected'
  readonly publicUrl: string | null
  readonly amazon: AmazonSetup
  readonly shopify: ShopifySetup
  readonly ready: boolean
  readonly changed: boolean
}

export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => get<Setup>('/api/setup', signal),
  retry: false,
})

export const enterAmazon = (entered: Readonly<Record<string, string>>) =>
  put<Setup>('/api/setup/amazon', entered)
export const enterShopify = (entered: Readonly<Record<string, string>>) =>
  put<Setup>('/api/setup/shopify', entered)
export const tryEntered = () => post<{ checks: readonly Check[] }>('/api/setup/checks')
export const connect = () => post<{ marketplaces: number; currency: string }>('/api/setup/connect')
export const throwAway = () => remove('/api/setup')

/** Goes to the platform to be let in there; it sends the person back here. */
export async function authorise(door: 'amazon' | 'shopify'): Promise<void> {
  const { url } = await post<{ url: string }>(`/api/setup/${door}/authorise`)
  location.assign(url)
}
