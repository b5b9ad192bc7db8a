/** The settings of one connection that the import concern obeys; each changes the next decision. */
import type { MarketplaceId } from '../ids.ts'
import type { LifePolicy } from '../life/life-policy.ts'
import type { MethodRule } from '../shipments/shipping-methods.ts'
import type { ChosenLocations } from './view.ts'

export type ImportPolicy = {
  /** In `watch` it decides and records what it would do. */
  readonly lane: 'watch' | 'live'
  /** The seller's switch; off: orders land in our list, none is created, a person may still export. */
  readonly importOn: boolean
  readonly fba: 'list' | 'import'
  readonly stock: 'refuse' | 'claim-anyway' | 'bypass'
  /** With `refuse`: created anyway this long before ship-by; null switches that off. */
  readonly claimBeforeShipByMs: number | null
  /** An explicit mapping wins over SKU and title unless false. */
  readonly mappingFirst: boolean
  readonly unmapped: 'hold' | 'custom-line'
  readonly customer: 'none' | 'name'
  readonly gateway: string
  /** What the shop calls Amazon's service levels, where it has names of its own. */
  readonly methods?: readonly MethodRule[]
  readonly personalWaitMs: number
  readonly chosenLocations: ChosenLocations
  readonly outsideLocation: 'move' | 'hold'
  readonly connectedAtMs: number
  readonly backfills: readonly { readonly fromMs: number; readonly toMs: number }[]
  readonly indexMaxAgeMs: number
  /** With `read_all_orders`; else Shopify shows 60 days. */
  readonly readsAllOrders: boolean
  readonly marketplaces: readonly MarketplaceId[]
  /** `https://sellercentral.amazon.…` by marketplace is derived; this is the fallback host. */
  readonly sellerCentralHost: string
}

/** All that one order's concerns obey. Without `life` nothing but the import is asked. */
export type OrderPolicy = ImportPolicy & { readonly life?: LifePolicy }
