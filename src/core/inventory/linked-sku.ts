/**
 * What stock needs to know of an Amazon SKU: which units of which variants one unit of it is made of, what
 * the shop's reading of each shows, and how many units orders of Amazon still claim.
 */
import type { InventoryItemGid, LocationGid, MarketplaceId, SellerSku, VariantGid } from '../ids.ts'

export type StockLevel = {
  readonly locationGid: LocationGid
  /** Null is unknown, never 0. */
  readonly available: number | null
}

export type StockReading = {
  /** False: Shopify counts no stock of it. */
  readonly tracked: boolean | null
  readonly levels: readonly StockLevel[]
  /** Machine time at which the reading began. */
  readonly begunAtMs: number
  /** Something was heard since: it must be read again. */
  readonly stale: boolean
}

export type Component = {
  readonly variantGid: VariantGid
  readonly inventoryItemGid: InventoryItemGid | null
  /** Units of the variant in one unit of the SKU. */
  readonly units: number
  /** Null: never read. */
  readonly reading: StockReading | null
  /** Units that orders of Amazon claim and the reading does not show as sold. */
  readonly reserved: number
}

export type LinkedSku = {
  readonly amazonSku: SellerSku
  readonly marketplaceId: MarketplaceId
  /** Null: Amazon has not said. */
  readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
  readonly link: 'linked' | 'none' | 'several'
  readonly components: readonly Component[]
}
