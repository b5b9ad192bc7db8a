/** A webhook subscription, and what its deliveries need. */
import type { FaultPlane } from '../../kit/fault-plane.ts'
import type { Journal } from '../../kit/journal.ts'
import type { WorldClock } from '../../kit/world-clock.ts'
import type { Identifiers } from '../identifiers.ts'
import type { Deliver, ShopSettings } from '../settings.ts'

export type Subscription = {
  readonly id: string
  readonly numericId: number
  readonly topicEnum: string
  readonly topic: string
  uri: string
  readonly name: string | null
  includeFields: readonly string[]
  metafieldNamespaces: readonly string[]
  readonly createdAtMs: number
  updatedAtMs: number
  /** Failed attempts since the last success. */
  failures: number
}

export type WebhookParts = {
  readonly clock: WorldClock
  readonly settings: ShopSettings
  readonly identifiers: Identifiers
  readonly faults: FaultPlane
  readonly journal: Journal
  readonly deliver: Deliver
}
