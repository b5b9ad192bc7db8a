/** A refund as it is written down in Shopify; its key is also the platform's own key against a second one. */
import type { EffectKey, ShopifyOrderGid } from '../ids.ts'
import type { Money } from '../money.ts'

export type RefundDraft = {
  readonly orderGid: ShopifyOrderGid
  readonly key: EffectKey
  /** For staff; no personal data. */
  readonly note: string
  readonly currency: string
  readonly processedAtMs: number
  readonly lines: readonly { readonly lineGid: string; readonly quantity: number }[]
  readonly shippingMinor: number
  readonly transactions: readonly {
    readonly amount: Money
    readonly gateway: string
    readonly parentGid: string
  }[]
}
