/** The item and the location that an entry of an inventory mutation names. */
import { numericId } from '../gid.ts'
import type { LocationRecord, QuantityName, StockLevel, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { type InventoryError, inventoryError } from './quantity-rules.ts'

export type Place = { readonly variant: VariantRecord; readonly location: LocationRecord }

export type PlaceInput = { readonly inventoryItemId: string; readonly locationId: string }

/** Undefined where one of both is not in the shop; `placeError` says which. */
export function placeOf(world: ShopWorld, input: PlaceInput): Place | undefined {
  const variant = world.catalog.variantOfItem(
    numericId('InventoryItem', input.inventoryItemId) ?? -1,
  )
  const location = world.catalog.location(numericId('Location', input.locationId) ?? -1)
  if (variant === undefined || location === undefined || !location.isActive) return undefined
  return { variant, location }
}

export function placeError(
  world: ShopWorld,
  input: PlaceInput,
  field: readonly string[],
): InventoryError | undefined {
  if (placeOf(world, input) !== undefined) return undefined
  const item = world.catalog.variantOfItem(numericId('InventoryItem', input.inventoryItemId) ?? -1)
  return item === undefined
    ? inventoryError('INVALID_INVENTORY_ITEM', [...field, 'inventoryItemId'])
    : inventoryError('INVALID_LOCATION', [...field, 'locationId'])
}

export function levelAt({ variant, location }: Place): StockLevel | undefined {
  return variant.levels.find((one) => one.location === location)
}

export function quantityAt(place: Place, name: QuantityName): number {
  return levelAt(place)?.quantities[name] ?? 0
}
