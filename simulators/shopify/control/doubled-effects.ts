/** Effects that the app under test has made twice. */
import { received, refunded } from '../orders/order-status.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopWorld } from '../shop-world.ts'
import type { DoubledEffect } from './life-types.ts'

/**
 * Only what the app under test did is judged: two orders of one source, two refunds with one note or two parcels with
 * one number on an order; and money that went out without having come in.
 */
export function doubledEffects(world: ShopWorld): DoubledEffect[] {
  const { app } = world.installation
  const orders = [...world.orders.all()]
  const mine = orders.filter((one) => one.app.id === app.id && one.sourceIdentifier !== null)
  return [
    ...twice('order', mine, (one) => one.sourceIdentifier ?? ''),
    ...orders.flatMap((order) => [
      ...twice(
        'refund',
        order.refunds.filter((one) => one.by.id === app.id && one.note !== null),
        (one) => `${order.id} ${one.note}`,
      ),
      ...twice(
        'fulfilment',
        order.fulfillments
          .filter((one) => one.by.id === app.id && one.status === 'SUCCESS')
          .flatMap((one) => one.tracking.map((each) => ({ id: one.id, number: each.number }))),
        (one) => `${order.id} ${one.number}`,
      ),
      ...overRefunded(order),
    ]),
  ]
}

function twice<Row extends { readonly id: string }>(
  kind: DoubledEffect['kind'],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): DoubledEffect[] {
  return [...Map.groupBy(rows, keyOf)].flatMap(([key, same]) => {
    const ids = [...new Set(same.map((one) => one.id))]
    return ids.length > 1 ? [{ kind, key, ids }] : []
  })
}

function overRefunded(order: OrderRecord): DoubledEffect[] {
  if (refunded(order).presentment <= received(order).presentment) return []
  const ids = order.refunds.map((one) => one.id)
  return [{ kind: 'over-refunded', key: order.id, ids }]
}
