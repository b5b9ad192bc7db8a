/**
 * The times at which the clocks of an order ring (B34, B68): ship-by, Amazon's automatic cancellation after
 * 7 business days, and the older rule of 30 days without confirmation and no pay.
 */
import type { AmazonOrder } from '../orders/amazon-order.ts'
import { addBusinessDays } from './business-days.ts'
import type { DeadlineHold } from './reasons.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export type Alarm = { readonly code: DeadlineHold; readonly atMs: number; readonly byMs: number }

type Clocked = Pick<AmazonOrder, 'shipByMs' | 'createdAtMs' | 'marketplaceId'>

export function clockAlarms({ shipByMs, createdAtMs, marketplaceId }: Clocked): Alarm[] {
  const noPay = createdAtMs + 30 * dayMs
  const shipBy: Alarm[] =
    shipByMs === null
      ? []
      : [
          { code: 'SHIP_BY_24_HOURS', atMs: shipByMs - dayMs, byMs: shipByMs },
          { code: 'SHIP_BY_4_HOURS', atMs: shipByMs - 4 * hourMs, byMs: shipByMs },
          { code: 'SHIP_BY_OVER', atMs: shipByMs, byMs: shipByMs },
          autoCancel(shipByMs, marketplaceId),
        ]
  return [
    ...shipBy,
    { code: 'UNCONFIRMED_23_DAYS', atMs: createdAtMs + 23 * dayMs, byMs: noPay },
    { code: 'UNCONFIRMED_28_DAYS', atMs: createdAtMs + 28 * dayMs, byMs: noPay },
    { code: 'UNCONFIRMED_30_DAYS', atMs: noPay, byMs: noPay },
  ]
}

/** When a clock goes on the next time; null when all of them have rung. */
export function nextAlarmMs(order: Clocked, afterMs: number): number | null {
  const coming = clockAlarms(order)
    .map(({ atMs }) => atMs)
    .filter((atMs) => atMs > afterMs)
  return coming.length === 0 ? null : Math.min(...coming)
}

/** Amazon cancels what is not confirmed 7 business days after ship-by; the alarm is two days earlier. */
function autoCancel(shipByMs: number, marketplaceId: string | null): Alarm {
  const byMs = addBusinessDays(shipByMs, 7, marketplaceId)
  const atMs = addBusinessDays(shipByMs, 5, marketplaceId)
  return { code: 'AUTO_CANCEL_NEAR', atMs, byMs }
}
