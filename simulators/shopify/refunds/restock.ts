/**
 * What a refund does to goods. CANCEL: units that have not shipped leave the fulfilment orders and go back on sale;
 * RETURN: shipped units come back to the shelf; NO_RESTOCK: nothing moves and what was open stays open.
 */
import type { Consequences } from '../orders/committed-change.ts'
import type { OrderRecord } from '../records.ts'
import type { RefundLine } from '../refund-records.ts'
import { settleStatus } from '../shipping/ship.ts'
import type { ShopWorld } from '../shop-world.ts'
import { addUnits, restockClaims, shipClaims, takeClaims } from '../stock/claim-stock.ts'
import type { StockClaim } from '../stock-claim.ts'

export function restock(
  world: ShopWorld,
  order: OrderRecord,
  lines: readonly RefundLine[],
  after: Consequences,
): void {
  for (const line of lines) {
    switch (line.restockType) {
      case 'NO_RESTOCK':
        break
      case 'CANCEL':
        cancelUnits(world, order, line.lineId, line.quantity, true, after)
        break
      case 'RETURN':
        returnUnits(world, order, line, after)
        break
    }
  }
}

/** Takes open units out of the fulfilment orders; with `giveBack` their stock goes back on sale, else it is gone. */
export function cancelUnits(
  world: ShopWorld,
  order: OrderRecord,
  lineId: string,
  quantity: number,
  giveBack: boolean,
  after: Consequences,
): void {
  let left = quantity
  const claims: StockClaim[] = []
  const unclaimed: StockClaim[] = []
  for (const from of order.fulfillmentOrders) {
    for (const row of from.lines.filter((one) => one.lineId === lineId)) {
      const units = Math.min(left, row.remainingQuantity)
      if (units <= 0) continue
      left -= units
      row.remainingQuantity -= units
      row.totalQuantity -= units
      const taken = takeClaims(order, lineId, from.locationId, units)
      claims.push(...taken)
      const rest = units - taken.reduce((sum, one) => sum + one.quantity, 0)
      unclaimed.push(...unitsOf(order, lineId, from.locationId, rest))
      settleStatus(world, from)
    }
  }
  if (!giveBack) {
    after.stock.push(() => shipClaims(world, claims))
    return
  }
  after.stock.push(() => restockClaims(world, claims))
  if (world.settings.restockUnclaimed) after.stock.push(() => addUnits(world, unclaimed, false))
}

/** Units of a line that can still be shipped. */
export function openUnits(order: OrderRecord, lineId: string): number {
  const rows = order.fulfillmentOrders.flatMap((one) => one.lines)
  const mine = rows.filter((row) => row.lineId === lineId)
  return mine.reduce((sum, row) => sum + row.remainingQuantity, 0)
}

function returnUnits(
  world: ShopWorld,
  order: OrderRecord,
  line: RefundLine,
  after: Consequences,
): void {
  const shipped = order.fulfillments.find((one) =>
    one.lines.some((row) => row.lineId === line.lineId),
  )
  const fallback = shipped?.locationId ?? order.fulfillmentOrders[0]?.locationId ?? 0
  const back = unitsOf(order, line.lineId, line.locationId ?? fallback, line.quantity)
  after.stock.push(() => addUnits(world, back, true))
}

function unitsOf(
  order: OrderRecord,
  lineId: string,
  locationId: number,
  quantity: number,
): StockClaim[] {
  const variantId = order.lines.find((one) => one.id === lineId)?.variantId ?? null
  return variantId === null || quantity <= 0 ? [] : [{ lineId, variantId, locationId, quantity }]
}
