/** One order whole, and what can be said about it. */
import { queryOptions } from '@tanstack/react-query'
import type { Money } from '../words/format.ts'
import { get, post } from './call.ts'

export type VerbOffer = {
  readonly verb: string
  readonly call: { readonly method: string; readonly path: string; readonly body: object }
  readonly effect: string
  readonly confirm: boolean
  /** What the call lacks still; the page asks for it. */
  readonly asks?: 'reason' | 'split' | null
}

export type Hold = {
  readonly concern: string
  readonly code: string
  readonly title: string
  readonly text: string
  readonly fix: string
  readonly page: string
  readonly subject: string | null
  readonly since: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly verbs: readonly VerbOffer[]
}

export type Line = {
  readonly itemId: string
  readonly sku: string | null
  readonly asin: string | null
  readonly title: string
  readonly quantity: number
  readonly quantityShipped: number
  readonly total: Money | null
  readonly match: {
    readonly step: string
    readonly variants: readonly {
      readonly gid: string
      readonly sku: string | null
      readonly title: string | null
    }[]
  } | null
}

export type Parcel = {
  readonly number: string | null
  readonly carrier: string | null
  readonly url: string | null
  readonly sentAt: string | null
  readonly state: 'in-shop' | 'sent' | 'taken' | 'cancelled' | 'on-amazon'
  readonly lines: readonly {
    readonly title: string
    readonly sku: string | null
    readonly quantity: number
  }[]
}

export type Sums = {
  readonly rows: readonly {
    readonly part: string
    readonly amazon: Money | null
    readonly shopify: Money | null
    readonly difference: Money | null
  }[]
  readonly taxByAmazon: boolean
  readonly refundedAmazon: Money | null
  readonly refundedShopify: Money | null
  readonly canRefund: Money | null
}

export type Station = {
  readonly station: 'placed' | 'paid' | 'seen' | 'in-shopify' | 'shipped' | 'taken'
  readonly at: string | null
  readonly reached: boolean
}

export type Trace = {
  readonly at: string
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}

export type Refund = {
  readonly side: 'amazon' | 'shopify'
  readonly at: string
  readonly amount: Money
  readonly ours: boolean
}

/** Something that we do on a platform, and how its newest try came out. */
export type PageEffect = {
  readonly key: string
  readonly kind: string
  readonly attempts: readonly { readonly state: string; readonly at: string }[]
}

export type OrderPage = {
  readonly orderId: string
  readonly placedAt: string | null
  readonly firstSeenAt: string
  readonly status: string | null
  readonly method: 'FBA' | 'SFP' | 'FBM' | null
  readonly programs: readonly string[]
  readonly marketplace: string | null
  readonly units: number | null
  readonly total: Money | null
  readonly shipBy: string | null
  readonly outcome: string
  readonly reason: string | null
  readonly reasonText: string
  readonly againAt: string | null
  readonly decidedAt: string | null
  readonly importedAt: string | null
  readonly shopifyGid: string | null
  readonly shopifyName: string | null
  readonly shopifyUrl: string | null
  readonly amazonUrl: string
  readonly addressKnown: boolean
  readonly observedAt: string | null
  readonly hasRaw: boolean
  readonly lines: readonly Line[]
  readonly effects: readonly PageEffect[]
  readonly shopifyOrders: readonly {
    readonly gid: string
    readonly name: string
    readonly app: string | null
    readonly evidence: readonly string[]
    readonly cancelledAt: string | null
    readonly deleted: boolean
    readonly seenAt: string
  }[]
  readonly returns: {
    readonly onAmazon: readonly {
      readonly returnId: string
      readonly status: string
      readonly reason: string | null
      readonly sku: string | null
      readonly quantity: number
      readonly at: string | null
    }[]
    readonly inShop: readonly {
      readonly name: string
      readonly status: string
      readonly quantity: number
    }[]
    readonly windowEndsAt: string | null
  }
  readonly replaces: { readonly orderId: string; readonly kind: string } | null
  readonly replacedBy: readonly string[]
  readonly trace: readonly Trace[]
  readonly asOf: string
  readonly serviceLevel: string | null
  readonly deliverBy: string | null
  readonly holds: readonly Hold[]
  readonly actions: readonly VerbOffer[]
  readonly sums: Sums | null
  readonly refunds: readonly Refund[]
  readonly parcels: readonly Parcel[]
  readonly stations: readonly Station[]
}

export function orderQuery(orderId: string) {
  return queryOptions({
    queryKey: ['order', orderId],
    queryFn: ({ signal }) => get<OrderPage>(`/api/orders/${orderId}`, signal),
  })
}

/** Says the offered word; a yes goes with it where it is asked for, and a reason. */
export function say(offer: VerbOffer, more: { readonly reason?: string } = {}): Promise<unknown> {
  const body = { ...offer.call.body, ...(offer.confirm ? { confirm: true } : {}), ...more }
  return post(offer.call.path, body)
}

export type Address = {
  readonly state: 'known' | 'withheld' | 'deleted'
  readonly name: string | null
  readonly lines: readonly string[]
  readonly city: string | null
  readonly postcode: string | null
  readonly region: string | null
  readonly country: string | null
  readonly deletedAt: string | null
}

export function addressQuery(orderId: string) {
  return queryOptions({
    queryKey: ['address', orderId],
    queryFn: ({ signal }) => get<Address>(`/api/orders/${orderId}/address`, signal),
    // Gone with the part that shows it; each reading is a row of the activity.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  })
}

export const readRaw = (orderId: string) => get<unknown>(`/api/orders/${orderId}/raw`)
