/** What the API is made of: small functions that `main` joins. It never sees a platform client. */
import type { Settings } from '../config/settings.ts'
import type { AccountId } from '../core/ids.ts'
import type { LifePolicy } from '../core/life/life-policy.ts'
import type { Monotonic } from '../core/ports.ts'
import type { Log } from '../log.ts'
import type { PolicyOf } from '../operations/connection/preview-settings.ts'
import type { SetUpDeps } from '../operations/connection/set-up.ts'
import type { SetUpPort } from '../operations/connection/set-up-port.ts'
import type { DoctorProbes } from '../operations/doctor/doctor-probes.ts'
import type { OperationDeps } from '../operations/operation-deps.ts'
import type { OpenPersonal } from '../operations/orders/read-address.ts'
import type { OpenRaw } from '../operations/orders/read-raw-order.ts'
import type { PeopleDeps } from '../operations/people/people-deps.ts'
import type { ShopDelivery, ShopEvent } from '../reconcile/intake/take-webhook.ts'
import type { ChangeFeed } from './events/change-hub.ts'

export type Readiness = {
  readonly database: 'ok' | 'away'
  readonly migrations: 'ok' | 'not-applied'
  readonly connection: 'connected' | 'none'
  /** Polls and sweeps; given up, orders do not come by themselves. */
  readonly work: 'ok' | 'given-up' | 'unknown'
}

export type HttpParts = {
  readonly deps: OperationDeps
  readonly openRaw: OpenRaw
  readonly openPersonal: OpenPersonal
  /** Keyed hashes of what a person searches for, under each known key. */
  readonly hmacsOf: (kind: 'name' | 'postcode', text: string) => readonly Uint8Array[]
  readonly webhooks: {
    /** True when the body was signed with this account's client secret; false for no account. */
    verify(
      accountId: AccountId,
      rawBody: Uint8Array,
      headers: Readonly<Record<string, string | undefined>>,
    ): Promise<boolean>
    /** Undefined when a topic that we use has a body that we cannot read. */
    read(topic: string, rawBody: string): ShopEvent | undefined
    /** Resolves when the delivery and what it marks are committed. */
    take(accountId: AccountId, delivery: ShopDelivery): Promise<void>
  }
  /** Seals the second factors of people. */
  readonly sealing: PeopleDeps['sealing']
  /** Where people reach us, when the operator names it; no slash at the end. */
  readonly publicUrl?: string | undefined
  /** The built pages of the console; without it there are none. */
  readonly consoleFolder?: string | undefined
  /** Tells of changes that other processes made too. */
  readonly changes: ChangeFeed
  /** What the settings of a connection mean for the import. */
  readonly policyOf: PolicyOf<Settings>
  /** What the settings of a connection mean for what comes after the import. */
  readonly lifePolicyOf: (settings: Settings) => LifePolicy
  /** What `doctor` asks of an account, live. */
  readonly probes: (accountId: AccountId) => Promise<DoctorProbes>
  /** A stored credential of a platform, open. Only set-up asks; no answer holds one. */
  readonly storedSecret: SetUpDeps['stored']
  /** Connects both platforms from the console; without it set-up is left to the environment. */
  readonly setUp?: SetUpPort | undefined
  /** Never throws. */
  readonly readiness: () => Promise<Readiness>
  readonly log: Log
  readonly monotonic: Monotonic
  readonly newRequestId: () => string
}
