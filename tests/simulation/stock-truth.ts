/** What the platforms themselves say of the shop's units, whatever our books say: for the checks and the counts. */
import type { SoakShop } from './soak-shop.ts'
import { recipes } from './stock-shelf.ts'

type OpenClaim = {
  readonly orderId: string
  /** Units of the variant that the order waits for. */
  readonly units: number
  /** The shop has the order, and so has taken its units from what is available. */
  readonly isTaken: boolean
}

const openStatuses: ReadonlySet<string> = new Set(['PENDING', 'UNSHIPPED', 'PARTIALLY_SHIPPED'])

/** What Amazon's buyers wait for of a variant, order by order. */
export function openClaims({ amazon, shopify, expected }: SoakShop, variant: string): OpenClaim[] {
  return [...expected.keys()].flatMap((orderId) => {
    const { status, fulfilledBy, items } = amazon.control.truth(orderId)
    if (fulfilledBy === 'AMAZON' || !openStatuses.has(status)) return []
    const units = items.reduce(
      (sum, item) => sum + item.quantityUnfulfilled * (recipes[item.sku]?.[variant] ?? 0),
      0,
    )
    const isTaken = shopify.control.ordersBySourceIdentifier(orderId).length > 0
    return units === 0 ? [] : [{ orderId, units, isTaken }]
  })
}

/** What is left of a variant once every order has its units; below 0 more was sold than there is. */
export function freeUnits(shop: SoakShop, variant: string): number {
  const held = shop.shopify.control
    .stockOf(variant)
    // What is reserved there is kept for an order that is counted here.
    .reduce(
      (sum, { quantities }) => sum + (quantities.available ?? 0) + (quantities.reserved ?? 0),
      0,
    )
  return openClaims(shop, variant)
    .filter(({ isTaken }) => !isTaken)
    .reduce((left, { units }) => left - units, held)
}

/** How many of a SKU could be sold now. */
export function freeOf(shop: SoakShop, sku: string): number {
  const parts = Object.entries(recipes[sku] ?? {})
  return Math.min(
    ...parts.map(([variant, units]) => Math.floor(Math.max(0, freeUnits(shop, variant)) / units)),
  )
}
