/** Divides a fulfilment order: some of its open units go into a new one at the same location. */
import type { OrderRecord } from '../records.ts'
import type { FulfillmentOrder, FulfillmentOrderLine } from '../shipping-records.ts'
import type { ShopWorld } from '../shop-world.ts'
import { newFulfillmentOrder } from './new-fulfillment-order.ts'
import { settleStatus } from './ship.ts'

/** Units of a fulfilment order by the row's id, as the inputs name them. */
export type UnitsInput = { readonly id: string; readonly quantity: number }

export type UnitsProblem = 'unknown-row' | 'not-positive' | 'too-many' | 'twice'

export function unitsProblem(
  from: FulfillmentOrder,
  units: readonly UnitsInput[],
): UnitsProblem | undefined {
  if (new Set(units.map((one) => one.id)).size < units.length) return 'twice'
  for (const { id, quantity } of units) {
    const row = from.lines.find((one) => one.id === id)
    if (row === undefined) return 'unknown-row'
    if (quantity <= 0) return 'not-positive'
    if (quantity > row.remainingQuantity) return 'too-many'
  }
  return undefined
}

/** Whether the units are all that is left, so that nothing would stay behind. */
export function isEverything(from: FulfillmentOrder, units: readonly UnitsInput[]): boolean {
  return from.lines.every((row) => {
    const unit = units.find((one) => one.id === row.id)
    return row.remainingQuantity === (unit?.quantity ?? 0)
  })
}

/** Takes the units out of their fulfilment order into a new one, which is put on the order. */
export function divide(
  world: ShopWorld,
  order: OrderRecord,
  from: FulfillmentOrder,
  units: readonly UnitsInput[],
): FulfillmentOrder {
  const lines: FulfillmentOrderLine[] = []
  for (const { id, quantity } of units) {
    const row = from.lines.find((one) => one.id === id)
    if (row === undefined) continue
    row.totalQuantity -= quantity
    row.remainingQuantity -= quantity
    lines.push({
      id: world.identifiers.gid('FulfillmentOrderLineItem'),
      lineId: row.lineId,
      totalQuantity: quantity,
      remainingQuantity: quantity,
    })
  }
  from.lines = from.lines.filter((row) => row.totalQuantity > 0)
  const made = {
    ...newFulfillmentOrder(world, from.locationId, lines),
    fulfillByMs: from.fulfillByMs,
  }
  order.fulfillmentOrders.push(made)
  settleStatus(world, from)
  return made
}
