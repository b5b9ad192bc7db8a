/** How a refund without lines is divided over what was sold, to the cent. */
import { queryOptions } from '@tanstack/react-query'
import type { Money } from '../words/format.ts'
import { get, post, withQuery } from './call.ts'

export type SplitRow = {
  readonly itemId: string
  readonly sku: string | null
  readonly title: string | null
  readonly component: string
  readonly charged: Money
  readonly refundedHere: Money
  readonly refundedAmazon: Money
  readonly left: Money
  readonly suggested: Money
}

export type Split = {
  readonly orderId: string
  readonly subject: string
  readonly code: string
  readonly lane: 'watch' | 'live'
  readonly asked: Money
  readonly left: Money
  readonly readAt: {
    readonly amazon: string | null
    readonly finances: string | null
    readonly shopify: string | null
  }
  readonly unclear: readonly string[]
  readonly rows: readonly SplitRow[]
}

export type SplitLine = {
  readonly itemId: string
  readonly component: string
  readonly amountMinor: number
}

export type SplitPreview = {
  readonly sound: boolean
  readonly total: Money
  readonly asked: Money
  readonly rest: Money
  readonly issues: readonly {
    readonly code: string
    readonly itemId: string | null
    readonly component: string | null
    readonly left: Money | null
  }[]
  readonly message: readonly {
    readonly itemId: string
    readonly sku: string | null
    readonly title: string | null
    readonly reason: string
    readonly components: readonly { readonly component: string; readonly amount: Money }[]
  }[]
  readonly effect: string
}

const pathOf = (orderId: string) => `/api/orders/${orderId}/refund-split`

export function splitQuery(orderId: string, subject: string | null) {
  return queryOptions({
    queryKey: ['refund-split', orderId, subject],
    queryFn: ({ signal }) => get<Split>(withQuery(pathOf(orderId), { subject }), signal),
    // What one is typing into must not move.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
}

export const previewSplit = (orderId: string, subject: string, lines: readonly SplitLine[]) =>
  post<SplitPreview>(`${pathOf(orderId)}/preview`, { subject, lines })
export const sendSplit = (orderId: string, subject: string, lines: readonly SplitLine[]) =>
  post(pathOf(orderId), { subject, lines, confirm: true })
