/** What the shipment concern may ask to be done; each has its row in docs/rules/writes.md. */
import type { AmazonItemId, FulfillmentGid, FulfillmentOrderGid, ShopifyOrderGid } from '../ids.ts'
import type { Tracking } from '../orders/shop-life.ts'
import type { ParcelDraft } from './parcel-draft.ts'

export type ShipmentWrite =
  | {
      readonly do: 'confirm-parcel'
      readonly parcel: ParcelDraft
    }
  | {
      readonly do: 'fulfil-in-shop'
      readonly parts: readonly {
        readonly fulfillmentOrderGid: FulfillmentOrderGid
        readonly lines: readonly { readonly foLineGid: string; readonly quantity: number }[]
      }[]
      readonly tracking: Tracking | null
    }
  | {
      readonly do: 'tell-delivered'
      readonly fulfillmentGid: FulfillmentGid
      readonly atMs: number
    }
  | {
      readonly do: 'hold-in-shop'
      readonly fulfillmentOrderGid: FulfillmentOrderGid
      readonly reason: string
      readonly notes: string
      readonly handle: string
    }
  | {
      /** The address that Amazon shows now; the act takes it from what is sealed. */
      readonly do: 'write-address'
      readonly gid: ShopifyOrderGid
    }
  | {
      readonly do: 'set-fulfil-by'
      readonly fulfillmentOrderGid: FulfillmentOrderGid
      readonly fulfilByMs: number
    }
  | {
      readonly do: 'release-in-shop'
      readonly fulfillmentOrderGid: FulfillmentOrderGid
      readonly holdGids: readonly string[]
    }

/** What the ledger keeps of a confirmed parcel, for its next revision. */
export type ConfirmedParcel = {
  readonly parcel: string
  readonly reference: string
  readonly tracking: string
  readonly carrier: string
  readonly units: readonly { readonly itemId: AmazonItemId; readonly quantity: number }[]
}
