/** A level of a variant at a location; whoever makes one decides whether and when the variant gets it. */
import { gid } from '../gid.ts'
import type { LocationRecord, StockLevel, VariantRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'

export function newLevel(
  world: ShopWorld,
  variant: VariantRecord,
  location: LocationRecord,
  units: number,
): StockLevel {
  const nowMs = world.clock.nowMs()
  const id = `${gid('InventoryLevel', world.identifiers.next('InventoryLevel'))}?inventory_item_id=${variant.inventoryItemId}`
  return {
    id,
    variant,
    location,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    quantities: {
      available: units,
      on_hand: units,
      committed: 0,
      incoming: 0,
      reserved: 0,
      damaged: 0,
      safety_stock: 0,
      quality_control: 0,
    },
  }
}
