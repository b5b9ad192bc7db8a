/** What the cancellation concern may ask to be done; each has its row in docs/rules/writes.md. */
import type {
  AmazonItemId,
  AmazonOrderId,
  EffectKey,
  FulfillmentOrderGid,
  ShopifyOrderGid,
} from '../ids.ts'

export type ShopCancelReason = 'CUSTOMER' | 'INVENTORY' | 'OTHER'

/** Two of the five words of cancelOrder (Orders 2026-01-01): what Shopify and the buyer can say. */
export type CancelReasonCode = 'NO_INVENTORY' | 'BUYER_CANCELLED'

export type CancellationWrite =
  | {
      readonly do: 'cancel-in-shop'
      readonly draft: {
        readonly orderGid: ShopifyOrderGid
        readonly key: EffectKey
        readonly reason: ShopCancelReason
        readonly restock: boolean
        readonly refund: boolean
      }
    }
  | {
      /** A message of the acknowledgement feed: cancels the whole order, none of which has left. */
      readonly do: 'acknowledge-failure'
      readonly message: {
        readonly orderId: AmazonOrderId
        readonly items: readonly { readonly itemId: AmazonItemId; readonly reason: string }[]
      }
    }
  | {
      /** The direct call: cancels the whole order, none of which has left. */
      readonly do: 'cancel-order'
      readonly orderId: AmazonOrderId
      readonly reasonCode: CancelReasonCode
    }
  | {
      /** A message of the adjustment feed: cancels units that have not left. */
      readonly do: 'cancel-units'
      readonly message: {
        readonly orderId: AmazonOrderId
        readonly items: readonly {
          readonly itemId: AmazonItemId
          readonly reason: string
          readonly adjustmentId: string
          readonly components: readonly []
          readonly quantityCancelled: number
        }[]
      }
    }
  | {
      readonly do: 'hold-for-buyer'
      readonly fulfillmentOrderGid: FulfillmentOrderGid
      readonly handle: string
      readonly notes: string
    }
  | {
      readonly do: 'release-for-buyer'
      readonly fulfillmentOrderGid: FulfillmentOrderGid
      readonly holdGids: readonly string[]
    }
