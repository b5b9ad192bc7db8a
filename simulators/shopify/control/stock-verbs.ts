/** Control of stock: what the merchant does with units, and what the shop remembers of it. */
import { newLevel } from '../catalog/new-level.ts'
import { commitChanges, type WantedChange } from '../inventory/commit-changes.ts'
import type { LocationRecord, StockLevel, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { announceConnected, announceDisconnected, announceItem } from '../webhooks/announce.ts'
import { variantWithSku } from './catalog-verbs.ts'
import type { ShopifyControl, StockChange, StockSpec } from './control-types.ts'
import { locationNamed, merchantAdmin } from './order-parts.ts'

type StockVerbs = Pick<
  ShopifyControl,
  'setStock' | 'restock' | 'stockOf' | 'moveStock' | 'connectStock' | 'setTracked' | 'stockHistory'
>

export function stockVerbs(worldNow: () => ShopWorld): StockVerbs {
  return {
    setStock: (spec) => changeAvailable(worldNow(), spec, (now) => spec.quantity - now),
    restock: (spec) => changeAvailable(worldNow(), spec, () => spec.quantity),
    moveStock(spec) {
      const world = worldNow()
      const { variant, location } = placeOf(world, spec)
      const one = (name: WantedChange['name'], delta: number): WantedChange => ({
        variant,
        location,
        name,
        delta,
      })
      byMerchant(world, [one(spec.from, -spec.quantity), one(spec.to, spec.quantity)])
    },
    connectStock({ sku, location, connected }) {
      const world = worldNow()
      connect(world, variantWithSku(world, sku), locationNamed(world, location), connected)
    },
    setTracked({ sku, tracked }) {
      const world = worldNow()
      const variant = variantWithSku(world, sku)
      variant.tracked = tracked
      variant.updatedAtMs = world.clock.nowMs()
      announceItem(world, variant)
    },
    stockOf: (sku) =>
      variantWithSku(worldNow(), sku).levels.map((level) => ({
        location: level.location.name,
        quantities: { ...level.quantities },
      })),
    stockHistory: ({ sku }) => historyOf(worldNow(), variantWithSku(worldNow(), sku)),
  }
}

function changeAvailable(
  world: ShopWorld,
  spec: StockSpec,
  delta: (available: number) => number,
): void {
  const place = placeOf(world, spec)
  const now = levelOf(place.variant, place.location)?.quantities.available ?? 0
  byMerchant(world, [{ ...place, name: 'available', delta: delta(now) }])
}

function byMerchant(world: ShopWorld, wanted: readonly WantedChange[]): void {
  commitChanges(world, wanted, {
    reason: 'correction',
    referenceDocumentUri: null,
    by: merchantAdmin,
  })
}

/** The first location of the variant when none is named. */
function placeOf(
  world: ShopWorld,
  spec: StockSpec,
): { variant: VariantRecord; location: LocationRecord } {
  const variant = variantWithSku(world, spec.sku)
  const location =
    spec.location === undefined ? variant.levels[0]?.location : locationNamed(world, spec.location)
  if (location === undefined) throw new Error(`${spec.sku} is stocked nowhere`)
  return { variant, location }
}

function levelOf(variant: VariantRecord, location: LocationRecord): StockLevel | undefined {
  return variant.levels.find((one) => one.location === location)
}

function connect(
  world: ShopWorld,
  variant: VariantRecord,
  location: LocationRecord,
  connected: boolean,
): void {
  const known = levelOf(variant, location)
  if (!connected) {
    if (known === undefined) throw new Error(`${variant.sku} is not stocked at ${location.name}`)
    known.inactive = true
    announceDisconnected(world, known)
    return
  }
  const level = known ?? newLevel(world, variant, location, 0)
  if (known === undefined) variant.levels.push(level)
  level.inactive = false
  announceConnected(world, [level])
}

function historyOf(world: ShopWorld, variant: VariantRecord): StockChange[] {
  return world.inventoryHistory.all().flatMap((group) => {
    const mine = group.changes.filter((one) => one.level.variant === variant)
    if (mine.length === 0) return []
    const changes = mine.map(({ level, name, delta }) => ({
      location: level.location.name,
      name,
      delta,
    }))
    const { createdAtMs: atMs, reason, referenceDocumentUri, by } = group
    return [{ atMs, by: by.name, reason, referenceDocumentUri, changes }]
  })
}
