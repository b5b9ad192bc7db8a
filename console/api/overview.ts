/** What the Overview, the header and its pips show. */
import { queryOptions } from '@tanstack/react-query'
import type { Money } from '../words/format.ts'
import { get } from './call.ts'

export type DoorState = {
  readonly state: 'ok' | 'silent' | 'unknown'
  readonly heardAt: string | null
  readonly since: string | null
  readonly code: string | null
}

export type Need = {
  readonly kind: 'order' | 'incident' | 'dead-letter' | 'stock'
  readonly code: string
  readonly title: string
  readonly fix: string
  readonly orders: number
  readonly money: readonly Money[]
  readonly since: string | null
  readonly shipBy: string | null
  readonly late: boolean
  readonly urgent: { readonly orderId: string; readonly shopifyName: string | null } | null
  readonly action: {
    readonly verb:
      | 'open-order'
      | 'list'
      | 'map'
      | 'quarantine'
      | 'stock'
      | 'incidents'
      | 'dead-letters'
    readonly query: Readonly<Record<string, string>>
  }
}

export type Leaving = {
  readonly orderId: string
  readonly shopifyName: string | null
  readonly shipBy: string
  readonly units: number | null
  readonly service: string | null
  readonly programs: readonly string[]
  readonly marketplace: string | null
  readonly total: Money | null
}

export type LagHour = {
  readonly at: string
  readonly imports: number
  readonly p50Ms: number | null
  readonly p99Ms: number | null
}

export type Budget = {
  readonly platform: 'amazon' | 'shopify'
  readonly operation: string
  readonly left: number
  readonly capacity: number
  readonly ratePerS: number
  readonly blockedUntil: string | null
}

export type Today = {
  readonly from: string
  readonly amazonOrders: number
  readonly byAmazon: number
  readonly imported: number
  readonly withoutHand: number
  readonly shopOwn: number
  readonly parcels: number
  readonly cancellations: number
  readonly refunds: number
}

export type Overview = {
  readonly asOf: string
  readonly account: {
    readonly accountId: string
    readonly shop: string | null
    readonly state: string
    readonly marketplaces: readonly string[]
  }
  readonly doors: { readonly amazon: DoorState; readonly shopify: DoorState }
  readonly needYou: { readonly orders: number; readonly more: boolean }
  readonly pips: {
    readonly orders: number
    readonly mapping: number
    readonly quarantine: number
    readonly stock?: number
    readonly incidents: number
  }
  readonly needs: readonly Need[]
  readonly leavesNext: {
    readonly total: number
    readonly orders: readonly Leaving[]
  }
  readonly today: Today
  readonly lag: {
    readonly imports: number
    readonly p50Ms: number | null
    readonly p99Ms: number | null
    readonly overdue: number
    readonly alarmMs: number
    readonly alarm: boolean
    readonly hours: readonly LagHour[]
  }
  readonly budgets: readonly Budget[]
  readonly deadLetters: number
  readonly alarms: readonly string[]
}

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => get<Overview>('/api/overview?ships=7', signal),
  refetchInterval: 30_000,
})
