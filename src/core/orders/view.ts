/**
 * Everything that the concerns of one order may look at: one record, put together by observe. The
 * decision is a pure function of it, of the policy and of the world time.
 */
import type {
  AmazonOrderId,
  AttemptId,
  EffectKey,
  FulfillmentOrderGid,
  LocationGid,
  SellerSku,
  ShopifyOrderGid,
  VariantGid,
} from '../ids.ts'
import type { LifeView } from '../life/life-view.ts'
import type { Seen } from '../seen.ts'
import type { AmazonOrder } from './amazon-order.ts'
import type { Evidence, InventoryBehaviour, ShopifyOrder } from './shopify-order.ts'

export type OrderView = {
  readonly orderId: AmazonOrderId
  readonly amazon: Seen<AmazonOrder>
  /** World time at which we first heard of the order. */
  readonly firstSeenMs: number
  /** Set while an event is newer than what the last read showed; `reads` are those made for it. */
  readonly behind: {
    readonly eventMs: number
    readonly reads: number
    readonly lastReadMs: number
  } | null
  /** A page or answer held this order but it could not be read; issue paths only, never values. */
  readonly unreadable: { readonly paths: readonly string[] } | null
  readonly personal: 'complete' | 'no-address' | 'none'
  /** Variants that might match the order's lines; unknown until the catalogue was read once. */
  readonly catalogue: Seen<Catalogue>
  readonly effect: EffectView
  readonly foreign: ForeignIndex
  /** The Shopify order that is ours (made or adopted); unknown until looked at. */
  readonly shopify: Seen<ShopifyOrder>
  /** Orders found by look-ups or in the foreign-order index that carry this Amazon id. */
  readonly candidates: readonly ShopifyOrder[]
  readonly person: readonly PersonInput[]
  /** Newest stock change of a variant of this order; null when none is known. */
  readonly stockChangedMs: number | null
  /** Moves of this order's fulfilment orders, newest first; none are known when left out. */
  readonly moves?: readonly MoveView[]
  /** Set once the order is in Shopify. */
  readonly life?: LifeView | null
}

export type MoveView = {
  readonly fulfillmentOrderGid: FulfillmentOrderGid
  readonly toLocationGid: LocationGid
  readonly state: 'done' | 'refused' | 'unclear'
  /** World time at which it was intended. */
  readonly atMs: number
  /** World time of its end, or from which it can no longer arrive, as far as now known. */
  readonly overAtMs: number
  /** The order was read after that (machine time, by SQL). */
  readonly readSince: boolean
}

export type CatalogueVariant = {
  readonly variantGid: VariantGid
  readonly sku: string | null
  /** SKUs that this variant had before (a rename after import still finds it). */
  readonly formerSkus: readonly string[]
  readonly productTitle: string
  readonly variantTitle: string
  readonly options: readonly { readonly name: string; readonly value: string }[]
  readonly priceMinor: number | null
}

export type Mapping = {
  readonly sku: SellerSku
  readonly components: readonly { readonly variantGid: VariantGid; readonly quantity: number }[]
}

export type Catalogue = {
  readonly variants: readonly CatalogueVariant[]
  readonly mappings: readonly Mapping[]
}

export type AttemptView = {
  readonly attemptId: AttemptId
  readonly revision: number
  /** `intended` seen by observe is another's unfinished attempt, so it counts as unclear. */
  readonly state: 'unclear' | 'done' | 'refused' | 'disproved'
  /** World time from which a look-up may prove absence (answer_by + settle), as far as now known. */
  readonly settledAtMs: number
  readonly refusal: Refusal | null
  /** How it asked for stock; left out when the ledger does not say. */
  readonly inventory?: InventoryBehaviour
  /** World time at which it ended or was last touched. */
  readonly atMs: number
}

export type Refusal =
  | { readonly kind: 'stock'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'too-many-orders' }
  /** Shopify's own codes and words; words that could hold personal data are left out by the client. */
  | { readonly kind: 'other'; readonly code: string; readonly field: string; readonly text: string }

export type Shortage = {
  readonly sku: string
  readonly variantGid: VariantGid
  readonly needed: number
  readonly available: number | null
  readonly locationName: string | null
}

export type LookUpKind = 'identifier' | 'source' | 'tag'

export type LookUp = {
  readonly kind: LookUpKind
  readonly found: readonly ShopifyOrderGid[]
  readonly atMs: number
  /** True when it began after answer_by + settle of the unsettled attempt (machine time, by SQL). */
  readonly afterSettle: boolean
}

export type EffectView = {
  readonly key: EffectKey
  readonly generation: number
  /** Newest first. */
  readonly attempts: readonly AttemptView[]
  readonly lookUps: readonly LookUp[]
  readonly platformId: ShopifyOrderGid | null
  readonly how: 'created' | 'found' | 'adopted' | null
}

export type ForeignIndex = {
  readonly complete: boolean
  readonly asOfMs: number
  /** Orders older than this are not in the index (60 days without read_all_orders). */
  readonly completeFromMs: number
  readonly matches: readonly { readonly gid: ShopifyOrderGid; readonly where: Evidence }[]
}

export type PersonInput = {
  readonly inputId: string
  /**
   * `export`: try again. `force-export`: once without regard to stock. `approve-adoption`: the order
   * found in Shopify is this one. `create-separate`: it is another one. `dismiss`: leave it.
   */
  readonly kind: 'export' | 'force-export' | 'approve-adoption' | 'create-separate' | 'dismiss'
  /** Which found order is meant, when there are several. */
  readonly gid?: ShopifyOrderGid | null
  readonly by: string
  readonly atMs: number
}

export type ChosenLocations = readonly LocationGid[]
