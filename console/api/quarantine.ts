/** Old money, and what came of an unknown origin: it waits for a word. */
import { queryOptions } from '@tanstack/react-query'
import type { Money } from '../words/format.ts'
import { get } from './call.ts'
import type { VerbOffer } from './order-page.ts'

export type Case = {
  readonly orderId: string
  readonly shopifyName: string | null
  readonly concern: string
  readonly code: string
  readonly title: string
  readonly text: string
  readonly subject: string
  readonly since: string
  readonly total: Money | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly onAmazon: string | null
  readonly inShop: { readonly cancelledAt: string | null; readonly refunded: Money | null }
  readonly actions: readonly VerbOffer[]
  readonly amazonUrl: string | null
  readonly shopifyUrl: string | null
}

export type Quarantine = {
  readonly cases: readonly Case[]
  readonly gap: {
    readonly disconnectedAt: string | null
    readonly connectedAt: string | null
  } | null
}

export const quarantineQuery = queryOptions({
  queryKey: ['quarantine'],
  queryFn: ({ signal }) => get<Quarantine>('/api/quarantine?limit=50', signal),
})
