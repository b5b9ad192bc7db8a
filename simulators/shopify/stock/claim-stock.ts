/**
 * Order routing and the claim of stock for a new order.
 * Routing is this simulator's model, not documented: the first active location that ships online orders and has
 * enough; else the units are spread over those that have some; else the first active location.
 */
import type { InventoryBehaviour } from '../orders/order-input.ts'
import type {
  LocationRecord,
  OrderLine,
  OrderRecord,
  StockLevel,
  VariantRecord,
} from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { StockClaim } from '../stock-claim.ts'
import { rememberLevel } from './level-memory.ts'

export type Routed = {
  readonly line: OrderLine
  readonly locationId: number
  readonly quantity: number
}

export type Routing =
  | { readonly kind: 'routed'; readonly parts: readonly Routed[]; readonly claims: StockClaim[] }
  | { readonly kind: 'refused' }

/** Decides where each line comes from and what it will claim; changes nothing. */
export function routeLines(
  world: ShopWorld,
  lines: readonly OrderLine[],
  behaviour: InventoryBehaviour,
): Routing {
  const locations = world.catalog
    .locations()
    .filter((location) => location.isActive && location.fulfillsOnlineOrders)
  const taken = new Map<StockLevel, number>()
  const parts: Routed[] = []
  const claims: StockClaim[] = []
  for (const line of lines) {
    const variant = line.variantId === null ? undefined : world.catalog.variant(line.variantId)
    const shares = sharesOf(line.quantity, variant, locations, taken)
    if (shares === undefined) {
      const mayRefuse = behaviour === 'DECREMENT_OBEYING_POLICY' && variant?.policy === 'DENY'
      if (mayRefuse) return { kind: 'refused' }
    }
    const fallback = locations[0] ?? world.catalog.locations()[0]
    const routed = shares ?? (fallback ? [{ location: fallback, quantity: line.quantity }] : [])
    for (const { location, quantity } of routed) {
      parts.push({ line, locationId: location.numericId, quantity })
      const level = variant?.tracked === true ? levelAt(variant, location) : undefined
      if (level === undefined || variant === undefined || behaviour === 'BYPASS') continue
      taken.set(level, (taken.get(level) ?? 0) + quantity)
      claims.push({
        lineId: line.id,
        variantId: variant.numericId,
        locationId: location.numericId,
        quantity,
      })
    }
  }
  return { kind: 'routed', parts, claims }
}

/** Takes the claimed units: `available` falls and `committed` rises. Gives back the levels that changed. */
export function takeStock(world: ShopWorld, claims: readonly StockClaim[]): StockLevel[] {
  return moveClaims(world, claims, (level, quantity) => {
    level.quantities.available -= quantity
    level.quantities.committed += quantity
  })
}

/** Gives claimed units back. */
export function restockClaims(world: ShopWorld, claims: readonly StockClaim[]): StockLevel[] {
  return moveClaims(world, claims, (level, quantity) => {
    level.quantities.available += quantity
    level.quantities.committed -= quantity
  })
}

/** Lets claimed units leave the building: `committed` and `on_hand` fall. */
export function shipClaims(world: ShopWorld, claims: readonly StockClaim[]): StockLevel[] {
  return moveClaims(world, claims, (level, quantity) => {
    level.quantities.committed -= quantity
    level.quantities.on_hand -= quantity
  })
}

/** Brings shipped units back into the building, claimed as they were. */
export function unshipClaims(world: ShopWorld, claims: readonly StockClaim[]): StockLevel[] {
  return moveClaims(world, claims, (level, quantity) => {
    level.quantities.committed += quantity
    level.quantities.on_hand += quantity
  })
}

/** Puts units on the shelf that no claim holds: returned goods, or a restock of what was never claimed. */
export function addUnits(
  world: ShopWorld,
  units: readonly StockClaim[],
  isBack: boolean,
): StockLevel[] {
  return moveClaims(world, units, (level, quantity) => {
    level.quantities.available += quantity
    if (isBack) level.quantities.on_hand += quantity
  })
}

/** Takes up to so many claimed units of a line off an order's claims, those at the location first. */
export function takeClaims(
  order: OrderRecord,
  lineId: string,
  locationId: number | undefined,
  quantity: number,
): StockClaim[] {
  const mine = order.claims.filter((claim) => claim.lineId === lineId)
  const isHere = (claim: StockClaim): boolean => claim.locationId === locationId
  const sorted = [...mine.filter(isHere), ...mine.filter((claim) => !isHere(claim))]
  const taken: StockClaim[] = []
  let left = quantity
  for (const claim of sorted) {
    const part = Math.min(left, claim.quantity)
    if (part <= 0) continue
    taken.push({ ...claim, quantity: part })
    claim.quantity -= part
    left -= part
  }
  order.claims = order.claims.filter((claim) => claim.quantity > 0)
  return taken
}

function moveClaims(
  world: ShopWorld,
  claims: readonly StockClaim[],
  move: (level: StockLevel, quantity: number) => void,
): StockLevel[] {
  const changed = new Set<StockLevel>()
  for (const claim of claims) {
    const variant = world.catalog.variant(claim.variantId)
    const level = variant?.levels.find((one) => one.location.numericId === claim.locationId)
    if (level === undefined || variant === undefined) continue
    rememberLevel(level, world.clock.nowMs())
    move(level, claim.quantity)
    changed.add(level)
  }
  return [...changed]
}

type Share = { location: LocationRecord; quantity: number }

/** Undefined when the locations together do not have enough. */
function sharesOf(
  wanted: number,
  variant: VariantRecord | undefined,
  locations: readonly LocationRecord[],
  taken: ReadonlyMap<StockLevel, number>,
): Share[] | undefined {
  const [first] = locations
  if (variant === undefined || !variant.tracked) {
    return first === undefined ? undefined : [{ location: first, quantity: wanted }]
  }
  const stocked = locations.flatMap((location) => {
    const level = levelAt(variant, location)
    if (level === undefined) return []
    return [{ location, available: level.quantities.available - (taken.get(level) ?? 0) }]
  })
  const enough = stocked.find((one) => one.available >= wanted)
  if (enough !== undefined) return [{ location: enough.location, quantity: wanted }]
  const shares: Share[] = []
  let left = wanted
  for (const { location, available } of stocked) {
    const quantity = Math.min(left, Math.max(0, available))
    if (quantity > 0) shares.push({ location, quantity })
    left -= quantity
  }
  return left === 0 ? shares : undefined
}

function levelAt(variant: VariantRecord, location: LocationRecord): StockLevel | undefined {
  return variant.levels.find((level) => level.location === location && level.inactive !== true)
}
