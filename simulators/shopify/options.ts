/**
 * How a Shopify simulator is set up. What the facts leave open about the platform is a switch here, so
 * that tests can pass both ways.
 */
import type { FaultPlane } from '../kit/fault-plane.ts'
import type { WorldClock } from '../kit/world-clock.ts'
import type { ShopifyControl } from './control/control-types.ts'
import type { Deliver, ShopifyPlan, ShopSettings } from './settings.ts'

export type { Deliver } from './settings.ts'

export type ShopifyOptions = {
  readonly clock: WorldClock
  readonly seed: number
  readonly faults?: FaultPlane
  /** The shop's permanent host name. */
  readonly shop?: string
  readonly shopName?: string
  readonly currency?: string
  readonly clientId?: string
  readonly clientSecret?: string
  readonly scopes?: readonly string[]
  readonly plan?: ShopifyPlan
  /** `off` reports a huge bucket and never throttles. */
  readonly quotas?: 'default' | 'off'
  /** Trial and development shops take five new orders a minute; 0 means no such limit. */
  readonly ordersPerMinute?: number
  /** How long a change takes to show in `orders(query:)`. */
  readonly indexLagMs?: number
  /** How long a new order takes to show in `orderByIdentifier`; unproven on the platform. */
  readonly identifierLagMs?: number
  /** How long after orderCreate the fulfilment orders appear; 0 means in its answer. */
  readonly routingDelayMs?: number
  /** Whether orderCreate refuses a second order with the same value of an `id` metafield; unproven. */
  readonly refuseDuplicateId?: boolean
  /** Archives an order that is paid and shipped whole: a setting of the shop. */
  readonly archiveWhenDone?: boolean
  /** How a fulfilment order reads of which a part has shipped; not recorded. */
  readonly partlyFulfilledStatus?: 'IN_PROGRESS' | 'OPEN'
  /** Whether restocking an order that claimed no stock (BYPASS) adds units all the same; unproven. */
  readonly restockUnclaimed?: boolean
  /** How long orderCancel takes from its answer to its effect. */
  readonly cancelTakesMs?: number
  /** Whether the refund of orderCancel carries the staff note; not recorded. */
  readonly cancelNoteOnRefund?: boolean
  /** How long a processed return takes to restock and to close. */
  readonly returnSettlesMs?: number
  /** How long an idempotency key is remembered; the platform does not say. */
  readonly idempotencyKeptMs?: number
  /** Where a misused idempotency key shows on refundCreate, whose userErrors have no code; unproven. */
  readonly idempotencyRefusal?: 'user-error' | 'top-level'
  /** The rate at which a new address of an unshipped order is taxed; null keeps the taxes as they were. */
  readonly taxRateOnAddressChange?: number | null
  /**
   * A repeat of an inventory write under its key: answered as the first was (documented), or with its compared quantities
   * checked once more, so that it may answer STALE (recorded).
   */
  readonly idempotentInventoryRepeat?: 'replayed' | 'checked-again'
  /** Whether inventoryMoveQuantities takes more out of `available` than there is; unproven. */
  readonly moveBelowZero?: 'allowed' | 'refused'
  /** How long a bulk operation is CREATED, and how long it then runs at least and for each thousand objects. */
  readonly bulkStartsMs?: number
  readonly bulkTakesMs?: number
  readonly bulkMsPerThousand?: number
  /** How many bulk queries an app runs at once: five since 2026-01. */
  readonly bulkConcurrent?: number
  /** Lets webhook addresses be http on this machine, which Shopify never does. */
  readonly allowLoopbackWebhooks?: boolean
  readonly webhookTimeoutMs?: number
  readonly webhookDelayMs?: number
  /** What removes a subscription: one delivery that failed for good, or so many failed attempts in a row. */
  readonly webhookRemoval?: 'exhausted-delivery' | 'consecutive-attempts'
  readonly deliver?: Deliver
  readonly journalLimit?: number
  /** Fills the shop at start and after every reset. */
  readonly populate?: (control: ShopifyControl) => void
}

/** What a bridge between a marketplace and a shop would ask for, and all that this simulator serves. */
export const defaultScopes: readonly string[] = [
  'read_orders',
  'write_orders',
  'read_all_orders',
  'read_customers',
  'read_products',
  'write_products',
  'read_inventory',
  'write_inventory',
  'read_locations',
  'read_fulfillments',
  'write_fulfillments',
  'read_returns',
  'write_returns',
  'read_merchant_managed_fulfillment_orders',
  'write_merchant_managed_fulfillment_orders',
]

const dayMs = 24 * 3_600_000

/** Fills the gaps of the options with their defaults. */
export function settingsFrom(options: ShopifyOptions): ShopSettings {
  return {
    shop: options.shop ?? 'nordvik-demo.myshopify.com',
    shopName: options.shopName ?? 'Nordvik Home',
    currency: options.currency ?? 'EUR',
    clientId: options.clientId ?? 'c0ffee00c0ffee00c0ffee00c0ffee00',
    clientSecret: options.clientSecret ?? 'shpss_simulated_secret_of_the_demo_shop',
    scopes: options.scopes ?? defaultScopes,
    plan: options.plan ?? 'standard',
    quotas: options.quotas ?? 'default',
    ordersPerMinute: options.ordersPerMinute ?? 0,
    indexLagMs: options.indexLagMs ?? 2000,
    identifierLagMs: options.identifierLagMs ?? 0,
    routingDelayMs: options.routingDelayMs ?? 0,
    refuseDuplicateId: options.refuseDuplicateId ?? false,
    archiveWhenDone: options.archiveWhenDone ?? false,
    partlyFulfilledStatus: options.partlyFulfilledStatus ?? 'IN_PROGRESS',
    restockUnclaimed: options.restockUnclaimed ?? false,
    cancelTakesMs: options.cancelTakesMs ?? 2000,
    cancelNoteOnRefund: options.cancelNoteOnRefund ?? false,
    returnSettlesMs: options.returnSettlesMs ?? 2000,
    idempotencyKeptMs: options.idempotencyKeptMs ?? dayMs,
    idempotencyRefusal: options.idempotencyRefusal ?? 'user-error',
    taxRateOnAddressChange:
      options.taxRateOnAddressChange === undefined ? 0.25 : options.taxRateOnAddressChange,
    idempotentInventoryRepeat: options.idempotentInventoryRepeat ?? 'checked-again',
    moveBelowZero: options.moveBelowZero ?? 'allowed',
    bulkStartsMs: options.bulkStartsMs ?? 1000,
    bulkTakesMs: options.bulkTakesMs ?? 5000,
    bulkMsPerThousand: options.bulkMsPerThousand ?? 200,
    bulkConcurrent: options.bulkConcurrent ?? 5,
    allowLoopbackWebhooks: options.allowLoopbackWebhooks ?? true,
    webhookTimeoutMs: options.webhookTimeoutMs ?? 5000,
    webhookDelayMs: options.webhookDelayMs ?? 0,
    webhookRemoval: options.webhookRemoval ?? 'exhausted-delivery',
  }
}
