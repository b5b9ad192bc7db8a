/**
 * What sells in the shop and is weak on Amazon, or not listed there: ranked by what the shop sold. Pure; the
 * figures are units of orders, without what came back.
 */
import type { VariantGid } from '../ids.ts'

export type Demand = {
  readonly variantGid: VariantGid
  readonly shopifySku: string | null
  readonly productTitle: string
  readonly variantTitle: string
  /** Units that the shop itself sold in the window. */
  readonly shopUnits: number
  /** Units that Amazon sold of every SKU that means this variant. */
  readonly amazonUnits: number
  /** Listings of those SKUs that Amazon still shows. */
  readonly listings: readonly {
    readonly amazonSku: string
    readonly marketplaceId: string
    readonly status: string | null
    readonly fulfilledBy: 'MERCHANT' | 'AMAZON' | null
    readonly quantity: number | null
  }[]
}

export type DemandGap = Demand & { readonly gap: GapCode }

export type GapCode = 'UNLISTED' | 'INACTIVE' | 'OUT_OF_STOCK' | 'WEAK'

/** Weak: Amazon sells less than this share of what the shop sells. */
const weakShare = 0.25

/** Strongest in the shop first; what does well on both sides is left out. */
export function demandGaps(demands: readonly Demand[], unitsMin: number): readonly DemandGap[] {
  return demands
    .flatMap((demand): DemandGap[] => {
      const gap = demand.shopUnits < unitsMin ? null : gapOf(demand)
      return gap === null ? [] : [{ ...demand, gap }]
    })
    .toSorted(
      (left, right) =>
        right.shopUnits - left.shopUnits || (left.variantGid < right.variantGid ? -1 : 1),
    )
}

function gapOf({ listings, shopUnits, amazonUnits }: Demand): GapCode | null {
  if (listings.length === 0) return 'UNLISTED'
  const active = listings.filter(({ status }) => status === null || status === 'ACTIVE')
  if (active.length === 0) return 'INACTIVE'
  // Amazon's own stock is no figure of ours; what is unknown is not taken for none.
  const empty = active.every(
    ({ fulfilledBy, quantity }) => fulfilledBy !== 'AMAZON' && quantity === 0,
  )
  if (empty) return 'OUT_OF_STOCK'
  return amazonUnits < shopUnits * weakShare ? 'WEAK' : null
}
