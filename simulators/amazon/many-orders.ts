/** Many plain importable orders at once, for benchmarks: one line each, spread evenly over a span of time. */
import { z } from 'zod'
import { buildOrder } from './build-order.ts'
import { orderSpecSchema } from './order-spec.ts'
import type { AmazonWorld } from './world.ts'

export const manyOrdersSchema = z.strictObject({
  count: z.int().positive().max(1_000_000),
  /** The oldest order is this old, the newest `newestAgoMs`. */
  oldestAgoMs: z.int().nonnegative().optional(),
  newestAgoMs: z.int().nonnegative().optional(),
  /** What all of them have in common. */
  base: orderSpecSchema.optional(),
  notify: z.boolean().optional(),
})

export type ManyOrders = z.infer<typeof manyOrdersSchema>

const hourMs = 3_600_000

export function manyOrders(world: AmazonWorld, many: ManyOrders): string[] {
  const { clock, store, catalogue, orderIds, delivery } = world
  const nowMs = clock.nowMs()
  const oldestAgoMs = many.oldestAgoMs ?? hourMs
  const newestAgoMs = Math.min(oldestAgoMs, many.newestAgoMs ?? oldestAgoMs / 6)
  const stepMs = (oldestAgoMs - newestAgoMs) / Math.max(1, many.count - 1)
  const regular = catalogue.filter(
    (item) => item.fulfilledBy === 'MERCHANT' && item.oddity === 'none' && item.stock > 0,
  )
  const parts = { random: orderIds, catalogue: regular, settings: world.settings(), nowMs }
  const ids: string[] = []
  for (let at = 0; at < many.count; at += 1) {
    const item = regular[at % regular.length]
    const line = item === undefined ? {} : { sku: item.amazonSku }
    const createdAgoMs = Math.floor(oldestAgoMs - at * stepMs)
    const record = buildOrder({ lines: [line], createdAgoMs, ...many.base }, parts)
    store.put(record, record.updatedMs)
    ids.push(record.order.orderId)
    if (many.notify === true) {
      delivery.publish(record, { type: 'OrderStatusChange', reason: 'New order' })
    }
  }
  return ids
}
