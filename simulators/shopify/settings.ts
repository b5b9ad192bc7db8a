/** The settings of one simulated shop; control verbs may change the mutable ones. */

export type ShopifyPlan = 'standard' | 'advanced' | 'plus'

/** What the shop does to every call: an open one answers, the others refuse as the platform does. */
export type ShopStatus = 'open' | 'frozen' | 'forbidden' | 'locked' | 'rejected'

/** Sends one webhook; the answer's status decides whether it counts as delivered. */
export type Deliver = (
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<{ status: number }>

/** The options with every gap filled; control verbs may change the mutable ones. */
export type ShopSettings = {
  readonly shop: string
  readonly shopName: string
  readonly currency: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: readonly string[]
  plan: ShopifyPlan
  quotas: 'default' | 'off'
  ordersPerMinute: number
  indexLagMs: number
  identifierLagMs: number
  routingDelayMs: number
  refuseDuplicateId: boolean
  archiveWhenDone: boolean
  partlyFulfilledStatus: 'IN_PROGRESS' | 'OPEN'
  restockUnclaimed: boolean
  cancelTakesMs: number
  cancelNoteOnRefund: boolean
  returnSettlesMs: number
  idempotencyKeptMs: number
  idempotencyRefusal: 'user-error' | 'top-level'
  taxRateOnAddressChange: number | null
  idempotentInventoryRepeat: 'replayed' | 'checked-again'
  moveBelowZero: 'allowed' | 'refused'
  bulkStartsMs: number
  bulkTakesMs: number
  bulkMsPerThousand: number
  bulkConcurrent: number
  readonly allowLoopbackWebhooks: boolean
  readonly webhookTimeoutMs: number
  readonly webhookDelayMs: number
  readonly webhookRemoval: 'exhausted-delivery' | 'consecutive-attempts'
}
