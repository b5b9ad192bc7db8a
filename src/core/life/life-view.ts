/**
 * What is known of an order after its import, for the concerns of order life: the newest reading of its
 * Shopify order, what happened there and how we came to know of it, our own effects, and what people
 * said. Put together by observe; it holds no opinion.
 */
import type { AttemptId, EffectKey } from '../ids.ts'
import type { ShopLife } from '../orders/shop-life.ts'
import type { ShopPersonal } from '../purge/shop-personal.ts'
import type { FinanceTransaction } from '../refunds/finance-transaction.ts'
import type { OrderReturn } from '../returns/order-return.ts'
import type { Seen } from '../seen.ts'

export type LifeView = {
  /** Grows with each reconnect. */
  readonly epoch: number
  /** Our create was answered in this epoch: its answer is the baseline, and it is empty. */
  readonly madeInEpoch: boolean
  /** Amazon was seen with the order not cancelled in this epoch (or it was made in it). */
  readonly openOnAmazonInEpoch: boolean
  /** The newest reading of this epoch; unknown while something newer is known to have happened. */
  readonly shop: Seen<ShopLife>
  /** The newest reading may have missed what came in its own second: then it is made once more. */
  readonly readAgainAtMs?: number | null
  /** False while Shopify says that nothing happened since the create: then no reading is needed. */
  readonly touched: boolean
  /** What a reading showed for the first time, each with how we came to know of it. */
  readonly events: readonly LifeEvent[]
  /** Our own effects on either side but the create and moves, newest attempt first. */
  readonly effects: readonly EffectRecord[]
  /** Effects that wait on a desk to be sent with others. */
  readonly queued: readonly EffectKey[]
  readonly finances: Seen<readonly FinanceTransaction[]>
  /** By Amazon's reports; left out where nothing asks for them. */
  readonly returns?: Seen<readonly OrderReturn[]>
  /** After how long Amazon showed what it took, when that was late of late; none when left out. */
  readonly shownAfterMs?: number | null
  /** How often Amazon showed another address since the order was made; none when left out. */
  readonly addressChanges?: number
  /** Our own copy of the buyer's data was removed, for its time was over; not when left out. */
  readonly personalPurged?: boolean
  /** What of the buyer the Shopify order still shows; unknown until it was looked at. */
  readonly shopPersonal?: Seen<ShopPersonal>
  readonly inputs: readonly LifeInput[]
}

export type LifeEvent = {
  /** `shopify-refund:<number>`, `shopify-cancel:<number>`, `amazon-refund:<transaction>`. */
  readonly eventId: string
  readonly kind: LifeEventKind
  readonly provenance: Provenance
  readonly firstSeenMs: number
}

export type LifeEventKind =
  | 'shopify-refund'
  | 'shopify-cancel'
  | 'shopify-removed'
  | 'amazon-refund'
  /** Amazon told of money it gave back; Finances says what it was. */
  | 'amazon-money'

/**
 * `seen`: a difference between two of our own observations in one epoch. `baseline`: the first reading
 * of an epoch already showed it. `late`: we were not watching when it happened. `burst`: one of too many.
 */
export type Provenance = 'seen' | 'baseline' | 'late' | 'burst'

export type EffectRecord = {
  readonly key: EffectKey
  readonly kind: string
  readonly platformId: string | null
  readonly doneAtMs: number | null
  /** What was asked, as its concern wrote it; never personal data. */
  readonly body: unknown
  /** Newest first. */
  readonly attempts: readonly EffectAttempt[]
}

export type EffectAttempt = {
  readonly attemptId: AttemptId
  /** `intended` of another writer counts as unclear. */
  readonly state: 'unclear' | 'done' | 'refused' | 'disproved'
  readonly code: string | null
  readonly atMs: number
  /** World time from which a reading may prove absence, as far as now known. */
  readonly settledAtMs: number
  /** The reading of the Shopify order began after this attempt had settled. */
  readonly shopReadAfterSettle: boolean
}

export type LifeInput = {
  readonly inputId: string
  /**
   * `approve` and `dismiss` name an event or a hold; `repeat` a write that was refused or held;
   * `accept-cancel` and `decline-cancel` a buyer's wish; `release` what waits for "check messages";
   * `split` says how a refund without lines is divided.
   */
  readonly kind:
    | 'approve'
    | 'dismiss'
    | 'repeat'
    | 'accept-cancel'
    | 'decline-cancel'
    | 'release'
    | 'split'
  /** The event, effect key or item that is meant. */
  readonly subject: string
  /** The hold that it answers; left out by words of before, which answer whatever names the subject. */
  readonly about?: string | null
  readonly detail: unknown
  readonly by: string
  readonly atMs: number
}
