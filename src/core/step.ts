/**
 * What a concern may answer: exactly one next step, with its reason. Console, CLI and API print the
 * same reason code.
 */
import type { CancellationWrite } from './cancellations/writes.ts'
import type {
  AttemptId,
  EffectKey,
  FulfillmentOrderGid,
  LocationGid,
  ShopifyOrderGid,
  VariantGid,
} from './ids.ts'
import type { HoldCode, HoldDetail, ReasonCode } from './orders/reasons.ts'
import type { ShopifyOrderDraft } from './orders/shopify-order.ts'
import type { LookUpKind } from './orders/view.ts'
import type { PurgeWrite } from './purge/writes.ts'
import type { RefundWrite } from './refunds/writes.ts'
import type { ReturnWrite } from './returns/writes.ts'
import type { ShipmentWrite } from './shipments/writes.ts'
import type { SolicitationWrite } from './solicitations/writes.ts'

export type Concern =
  | 'deadline'
  | 'shipment'
  | 'cancellation'
  | 'refund'
  | 'import'
  | 'return'
  | 'change'
  | 'solicitation'
  | 'purge'
  | 'notice'

export type Look =
  | { readonly at: 'amazon-order' }
  | { readonly at: 'catalogue' }
  | { readonly at: 'shopify-look-up'; readonly by: LookUpKind }
  | { readonly at: 'shopify-order'; readonly gid: ShopifyOrderGid }
  /** All that happened to it since its create. */
  | { readonly at: 'shopify-life'; readonly gid: ShopifyOrderGid }
  /** What of the buyer it still shows. */
  | { readonly at: 'shopify-personal'; readonly gid: ShopifyOrderGid }
  | { readonly at: 'amazon-finances' }

export type Write =
  | {
      readonly kind: 'create-shopify-order'
      readonly key: EffectKey
      readonly draft: ShopifyOrderDraft
      /** The unclear attempt whose absence the look-ups proved; it is closed with the new intent. */
      readonly disproves: AttemptId | null
      /** The person input that this uses up. */
      readonly uses: string | null
      readonly matched: readonly MatchTrace[]
    }
  | {
      /** Our own earlier create, found by its look-ups, or another app's order taken over. */
      readonly kind: 'record-shopify-order'
      readonly key: EffectKey
      readonly gid: ShopifyOrderGid
      readonly how: 'found' | 'adopted'
      readonly uses: string | null
    }
  | {
      readonly kind: 'move-fulfillment-order'
      readonly key: EffectKey
      readonly fulfillmentOrderGid: FulfillmentOrderGid
      readonly toLocationGid: LocationGid
    }
  | LifeWrite<'shipment', ShipmentWrite>
  | LifeWrite<'cancellation', CancellationWrite>
  | LifeWrite<'refund', RefundWrite>
  | LifeWrite<'return', ReturnWrite>
  | LifeWrite<'solicitation', SolicitationWrite>
  | LifeWrite<'purge', PurgeWrite>
  | {
      /** An effect of ours that a reading shows: written down as done. */
      readonly kind: 'record-effect'
      readonly key: EffectKey
      readonly effect: string
      readonly platformId: string
    }

/** A write of order life: what the ledger keeps of it, and what is to be done. */
export type LifeWrite<Kind extends string, Act> = {
  readonly kind: Kind
  readonly key: EffectKey
  /** The ledger's name for it, a row of docs/rules/writes.md: `confirm-parcel`, `refund-in-shop`. */
  readonly effect: string
  /** Class same-key-edits or platform-key: an unsettled attempt is closed by the next. */
  readonly repeats: boolean
  /** Class look-first: the attempt whose absence a reading proved. */
  readonly disproves: AttemptId | null
  /** The person input that this uses up. */
  readonly uses: string | null
  /** What is asked, for the ledger and for later decisions; no personal data. */
  readonly body: object | null
  readonly act: Act
}

/** How one Amazon line found its variant, for the trace. */
export type MatchTrace = {
  readonly itemId: string
  readonly step: 'mapping' | 'sku' | 'former-sku' | 'title' | 'custom-line'
  readonly variantGids: readonly VariantGid[]
}

export type Step =
  | {
      readonly do: 'look'
      readonly concern: Concern
      readonly look: Look
      readonly reason: ReasonCode
    }
  | {
      readonly do: 'write'
      readonly concern: Concern
      readonly write: Write
      readonly reason: ReasonCode
    }
  | {
      readonly do: 'wait'
      readonly concern: Concern
      readonly untilMs: number
      readonly reason: ReasonCode
    }
  | {
      readonly do: 'hold'
      readonly concern: Concern
      readonly code: HoldCode
      readonly detail: HoldDetail
      /** When time alone may change the answer (created anyway before ship-by, index refreshed). */
      readonly againAtMs: number | null
    }
  | {
      readonly do: 'rest'
      readonly concern: Concern
      readonly reason: ReasonCode
      readonly againAtMs: number | null
      /** In `watch`: what it would have done. */
      readonly would: string | null
    }
