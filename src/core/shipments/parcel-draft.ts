/** A parcel as Amazon is told of it. */
import type { AmazonItemId, AmazonOrderId, MarketplaceId } from '../ids.ts'

export type ParcelDraft = {
  readonly orderId: AmazonOrderId
  readonly marketplaceId: MarketplaceId
  readonly reference: string
  readonly carrierCode: string
  readonly carrierName: string | null
  readonly shippingMethod: string | null
  readonly trackingNumber: string
  readonly shipDateMs: number
  readonly items: readonly { readonly itemId: AmazonItemId; readonly quantity: number }[]
}
