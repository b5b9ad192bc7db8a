/**
 * The search index over orders. It follows the orders after `indexLagMs` of world time: until then a
 * new order is absent from every search, and a changed one is found by its old values.
 */
import type { WorldClock } from '../../kit/world-clock.ts'
import type { OrderRecord } from '../records.ts'
import type { ShopSettings } from '../settings.ts'
import { createIndexTables, type IndexLookUps, type SearchValues } from './index-tables.ts'
import { displayFinancialStatus, displayFulfillmentStatus } from './order-status.ts'

export type OrderIndex = IndexLookUps & {
  changed(order: OrderRecord): void
  removed(order: OrderRecord): void
  /** Takes in all changes whose lag has passed. Every search calls it first. */
  settle(): void
}

type Pending = { dueMs: number; order: OrderRecord; values: SearchValues | 'removed' }

/** The index with its queue of changes that it has not taken in yet. */
export function createOrderIndex(clock: WorldClock, settings: ShopSettings): OrderIndex {
  const tables = createIndexTables()
  let pending: Pending[] = []
  let next = 0

  const enqueue = (order: OrderRecord, atMs: number, values: Pending['values']): void => {
    const dueMs = atMs + settings.indexLagMs
    // An order that was placed in the past is due before what changed since: keep the queue in order.
    let place = pending.length
    while (place > next && (pending[place - 1]?.dueMs ?? 0) > dueMs) place -= 1
    pending.splice(place, 0, { dueMs, order, values })
  }

  return {
    ...tables,
    changed: (order) => enqueue(order, order.updatedAtMs, searchValues(order)),
    removed: (order) => enqueue(order, clock.nowMs(), 'removed'),
    settle() {
      const nowMs = clock.nowMs()
      for (let one = pending[next]; one && one.dueMs <= nowMs; one = pending[next]) {
        if (one.values === 'removed') tables.drop(one.order.numericId)
        else tables.take(one.order, one.values)
        next += 1
      }
      if (next > 1000 && next * 2 > pending.length) {
        pending = pending.slice(next)
        next = 0
      }
    },
  }
}

function searchValues(order: OrderRecord): SearchValues {
  return {
    updatedAtMs: order.updatedAtMs,
    tags: new Set(order.tags.map((tag) => tag.toLowerCase())),
    status:
      order.cancelledAtMs !== null ? 'cancelled' : order.closedAtMs !== null ? 'closed' : 'open',
    financialStatus: (displayFinancialStatus(order) ?? '').toLowerCase(),
    fulfillmentStatus: displayFulfillmentStatus(order).toLowerCase(),
  }
}
