/** The merchant in the simulated shop: what she does is done at the control door, at an even pace. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ShopOrder } from './life-world.ts'
import type { Simulators } from './simulators.ts'

/** More at once would only wait in line. */
const atOnce = 8

/** One act an order, evenly over `overMs` of the machine's time, or as fast as the shop takes them. */
export async function actOnEach(
  orders: readonly ShopOrder[],
  overMs: number,
  act: (order: ShopOrder) => Promise<unknown>,
): Promise<void> {
  const begunMs = performance.now()
  const rows = orders.entries()
  const hands = Array.from({ length: atOnce }, async () => {
    for (const [place, order] of rows) {
      await sleep(Math.max(0, begunMs + (place * overMs) / orders.length - performance.now()))
      await act(order)
    }
  })
  await Promise.all(hands)
}

/** Everything of the order leaves in one parcel, with a number. */
export function ship(simulators: Simulators, { gid, orderId }: ShopOrder): Promise<unknown> {
  const trackingNumber = `JD${orderId.replaceAll('-', '')}`
  return simulators.control('shopify', 'orders/fulfil', {
    ...{ orderId: gid, trackingCompany: 'DHL', trackingNumber, notify: false },
  })
}

export function cancel(simulators: Simulators, { gid }: ShopOrder): Promise<unknown> {
  return simulators.control('shopify', 'orders/cancel', {
    ...{ orderId: gid, reason: 'CUSTOMER', refund: true, restock: true, notify: false },
  })
}

/** All units and the shipping, as one does after a return. */
export function refund(simulators: Simulators, { gid, lines }: ShopOrder): Promise<unknown> {
  return simulators.control('shopify', 'orders/refund', {
    ...{ orderId: gid, lines, restock: 'NO_RESTOCK', shipping: 'all', notify: false },
  })
}
