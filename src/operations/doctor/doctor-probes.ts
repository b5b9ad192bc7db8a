/**
 * What `doctor` asks of the world, as functions: `main` joins them. Each throws when it cannot be
 * asked, and `explain` says why in words. None of them changes anything.
 */
import type { AddressCoverage } from '../../store/read/address-coverage.ts'
import type { DeadPeriodic } from '../../store/read/dead-periodic.ts'
import type { OtherApp } from '../../store/read/other-apps.ts'
import type { ShopPlace } from '../connection/choose-location.ts'
import type { SellerFacts, ShopFacts } from '../connection/connect.ts'
import type { FailureWords } from './check-line.ts'

export type DoctorProbes = {
  readonly explain: (error: unknown) => FailureWords
  readonly database: () => Promise<{ readonly version: string; readonly migrations: number }>
  /** PostgreSQL's clock minus this machine's; the factor is 1 outside of tests and demos. */
  readonly clock: () => Promise<{ readonly aheadMs: number; readonly factor: number }>
  readonly keyFrom: 'environment' | 'file'
  /** Null when neither a stored connection nor the environment says what to connect. */
  readonly account: AccountProbes | null
  readonly otherApps: () => Promise<readonly OtherApp[]>
  readonly coverage: () => Promise<AddressCoverage>
  /** Periodic work that was given up. */
  readonly givenUp: () => Promise<readonly DeadPeriodic[]>
}

export type AccountProbes = {
  /** Whether the connection is stored already, or only described. */
  readonly connected: boolean
  readonly seller: () => Promise<SellerFacts>
  readonly shop: () => Promise<ShopFacts & ShopPlan>
  readonly locations: () => Promise<readonly ShopPlace[]>
  readonly chosenLocations: readonly string[]
  readonly definition: () => Promise<'ready' | 'missing' | 'unusable'>
  /** Null when no public address is set. */
  readonly webhooks:
    | (() => Promise<{ readonly wanted: readonly string[]; readonly there: readonly string[] }>)
    | null
  /** Messages that wait; null when no queue is set. */
  readonly queue: (() => Promise<number>) | null
}

export type ShopPlan = {
  readonly name: string
  readonly plan: string
  readonly ordersPerMinute: number | null
  readonly appTitle: string
}
