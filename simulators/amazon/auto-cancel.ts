/**
 * When Amazon cancels a merchant's order that nobody confirmed: some business days after the latest ship date (seven
 * since September 2020). Weekends are skipped, holidays are not known here.
 */
import type { OrderRecord } from './order-shape.ts'

const dayMs = 86_400_000

/** World time of the cancellation; none for orders that Amazon ships, or with 0 days. */
export function autoCancelAt(record: OrderRecord, businessDays: number): number | undefined {
  const { fulfilledBy, shipByWindow } = record.order.fulfillment
  if (businessDays === 0 || fulfilledBy !== 'MERCHANT') return undefined
  if (shipByWindow?.latestDateTime === undefined) return undefined
  let atMs = Date.parse(shipByWindow.latestDateTime)
  for (let left = businessDays; left > 0; ) {
    atMs += dayMs
    const weekday = new Date(atMs).getUTCDay()
    if (weekday !== 0 && weekday !== 6) left -= 1
  }
  return atMs
}
