/** Ship-by and deliver-by windows of an order: whole days, as Amazon promises them. */
import type { AmazonOrder } from './order-shape.ts'

const dayMs = 86_400_000

const shipDays: Readonly<Record<string, number>> = {
  SAME_DAY: 0,
  NEXT_DAY: 0,
  PRIORITY: 1,
  SECOND_DAY: 1,
  EXPEDITED: 1,
}

/** The windows for an order of that time and service level. */
export function deliveryTimes(
  createdMs: number,
  serviceLevel: string,
  fulfilledBy: string,
): Pick<AmazonOrder['fulfillment'], 'shipByWindow' | 'deliverByWindow'> {
  const firstDayMs = Math.floor(createdMs / dayMs) * dayMs
  const shipByMs = firstDayMs + (shipDays[serviceLevel] ?? 2) * dayMs
  const shipByWindow = {
    earliestDateTime: iso(firstDayMs),
    latestDateTime: iso(shipByMs + dayMs - 1000),
  }
  if (fulfilledBy === 'AMAZON') return { shipByWindow }
  const deliverByWindow = {
    earliestDateTime: iso(shipByMs + dayMs),
    latestDateTime: iso(shipByMs + 5 * dayMs - 1000),
  }
  return { shipByWindow, deliverByWindow }
}

/** A window to ship that a test says itself. */
export function shipWithin(
  createdMs: number,
  latestMs: number,
): Pick<AmazonOrder['fulfillment'], 'shipByWindow'> {
  const latest = Math.floor(latestMs / 1_000) * 1_000
  return {
    shipByWindow: {
      earliestDateTime: iso(Math.min(createdMs, latest)),
      latestDateTime: iso(latest),
    },
  }
}

function iso(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z')
}
