/** What orders wait for, what it may be, and the links that were made. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { get, post, remove, withQuery } from './call.ts'

export type Pieces = readonly { readonly text: string; readonly same: boolean }[]

export type Evidence = {
  readonly is: 'same-barcode' | 'same-sku' | 'near-sku' | 'longer-sku' | 'title'
  readonly barcode?: string
  readonly difference?: {
    readonly characters: number
    readonly amazon: Pieces
    readonly shopify: Pieces
  }
  readonly options?: 'none' | 'all-named' | 'some-named'
  readonly unnamed?: readonly string[]
}

export type Suggestion = {
  readonly variantGid: string
  readonly shopifySku: string | null
  readonly productTitle: string
  readonly variantTitle: string
  readonly strength: 'strong' | 'likely' | 'weak'
  readonly evidence: readonly Evidence[]
}

export type WaitingSku = {
  readonly amazonSku: string
  readonly title: string | null
  readonly asin: string | null
  readonly why: 'unmapped' | 'ambiguous'
  readonly waiting: number
  readonly orders: readonly {
    readonly orderId: string
    readonly placedAt: string | null
    readonly shipBy: string | null
  }[]
  readonly suggestions: readonly Suggestion[]
}

export type Inbox = {
  readonly skus: readonly WaitingSku[]
  readonly total: { readonly skus: number; readonly orders: number } | null
  readonly next: string | null
}

export const inboxQuery = queryOptions({
  queryKey: ['inbox'],
  queryFn: ({ signal }) => get<Inbox>('/api/mappings/inbox?limit=50', signal),
})

export type Component = { readonly variant: string; readonly quantity: number }

export type Linked = {
  readonly amazonSku: string
  readonly replayedOrders: number
  readonly undo: string
}

export const link = (amazonSku: string, components: readonly Component[]) =>
  post<Linked>('/api/mappings/link', { amazonSku, components })
export const takeBack = (undo: string) => post('/api/mappings/unlink', { undo })

export type Mapping = {
  readonly amazonSku: string
  readonly components: readonly {
    readonly variantGid: string
    readonly quantity: number
    readonly shopifySku: string | null
    readonly productTitle: string | null
    readonly variantTitle: string | null
    readonly gone: boolean
  }[]
  readonly by: string
  readonly at: string
}

export function mappingsQuery(search: string) {
  return infiniteQueryOptions({
    queryKey: ['mappings', search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      get<{ mappings: readonly Mapping[]; next: string | null }>(
        withQuery('/api/mappings', { search, after: pageParam, limit: 50 }),
        signal,
      ),
    getNextPageParam: (page) => page.next,
  })
}

export const unlink = (amazonSku: string) => remove(withQuery('/api/mappings', { amazonSku }))

export type RowOutcome = {
  readonly line: number
  readonly amazonSku: string
  readonly outcome: 'new' | 'changed' | 'same'
}

export type Imported = {
  readonly applied: number
  readonly bad: readonly {
    readonly line: number
    readonly amazonSku: string
    readonly reason: string
  }[]
  readonly rows?: readonly RowOutcome[]
}

/** What the file would do; nothing is taken. */
export const previewCsv = (csv: string) =>
  post<Imported>(withQuery('/api/mappings/csv', { onBadRows: 'apply-good', dryRun: 'true' }), csv)

/** Takes the rows that are right. */
export const importCsv = (csv: string) =>
  post<Imported>(withQuery('/api/mappings/csv', { onBadRows: 'apply-good' }), csv)
